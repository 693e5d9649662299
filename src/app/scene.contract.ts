import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordFolder, recordOutput, recordSecret } from '../../test/canary.ts';
import { practiceSettings, type Settings } from '../config/index.ts';
import { type Clock, jsonLog, systemClock } from '../core/index.ts';
import { LocalOperations, type ShownBotKey } from './operations.ts';
import { openState, type State } from './state.ts';

/** A state folder in the hands of this process, with the operations on it and no gateway. */
export interface Scene {
  readonly home: string;
  readonly state: State;
  readonly settings: Settings;
  readonly operations: LocalOperations;
  readonly clock: Clock;
  /** Lets go of the folder and removes it. */
  close(): Promise<void>;
}

export const quiet = jsonLog((line) => recordOutput('app log', line), systemClock);

export async function openScene(clock: Clock = systemClock): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-app-'));
  const home = join(folder, 'home');
  const state = await openState(home, clock, quiet);
  const settings = practiceSettings(['binance', 'kraken']);
  const operations = new LocalOperations({
    state,
    settings,
    clock,
    port: 8787,
    gateway: undefined,
    keys: { fingerprintOf: async (key) => `print of ${key}`, audit: async () => [], rotations: () => neverRotated() },
  });
  return {
    home,
    state,
    settings,
    operations,
    clock,
    close: async () => {
      await state.close();
      recordFolder(home, { except: ['seal.key', 'bots.json'] });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Remembers a shown key, so that it is looked for wherever else something is printed. */
export function remember(shown: ShownBotKey): ShownBotKey {
  recordSecret(shown.secret);
  return shown;
}

function neverRotated(): never {
  throw new Error('no key is replaced in this test');
}
