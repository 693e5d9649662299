import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readEntries } from '../journal/index.ts';
import { type KeyHistory, readHistories } from './key-history.ts';
import type { SessionParts } from './session.ts';
import { within } from './within.ts';

/** A disk that is slower is not waited for, in ms. */
const READ_MS = 4_000;

/** What the journal says of a key, read beside whoever holds it; `undefined` where there is none, or it cannot be read in time. */
export async function historyOf({ environment }: SessionParts, key: string): Promise<KeyHistory | undefined> {
  const folder = join(resolve(environment.home), 'journal');
  if (!existsSync(folder)) return undefined;
  const histories = readHistories({ replay: (filter = {}) => readEntries(folder, filter) });
  return (await within(histories, READ_MS, 'the journal').catch(() => undefined))?.of(key);
}

/** The fingerprint of the credential that was in use or asked of last. */
export function lastSeenOf(history: KeyHistory): string | undefined {
  return history.inUse ?? history.askedFingerprint ?? history.lastFingerprint;
}

/** Of every credential that the journal knows by this name. */
export function fingerprintsIn({ inUse, askedFingerprint, audits }: KeyHistory): ReadonlySet<string> {
  return new Set([...[inUse, askedFingerprint].filter((one) => one !== undefined), ...audits.keys()]);
}
