import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { join, resolve } from 'node:path';
import type { KeySettings } from '../config/index.ts';
import { type Clock, KeywardError, makePrivateFolder, Secret, writeFileDurably } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { fingerprintOf } from '../gateway/index.ts';
import { isPracticeId, type Practice, type PracticeState, startPractice } from '../practice/index.ts';
import type { Place } from '../vault/index.ts';
import { type DeskReply, type DeskWish, type KeptKey, serveDesk } from './practice-desk.ts';
import { takeLock } from './state.ts';

export interface PracticeHomeParts {
  readonly home: string;
  /** 0: any free one. */
  readonly port: number;
  /** Absent: what the folder holds, or chance. */
  readonly seed: string | undefined;
  readonly clock: Clock;
  readonly onDefect: (error: unknown) => void;
}

/** The practice exchange with its folder: its accounts and keys are there again at the next start. One process at a time has it. */
export class PracticeHome {
  readonly practice: Practice;
  readonly #folder: string;
  readonly #lock: Server;
  #desk: Server | undefined;

  private constructor(practice: Practice, folder: string, lock: Server) {
    this.practice = practice;
    this.#folder = folder;
    this.#lock = lock;
  }

  /** Throws `home-locked` while another process has the folder, `port-busy`, and `config-invalid` when the folder was made with another seed. */
  static async open({ home, port, seed, clock, onDefect }: PracticeHomeParts): Promise<PracticeHome> {
    const folder = join(resolve(home), 'practice');
    makePrivateFolder(folder);
    const lock = await takeLock(folder, process.platform);
    try {
      const state = readState(folder);
      if (state && seed !== undefined && state.seed !== seed) {
        throw new KeywardError(
          'config-invalid',
          `the practice exchange in ${folder} was made with another seed: remove that folder, or give no seed`,
        );
      }
      const practice = await startPractice({
        port,
        seed: seed ?? randomBytes(16).toString('hex'),
        clock,
        onDefect,
        ...(state === undefined ? {} : { state }),
      });
      const opened = new PracticeHome(practice, folder, lock);
      opened.#desk = await serveDesk(resolve(home), (wish) => opened.answer(wish)).catch(async (error: unknown) => {
        await practice.stop();
        throw error;
      });
      return opened;
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  /** The key of this name: minted at first, found again afterwards. It reads, trades and has futures. */
  keyFor(name: string, exchange: string): KeptKey {
    const kept = readKept(this.#folder, name);
    if (kept && this.practice.keys.find(exchange, kept.id)) return kept;
    const { id, secret, passphrase } = this.practice.mintKey({
      exchange,
      account: name,
      permissions: { read: true, trade: true, futures: true },
      label: name,
      subAccount: name,
      ips: ['127.0.0.1'],
    });
    const minted: KeptKey = { id, secret, ...(passphrase === undefined ? {} : { passphrase }) };
    writeFileDurably(join(this.#folder, `key-${name}.json`), JSON.stringify(minted));
    this.save();
    return minted;
  }

  /** Makes or revokes a key, as its owner would on the page of a real exchange. Throws `usage` for one that is not here. */
  answer(wish: DeskWish): DeskReply {
    const { keys } = this.practice;
    if (wish.does === 'revoke') {
      const found = keys.all().find(({ id }) => fingerprintOf(id) === wish.fingerprint);
      if (!found) throw new KeywardError('usage', `the practice exchange has no key ${wish.fingerprint}`);
      found.revoked = true;
      this.save();
      return { revoked: { exchange: found.exchange } };
    }
    const { exchange, canWithdraw, fromAnyAddress } = wish;
    const like = wish.beside === undefined ? undefined : keys.find(exchange, wish.beside);
    if (wish.beside !== undefined && !like)
      throw new KeywardError('usage', 'the practice exchange has not minted the key beside which it is to be');
    const account = like?.account.slice(exchange.length + 1) ?? 'main';
    const ips = like === undefined ? ['127.0.0.1'] : like.ips;
    const { id, secret, passphrase } = this.practice.mintKey({
      exchange,
      account,
      permissions: {
        ...(like?.permissions ?? { read: true, trade: true, futures: true }),
        ...(canWithdraw ? { withdraw: true } : {}),
      },
      label: like?.label ?? account,
      ...(like !== undefined && like.subAccount === undefined ? {} : { subAccount: like?.subAccount ?? account }),
      ...(fromAnyAddress || ips === undefined ? {} : { ips }),
    });
    this.save();
    return { minted: { id, secret, ...(passphrase === undefined ? {} : { passphrase }) } };
  }

  save(): void {
    writeFileDurably(join(this.#folder, 'state.json'), JSON.stringify(this.practice.save()));
  }

  async close(): Promise<void> {
    this.save();
    await new Promise<void>((done) => (this.#desk ? this.#desk.close(() => done()) : done()));
    await this.practice.stop();
    await new Promise<void>((done) => this.#lock.close(() => done()));
  }
}

/** The key of a practice exchange that another process serves from this state folder: by the key's own name, or its exchange's. */
export function keptKey(home: string, name: string, exchange: string): KeptKey {
  const folder = join(home, 'practice');
  const kept = readKept(folder, name) ?? readKept(folder, exchange);
  if (kept) return kept;
  throw new KeywardError(
    'credential-missing',
    `keys.${name}: there is no ${join(folder, `key-${exchange}.json`)}: start \`keyward practice\` first`,
  );
}

/** A key of the practice exchange, as a place that never changes. */
export function keptPlace(name: string, find: () => KeptKey): Place {
  return {
    where: `the practice exchange's key ${name}`,
    read: async () => {
      const { id, secret, passphrase } = find();
      return {
        id,
        secret: Secret.take(Buffer.from(secret, 'utf8')),
        ...(passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(passphrase, 'utf8')) }),
      };
    },
  };
}

/**
 * Where a key lives, for whatever serves no practice exchange itself: a practice key where the settings say, when a practice key is there, else as
 * the practice exchange of this state folder keeps it. Real keys never come from there. `open`: the place of the settings.
 */
export function ownPlace(home: string, name: string, key: KeySettings, open: (name: string) => Place): Place {
  const { environment, exchange, from } = key;
  if (environment !== 'practice') return open(name);
  const kept = keptPlace(name, () => keptKey(resolve(home), name, exchange));
  return from === undefined ? kept : firstOf(open(name), kept, (id) => isOfPractice(home, id));
}

/** The first place once it has given a practice key; until then the other, where that has one. */
export function firstOf(first: Place, other: Place, isMinted: (id: string) => boolean): Place {
  let isFirst = false;
  return {
    ...first,
    read: async () => {
      const found = await first.read().catch((error: unknown) => error as Error);
      const isGood = !(found instanceof Error) && isMinted(found.id);
      isFirst ||= isGood;
      if (isGood) return found;
      const kept = isFirst ? undefined : await other.read().catch(() => undefined);
      if (kept) return kept;
      if (found instanceof Error) throw found;
      return found;
    },
  };
}

/**
 * Whether a key opens only the practice exchange: one that another process serves from this state folder, or by its mark. Nothing else is
 * signed for a port on this host: whoever listens there could use it.
 */
export function isOfPractice(home: string, id: string): boolean {
  if (isPracticeId(id) || isAddress(id)) return true;
  const folder = join(home, 'practice');
  if (!existsSync(folder)) return false;
  const names = readdirSync(folder).flatMap((file) => /^key-(.+)\.json$/.exec(file)?.[1] ?? []);
  return names.some((name) => readKept(folder, name)?.id === id);
}

/** Addresses hold no mark. Anybody may ask what one is, so nothing is signed with its key, for as long as no bot trades there. */
function isAddress(id: string): boolean {
  return /^0x[0-9a-f]{40}$/i.test(id) && !Object.hasOwn(exchanges, 'hyperliquid');
}

function readState(folder: string): PracticeState | undefined {
  return readJson(join(folder, 'state.json')) as PracticeState | undefined;
}

function readKept(folder: string, name: string): KeptKey | undefined {
  return readJson(join(folder, `key-${name}.json`)) as KeptKey | undefined;
}

function readJson(path: string): unknown {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new KeywardError('state-corrupt', `${path} cannot be read`, { cause: error });
  }
}
