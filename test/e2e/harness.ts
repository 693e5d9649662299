import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { Keyward, openState, type State } from '../../src/app/index.ts';
import { practiceSettings, type Settings, settingsSchema } from '../../src/config/index.ts';
import { type Clock, jsonLog, type Secret, systemClock } from '../../src/core/index.ts';
import { exchanges } from '../../src/exchanges/index.ts';
import type { MintedKey, Practice } from '../../src/practice/index.ts';
import { recordFolder, recordOutput, recordSecret } from '../canary.ts';

/** The bot's half of a key, as its owner pastes it into the bot. */
export interface BotCredentials {
  readonly apiKey: string;
  readonly secret: string;
  readonly passphrase?: string;
}

/** A whole Keyward on the practice exchange, in this process, in a folder of its own. */
export interface Rig {
  readonly keyward: Keyward;
  readonly practice: Practice;
  readonly state: State;
  readonly home: string;
  readonly port: number;
  /** ccxt's `proxyUrl`. */
  readonly proxyUrl: string;
  /** `http://127.0.0.1:PORT/HOST`, through Keyward. */
  through(host: string): string;
  /** The same, straight to the practice exchange. */
  direct(host: string): string;
  /** Issues a bot key for `<exchange>-bot` or another bot of the settings. */
  bot(name: string): BotCredentials;
  /** The exchange key itself, which no bot ever sees; for direct calls in comparisons. */
  exchangeKey(name: string): MintedKey & { secret: string };
  readonly logs: readonly string[];
  stop(): Promise<void>;
}

export interface RigOptions {
  /** The exchanges wanted; all when absent. */
  readonly exchanges?: readonly string[];
  /** Changes the practice settings before they are used. */
  readonly settings?: (settings: Settings) => z.input<typeof settingsSchema>;
  readonly clock?: Clock;
  readonly home?: string;
  readonly keepHome?: boolean;
}

export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const clock = options.clock ?? systemClock;
  const home = options.home ?? join(mkdtempSync(join(tmpdir(), 'keyward-')), 'home');
  const logs: string[] = [];
  const log = jsonLog((line) => logs.push(line), clock);
  const base = practiceSettings(options.exchanges ?? Object.keys(exchanges));
  const free: Settings = { ...base, gateway: { port: 0 }, practice: { ...base.practice, port: 0, seed: 'keyward' } };
  const settings = settingsSchema.parse(options.settings?.(free) ?? free);
  const state = await openState(home, clock, log);
  const keyward = new Keyward({
    state,
    settings,
    clock,
    log,
    placeOf: (name) => {
      throw new Error(`no real key in this test: ${name}`);
    },
  });
  const { port, proxyUrl } = await keyward.start();
  const practice = keyward.practice!;
  const minted = practice.keys.all();
  for (const key of minted) if (key.secret !== undefined) recordSecret(Buffer.from(key.secret));
  return {
    keyward,
    practice,
    state,
    home,
    port,
    proxyUrl,
    through: (host) => `http://127.0.0.1:${port}/${host}`,
    direct: (host) => `${practice.url}/${host}`,
    bot: (name) => {
      const key = settings.bots[name]!.key;
      const issued = state.botKeys.issue(name, key, exchanges[settings.keys[key]!.exchange]!);
      const secret = plain(issued.secret);
      recordSecret(Buffer.from(secret));
      if (issued.passphrase) recordSecret(Buffer.from(plain(issued.passphrase)));
      return {
        apiKey: issued.id,
        secret,
        ...(issued.passphrase === undefined ? {} : { passphrase: plain(issued.passphrase) }),
      };
    },
    exchangeKey: (name) => {
      const { exchange } = settings.keys[name]!;
      return practice.mintKey({ exchange, account: name, permissions: { read: true, trade: true, futures: true } });
    },
    logs,
    stop: async () => {
      await keyward.stop();
      await state.close();
      recordOutput('gateway log', logs.join('\n'));
      recordFolder(join(home, 'journal'));
      if (!options.keepHome) rmSync(options.home ?? dirname(home), { recursive: true, force: true });
    },
  };
}

function plain(secret: Secret): string {
  return secret.openBytes((bytes) => bytes.toString('utf8'));
}
