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

/** Credentials that were in use or asked of under this name since then, and of which the journal does not tell that they were replaced and proven dead. */
export async function seenSince(
  { environment }: SessionParts,
  key: string,
  sinceMs: number,
): Promise<readonly string[]> {
  const folder = join(resolve(environment.home), 'journal');
  if (!existsSync(folder)) return [];
  const read = async (): Promise<readonly string[]> => {
    const seen = new Set<string>();
    for await (const entry of readEntries(folder, { sinceMs, kinds: ['audit', 'credential', 'key-record'] })) {
      if (!('key' in entry) || entry.key !== key) continue;
      if (entry.kind === 'audit') seen.add(entry.fingerprint);
      if (entry.kind === 'credential' && entry.change === 'switched')
        for (const one of [entry.was, entry.fingerprint]) if (one !== undefined) seen.add(one);
      if (entry.kind === 'key-record' && entry.was !== undefined) seen.delete(entry.was);
    }
    return [...seen];
  };
  return (await within(read(), READ_MS, 'the journal').catch(() => undefined)) ?? [];
}
