import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type Clock, KeywardError, writeFileDurably } from '../core/index.ts';
import type { BotKey, Exchange, IssuedBotKey } from '../exchanges/index.ts';
import type { Seal } from '../vault/index.ts';

/** One bot key as bots.json keeps it: symmetric secrets sealed, asymmetric ones as the public key only. */
interface Stored {
  readonly bot: string;
  readonly key: string;
  readonly exchange: string;
  readonly id: string;
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly sealedSecret?: string;
  readonly sealedPassphrase?: string;
  readonly publicKeyPem?: string;
}

export interface KnownBot {
  readonly bot: string;
  /** The exchange key's name. */
  readonly key: string;
  readonly exchange: string;
  readonly fingerprint: string;
  readonly createdAt: string;
  readonly expiresAt?: string;
}

/** The bot keys of a state folder: issued, found by (exchange, key id), revoked at once. */
export class BotKeys {
  readonly #path: string;
  readonly #seal: Seal;
  readonly #clock: Clock;
  readonly #found = new Map<string, { readonly known: KnownBot; readonly botKey: BotKey }>();
  #stored: readonly Stored[];

  constructor(path: string, seal: Seal, clock: Clock) {
    this.#path = path;
    this.#seal = seal;
    this.#clock = clock;
    this.#stored = read(path);
    this.#index();
  }

  /** Reads the file again, as after another process has changed it. */
  reload(): void {
    this.#stored = read(this.#path);
    this.#index();
  }

  list(): readonly KnownBot[] {
    return this.#stored.map(knownOf);
  }

  find(exchange: string, id: string): { readonly known: KnownBot; readonly botKey: BotKey } | undefined {
    return this.#found.get(`${exchange} ${id}`);
  }

  /** Durable before it returns; the issued key is shown once by the caller and kept nowhere else. */
  issue(bot: string, key: string, exchange: Exchange, expiresAt?: string): IssuedBotKey {
    if (this.#stored.some((stored) => stored.bot === bot))
      throw new KeywardError('bot-exists', `the bot ${bot} has a key`);
    const issued = exchange.key.issueBotKey(randomBytes);
    const purpose = `bot ${bot} ${exchange.id} ${issued.id}`;
    const stored: Stored = {
      bot,
      key,
      exchange: exchange.id,
      id: issued.id,
      createdAt: new Date(this.#clock.nowMs()).toISOString(),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(issued.publicKeyPem === undefined
        ? { sealedSecret: this.#seal.seal(issued.secret, purpose) }
        : { publicKeyPem: issued.publicKeyPem }),
      ...(issued.passphrase === undefined
        ? {}
        : { sealedPassphrase: this.#seal.seal(issued.passphrase, `${purpose} passphrase`) }),
    };
    this.#write([...this.#stored, stored]);
    return issued;
  }

  /** Takes a bot's key away; the next request with it is refused, also when the disk is full and the file cannot be written. */
  revoke(bot: string): KnownBot {
    const stored = this.#stored.find((candidate) => candidate.bot === bot);
    if (!stored) throw new KeywardError('bot-missing', `the bot ${bot} has no key`);
    this.#stored = this.#stored.filter((candidate) => candidate !== stored);
    this.#index();
    this.#write(this.#stored);
    return knownOf(stored);
  }

  #write(stored: readonly Stored[]): void {
    writeFileDurably(this.#path, `${JSON.stringify({ version: 1, keys: stored }, null, 2)}\n`);
    this.#stored = stored;
    this.#index();
  }

  #index(): void {
    this.#found.clear();
    // Work that needs no bot key, such as halting, opens no seal.
    if (this.#seal.isClosed) return;
    for (const stored of this.#stored) {
      const purpose = `bot ${stored.bot} ${stored.exchange} ${stored.id}`;
      const botKey: BotKey = {
        id: stored.id,
        ...(stored.sealedSecret === undefined ? {} : { secret: this.#seal.unseal(stored.sealedSecret, purpose) }),
        ...(stored.publicKeyPem === undefined ? {} : { publicKey: createPublicKey(stored.publicKeyPem) }),
        ...(stored.sealedPassphrase === undefined
          ? {}
          : { passphrase: this.#seal.unseal(stored.sealedPassphrase, `${purpose} passphrase`) }),
      };
      this.#found.set(`${stored.exchange} ${stored.id}`, { known: knownOf(stored), botKey });
    }
  }
}

function read(path: string): readonly Stored[] {
  if (!existsSync(path)) return [];
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as { version: number; keys: Stored[] };
    if (value.version !== 1 || !Array.isArray(value.keys)) throw new Error('shape');
    return value.keys;
  } catch (error) {
    throw new KeywardError('state-corrupt', `${path} cannot be read`, { cause: error });
  }
}

function knownOf(stored: Stored): KnownBot {
  return {
    bot: stored.bot,
    key: stored.key,
    exchange: stored.exchange,
    fingerprint: fingerprintOf(stored.id),
    createdAt: stored.createdAt,
    ...(stored.expiresAt === undefined ? {} : { expiresAt: stored.expiresAt }),
  };
}

/** A short name for a key id that tells keys apart and gives nothing away: the first 12 hex digits of its SHA-256. */
export function fingerprintOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 12);
}
