import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyward, openState, type State } from '../../src/app/index.ts';
import { LocalOperations } from '../../src/app/operations.ts';
import { type PlacesParts, placeOf, unlockFor } from '../../src/app/places.ts';
import { type Settings, settingsSchema } from '../../src/config/index.ts';
import { jsonLog, type Log, systemClock } from '../../src/core/index.ts';
import { exchanges } from '../../src/exchanges/index.ts';
import type { Entry } from '../../src/journal/index.ts';
import { type MintedKey, type MintRequest, type Practice, startPractice } from '../../src/practice/index.ts';
import type { Place } from '../../src/vault/index.ts';
import { recordFolder, recordOutput, recordSecret } from '../canary.ts';

export interface KeysSceneOptions {
  readonly exchange: string;
  /** More settings of the key `main`. */
  readonly key?: Record<string, unknown>;
  /** More keys, beside `main`. */
  readonly keys?: Record<string, unknown>;
  readonly bots?: Record<string, unknown>;
  readonly audit?: Record<string, unknown>;
  readonly settleMs?: number;
  /** More settings. */
  readonly more?: Record<string, unknown>;
}

/** A PEM has several lines. */
function quoted(secret: string): string {
  return secret.includes('\n') ? JSON.stringify(secret) : secret;
}

/** A Keyward whose keys live in places of the owner's own, on a practice exchange in this process that outlives it. */
export class KeysScene {
  readonly practice: Practice;
  readonly folder: string;
  readonly home: string;
  readonly logs: string[] = [];
  readonly variables: Record<string, string> = {};
  /** The places that are open now. */
  readonly openPlaces = new Set<Place>();
  keyward!: Keyward;
  state!: State;
  operations!: LocalOperations;
  settings!: Settings;
  log!: Log;
  placesParts!: PlacesParts;
  port = 0;
  readonly #options: KeysSceneOptions;

  private constructor(options: KeysSceneOptions, practice: Practice, folder: string) {
    this.#options = options;
    this.practice = practice;
    this.folder = folder;
    this.home = join(folder, 'home');
  }

  static async open(options: KeysSceneOptions): Promise<KeysScene> {
    const practice = await startPractice({ port: 0, seed: 'keys', clock: systemClock });
    return new KeysScene(options, practice, mkdtempSync(join(tmpdir(), 'keyward-keys-')));
  }

  mint(request: Partial<MintRequest> = {}): MintedKey {
    const minted = this.practice.mintKey({
      exchange: this.#options.exchange,
      permissions: { read: true, trade: true },
      ips: ['127.0.0.1'],
      ...request,
    });
    recordSecret(minted.secret);
    if (minted.passphrase !== undefined) recordSecret(minted.passphrase);
    return minted;
  }

  /** Writes a key into the `.env` of the folder, as its owner does. */
  putEnv(
    key: { id: string; secret: string; passphrase?: string },
    file = '.env',
    exchange = this.#options.exchange,
  ): void {
    const name = exchange.toUpperCase();
    const lines = [`${name}_API_KEY=${key.id}`, `${name}_API_SECRET=${quoted(key.secret)}`];
    if (key.passphrase !== undefined) lines.push(`${name}_PASSPHRASE=${key.passphrase}`);
    writeFileSync(join(this.folder, file), `${lines.join('\n')}\n`, { mode: 0o600 });
  }

  async up(): Promise<void> {
    const { exchange, key, keys, bots, audit, more, settleMs } = this.#options;
    this.settings = settingsSchema.parse({
      version: 1,
      keys: { main: { exchange, environment: 'practice', from: { dotenv: {} }, ...key }, ...keys },
      bots: bots ?? {
        grid: {
          key: 'main',
          may: ['read', 'trade'],
          markets: ['BTC/USDT'],
          limits: {
            order_notional: '500 USDT',
            daily_notional: 'unlimited',
            orders_per_minute: 'unlimited',
            cancels_per_minute: 'unlimited',
          },
        },
      },
      ...(audit === undefined ? {} : { audit }),
      gateway: { port: 0 },
      practice: { serve: false, port: this.practice.port },
      ...more,
    });
    const { settings } = this;
    const log = jsonLog((line) => this.logs.push(line), systemClock);
    this.log = log;
    const environment = {
      home: this.home,
      configFolder: this.folder,
      mayColour: false,
      user: 'test',
      variables: this.variables,
    };
    const without = { settings, settingsPath: join(this.folder, 'keyward.yaml'), environment, clock: systemClock };
    const unlock = unlockFor(without, undefined);
    this.placesParts = { ...without, unlock };
    this.state = await openState(this.home, systemClock, log, unlock);
    this.keyward = new Keyward({
      state: this.state,
      settings,
      clock: systemClock,
      log,
      placeOf: (name) => this.#counted(placeOf(name, { ...without, unlock })),
      ...(settleMs === undefined ? {} : { settleMs }),
    });
    ({ port: this.port } = await this.keyward.start());
    this.operations = new LocalOperations({
      state: this.state,
      settings,
      clock: systemClock,
      port: this.port,
      gateway: this.keyward.gateway,
      keys: {
        fingerprintOf: async (name) => this.keyward.gateway?.key(name)?.fingerprint ?? '',
        audit: () => this.keyward.audit(true),
        rotations: () => this.keyward.rotations,
        lookSoon: () => this.keyward.lookSoon(),
        alarms: () => this.keyward.alarms.current,
      },
    });
  }

  #counted(place: Place): Place {
    const close = place.close?.bind(place);
    this.openPlaces.add(place);
    return Object.assign(place, {
      close: async () => {
        this.openPlaces.delete(place);
        await close?.();
      },
    });
  }

  async down(): Promise<void> {
    await this.keyward.stop();
    await this.state.close();
  }

  async close(): Promise<void> {
    await this.down().catch(() => undefined);
    await this.practice.stop();
    recordOutput('gateway log', this.logs.join('\n'));
    recordFolder(join(this.home, 'journal'));
    rmSync(this.folder, { recursive: true, force: true });
  }

  get fingerprint(): string {
    return this.keyward.gateway!.key('main')!.fingerprint;
  }

  /** A bot key for `grid`, as its owner pastes it. */
  bot(name = 'grid'): { apiKey: string; secret: string; password?: string } {
    const issued = this.state.botKeys.issue(name, 'main', exchanges[this.#options.exchange]!);
    const plain = (secret: typeof issued.secret) => secret.openBytes((bytes) => bytes.toString('utf8'));
    recordSecret(plain(issued.secret));
    if (issued.passphrase) recordSecret(plain(issued.passphrase));
    return {
      apiKey: issued.id,
      secret: plain(issued.secret),
      ...(issued.passphrase === undefined ? {} : { password: plain(issued.passphrase) }),
    };
  }

  async entries(...kinds: Entry['kind'][]): Promise<Entry[]> {
    const found: Entry[] = [];
    await this.state.journal.append('stop', { reason: 'a look' });
    for await (const entry of this.state.journal.replay({ kinds })) found.push(entry);
    return found;
  }
}

/** The settings of a master key that replaces the keys of a sub-account; its credential is in `master.env`. */
export function masterKey(exchange: string): Record<string, unknown> {
  return { exchange, environment: 'practice', purpose: 'rotation', from: { dotenv: { file: 'master.env' } } };
}
