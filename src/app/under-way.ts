import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { replacingText } from '../audit/index.ts';
import { type EntryFilter, readEntries } from '../journal/index.ts';
import { isPlanned } from '../rotation/index.ts';
import { readHistories } from './key-history.ts';
import { replacingOf } from './replacing.ts';
import { type FoundSettings, loadSettings, type SessionParts } from './session.ts';

/** The keys that are being replaced, each with what its plan waits for; read beside whoever holds the state folder. */
export async function keysUnderWay(
  session: SessionParts,
  { settings }: FoundSettings = loadSettings(session),
): Promise<ReadonlyMap<string, string>> {
  const home = resolve(session.environment.home);
  const folder = join(home, 'journal');
  const planned = Object.entries(settings.keys).filter(([key]) => isPlanned(home, key));
  if (planned.length === 0 || !existsSync(folder)) return new Map();
  const histories = await readHistories({ replay: (filter: EntryFilter = {}) => readEntries(folder, filter) });
  return new Map(
    planned.flatMap(([key, its]) => {
      const history = histories.of(key);
      const { replacing } = replacingOf(history, history.inUse, its, session.clock);
      return replacing === undefined ? [] : [[key, replacingText(replacing)] as const];
    }),
  );
}
