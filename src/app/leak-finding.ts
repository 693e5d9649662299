import { dirname, resolve } from 'node:path';
import { KeywardError } from '../core/index.ts';
import { fingerprintOf } from '../gateway/index.ts';
import { needlesOf, Seeker } from '../rotation/index.ts';
import type { FoundSecret, RawPart } from '../scan/index.ts';
import { LeakedKey } from './leak-key.ts';
import { fingerprintsIn, historyOf } from './leak-seen.ts';
import { scanFor } from './scanning.ts';
import { loadSettings, type SessionParts } from './session.ts';

export interface FindingRequest {
  /** As `keyward scan` tells it. */
  readonly id: string;
  /** Looked through beside the current folder and that of the settings, with their histories. */
  readonly folders: readonly string[];
  readonly stopping: AbortSignal;
}

/** What a scan has found, with its values: in memory alone. */
export interface FoundHere {
  readonly secret: FoundSecret;
  readonly raw: readonly RawPart[];
}

/** The name under which the leak of something is worked on that no key of the settings is. */
export const nameOfFound = (id: string): string => `found-${id}`;

/** What a finding is taken for. */
export interface LeakOfFinding {
  readonly key: string;
  /** It is none of the keys that the settings name, as far as those can be read. */
  readonly found?: FoundHere;
  /** Keys of that exchange of which nobody can tell whether they are the one. */
  readonly unread?: readonly string[];
}

/** Which held key a finding is. Throws `usage` where there is no such finding. */
export async function leakOfFinding(session: SessionParts, request: FindingRequest): Promise<LeakOfFinding> {
  const found = await findingHere(session, request);
  if (!found)
    throw new KeywardError('usage', `no finding ${request.id} here`, {
      lines: [
        'Run keyward scan, or keyward scan --history, in this folder: it tells the ids of what it finds.',
        'What stands in another folder is found with --search FOLDER.',
      ],
    });
  const held = await heldKey(session, found);
  if (held.key !== undefined) return { key: held.key };
  return { key: nameOfFound(request.id), found, unread: held.unread };
}

async function heldKey(
  session: SessionParts,
  { raw, secret }: FoundHere,
): Promise<{ readonly key?: string; readonly unread: readonly string[] }> {
  const settings = loadSettings(session);
  const unread: string[] = [];
  for (const [name, { exchange }] of Object.entries(settings.settings.keys)) {
    const leaked = new LeakedKey(session, settings, name);
    // Of another exchange it is another key, whatever cannot be read.
    const parts = await leaked.read().catch(() => undefined);
    await leaked.close();
    if (!parts) {
      if (exchange !== secret.rule) continue;
      if (await isKnownAs(session, name, raw)) return { key: name, unread };
      unread.push(name);
      continue;
    }
    const seeker = new Seeker(needlesOf(parts));
    if (raw.some(({ text }) => seeker.find(Buffer.from(text, 'utf8')).length > 0)) return { key: name, unread };
  }
  return { unread };
}

/** Whether the journal knows what was found by this name: then its place need not be read. */
async function isKnownAs(session: SessionParts, name: string, raw: readonly RawPart[]): Promise<boolean> {
  const history = await historyOf(session, name);
  const known = history && fingerprintsIn(history);
  return raw.some(({ part, text }) => part === 'key' && known?.has(fingerprintOf(text)));
}

/** A finding of these folders, or of their histories; `undefined` where it is not there any more. */
export async function findingHere(
  session: SessionParts,
  { id, folders, stopping }: FindingRequest,
): Promise<FoundHere | undefined> {
  const { environment, folder, clock } = session;
  const parts = {
    home: resolve(environment.home),
    userHome: environment.variables['HOME'],
    clock,
    stopping,
    tell: () => undefined,
  };
  const { path } = loadSettings(session);
  const all = [
    folder,
    ...(path === undefined ? [] : [dirname(resolve(path))]),
    ...folders.map((one) => resolve(folder, one)),
  ];
  const sources = [...new Set(all)].flatMap((one) => [
    { kind: 'paths' as const, paths: [{ path: one, name: '' }] },
    { kind: 'history' as const, path: one },
  ]);
  for (const source of sources) {
    const done = await scanFor({ source, isPublish: false }, parts).catch((error: unknown) => {
      // A folder need not be a repository.
      if (source.kind === 'history' && !stopping.aborted) return undefined;
      throw error;
    });
    const raw = done?.raw.get(id);
    const secret = done?.report.leaks.find((one) => one.id === id);
    if (raw && secret) return { secret, raw };
  }
  return undefined;
}
