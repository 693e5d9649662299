import { createHash } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Settings } from '../config/index.ts';
import { KeywardError, syncFolder } from '../core/index.ts';
import { HaltFile } from '../halt/index.ts';
import { verify } from '../journal/index.ts';
import {
  type BackupLock,
  backEndOf,
  encryptedStream,
  type From,
  identityToCarry,
  isLockedToItself,
  type LockWish,
  lockOf,
} from '../vault/index.ts';
import { connectAdmin } from './admin.ts';
import { writeArchive } from './archive.ts';
import { type Piece, smallPiece, statePieces } from './backup-files.ts';
import { keyPlaces } from './backup-keys.ts';
import { isOurPath, MANIFEST, type Manifest, manifestSchema } from './backup-manifest.ts';
import { hasState } from './halting.ts';
import { settingsDigest } from './operations.ts';
import { loadSettings, placesParts, type SessionParts } from './session.ts';
import { checkOwner, openState } from './state.ts';

export interface BackupRequest {
  readonly to: string;
  readonly withPractice: boolean;
  /** The files of NAME=value lines that keys are read from. */
  readonly withDotenv: boolean;
  /** `as-settings`: the vault's identity moves with it, unless another machine keeps it. */
  readonly identity: 'as-settings' | 'with' | 'without';
  /** Replaces a file that is there. */
  readonly isForced: boolean;
  readonly hostName: string;
  readonly version: string;
  readonly by: string;
  readonly stopping: AbortSignal;
}

/** What a backup holds; `file` to `opensWith` once it is written. */
export interface BackupReport {
  readonly madeAt: string;
  readonly wasRunning: boolean;
  readonly haltLevel: string;
  readonly entries: number;
  readonly keys: Manifest['keys'];
  readonly bots: readonly string[];
  readonly identity: Manifest['identity'];
  readonly files: Manifest['files'];
  readonly outside: readonly string[];
  readonly warnings: readonly string[];
  readonly file?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly opensWith?: string;
}

/** What a backup would hold now; nothing is written, also not in the journal. */
export async function planBackup(parts: SessionParts, request: BackupRequest): Promise<BackupReport> {
  checkPlaces(parts, request);
  const running = await connectAdmin(parts.environment.home, parts.clock);
  const address = await running?.address();
  const found = await snapshot(parts, request, { wasRunning: running !== undefined, settings: address?.settings });
  for (const piece of found.pieces) piece.wipe();
  return found.report;
}

/**
 * Writes everything that Keyward needs elsewhere into one encrypted file of mode 0600, whole or not at all. A running Keyward writes down first
 * what it has; else the state folder is held meanwhile. Throws `backup-exists`, `journal-missing`, `journal-broken`, `stopped`, and as `lockOf`.
 */
export async function makeBackup(parts: SessionParts, request: BackupRequest, wish: LockWish): Promise<BackupReport> {
  checkPlaces(parts, request);
  const lock = await lockOf(wish, parts.askSecret ?? (async () => undefined));
  const plainIdentity = join(resolve(parts.environment.home), 'vault.key');
  if (lock.kind === 'recipients' && existsSync(plainIdentity)) {
    if (await isLockedToItself(lock.recipients, plainIdentity))
      throw new KeywardError('usage', "the recipient is the vault's own identity, which lies in the backup itself", {
        lines: ['make another one with `age-keygen`, and keep it away from this host'],
      });
  }
  return begun(parts, request, lock, async (state) => {
    const found = await snapshot(parts, request, state);
    try {
      const written = await writeSealed(request, lock, found);
      return { ...found.report, ...written, opensWith: wordsOf(lock) };
    } finally {
      for (const piece of found.pieces) piece.wipe();
    }
  });
}

function wordsOf(lock: BackupLock): string {
  return lock.kind === 'passphrase' ? 'a passphrase' : lock.recipients.join(', ');
}

function checkPlaces(parts: SessionParts, { to, isForced }: BackupRequest): void {
  const home = resolve(parts.environment.home);
  checkOwner(home);
  if (!hasState(parts)) throw new KeywardError('journal-missing', `there is no state in ${home}`);
  if (existsSync(to) && !isForced) throw exists(to);
  if (!existsSync(dirname(to))) throw new KeywardError('usage', `there is no folder ${dirname(to)}`);
}

interface Held {
  readonly wasRunning: boolean;
  /** Digest of the settings of the Keyward that runs. */
  readonly settings: string | undefined;
}

async function begun<T>(
  { environment, clock, log }: SessionParts,
  { by }: BackupRequest,
  lock: BackupLock,
  use: (state: Held) => Promise<T>,
): Promise<T> {
  const lockedTo = wordsOf(lock);
  const running = await connectAdmin(environment.home, clock);
  if (running) return use({ wasRunning: true, ...(await running.beginBackup({ by, lockedTo })) });
  const state = await openState(environment.home, clock, log, 'no-seal');
  try {
    await state.journal.append('backup', { by, lockedTo });
    return await use({ wasRunning: false, settings: undefined });
  } finally {
    await state.close();
  }
}

interface Found {
  readonly pieces: readonly Piece[];
  readonly madeMs: number;
  readonly report: BackupReport;
}

async function snapshot(parts: SessionParts, request: BackupRequest, held: Held): Promise<Found> {
  const home = resolve(parts.environment.home);
  const { settings, path } = loadSettings(parts);
  const checked = await verify(join(home, 'journal'));
  if (checked.firstBreak) {
    const { segment, line, reason } = checked.firstBreak;
    throw new KeywardError('journal-broken', `the journal is broken at ${segment} line ${line}: ${reason}`);
  }
  const places = await keyPlaces(placesParts(parts, settings, path), request);
  const identity = await identityPieces(parts, request, settings, path);
  const state = await statePieces(home, request.withPractice);
  const kept = state.filter(({ path: name }) => !identity.leaves.includes(name));
  const settingsFile = path === undefined ? undefined : basename(path);
  const pieces = [
    ...(path === undefined ? [] : [smallPiece(`settings/${basename(path)}`, readFileSync(path))]),
    ...places.pieces,
    ...kept,
    ...identity.pieces.filter(({ path: name }) => !kept.some((piece) => piece.path === name)),
  ];
  if (!pieces.every((piece) => isOurPath(piece.path)))
    throw new KeywardError('usage', `the settings file has a name that a backup does not hold: ${settingsFile}`);
  const madeMs = parts.clock.nowMs();
  const manifest = {
    keywardBackup: 1 as const,
    version: request.version,
    madeAt: new Date(madeMs).toISOString(),
    host: hostHash(request.hostName),
    wasRunning: held.wasRunning,
    haltLevel: new HaltFile(home).read().level,
    entries: checked.entries,
    ...(settingsFile === undefined ? {} : { settingsFile }),
    identity: identity.is,
    ...(identity.by === undefined ? {} : { unlockedBy: identity.by }),
    keys: places.keys,
    bots: Object.keys(settings.bots),
    outside: [...places.outside, ...identity.outside, ...practiceOutside(settings, request)],
    files: pieces.map(({ path: name, size, sha256 }) => ({ path: name, size, sha256 })),
  };
  const text = Buffer.from(`${JSON.stringify(manifestSchema.parse(manifest), undefined, 1)}\n`);
  const isStrange = held.settings !== undefined && held.settings !== settingsDigest(settings);
  const warnings = isStrange
    ? ['The Keyward that runs was started with other settings than those in the backup: see --config.']
    : [];
  return { pieces: [smallPiece(MANIFEST, text), ...pieces], madeMs, report: { ...manifest, warnings } };
}

/** The SHA-256 of a host's name, which tells two hosts apart without naming them. */
export function hostHash(hostName: string): string {
  return createHash('sha256').update(hostName).digest('hex');
}

function practiceOutside({ keys }: Settings, { withPractice }: BackupRequest): string[] {
  const isPractised = Object.values(keys).some(({ environment }) => environment === 'practice');
  return withPractice || !isPractised ? [] : ['the practice exchange, its accounts and keys: take --with-practice'];
}

interface Identity {
  readonly is: Manifest['identity'];
  readonly by?: string;
  readonly pieces: readonly Piece[];
  /** Files of the state folder that stay here. */
  readonly leaves: readonly string[];
  readonly outside: readonly string[];
}

/** The identity that opens the vault: as the file that it is, or fetched from the place that keeps it, where that is no other machine. */
async function identityPieces(
  parts: SessionParts,
  request: BackupRequest,
  settings: Settings,
  path: string | undefined,
): Promise<Identity> {
  const home = resolve(parts.environment.home);
  const is = (name: string): boolean => existsSync(join(home, name));
  const { unlock } = settings.vault;
  const by = unlock === undefined ? undefined : (Object.keys(unlock)[0] ?? '');
  const known = { ...(by === undefined ? {} : { by }), pieces: [], leaves: [], outside: [] };
  const isVault = is('vault.age') || is('seal.key.age') || is('vault.key') || is('vault.key.age');
  if (!isVault) return { ...known, is: 'none' };
  const isKeptElsewhere = by !== undefined && by !== 'passphrase' && backEndOf(unlock as From).backEnd.isRemote;
  if (request.identity === 'without' || (isKeptElsewhere && request.identity === 'as-settings')) {
    const where = by === undefined ? 'vault.key in the state folder' : `vault.unlock.${by}`;
    const leaves = ['state/vault.key', 'state/vault.key.age'];
    return { ...known, is: 'elsewhere', leaves, outside: [`the identity that opens the vault (${where})`] };
  }
  if (by === undefined) return { ...known, is: is('vault.key') ? 'inside' : 'none' };
  if (by === 'passphrase' && request.identity !== 'with') return { ...known, is: 'passphrase' };
  try {
    const opened = await placesParts(parts, settings, path).unlock.identity();
    return { ...known, is: 'inside', pieces: [smallPiece('state/vault.key', await identityToCarry(opened))] };
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    const way = 'or leave it out with --without-identity: the new host then needs it from elsewhere';
    throw new KeywardError(error.code, error.message, { lines: [...error.lines, way], cause: error });
  }
}

async function writeSealed(
  { to, isForced, stopping }: BackupRequest,
  lock: BackupLock,
  { pieces, madeMs }: Found,
): Promise<{ file: string; bytes: number; sha256: string }> {
  const temporary = `${to}.${process.pid}.tmp`;
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(temporary, 'wx', 0o600);
  try {
    try {
      for await (const chunk of encryptedStream(lock, writeArchive(pieces, madeMs))) {
        if (stopping.aborted) throw new KeywardError('stopped', 'stopped, and no backup was written');
        hash.update(chunk);
        bytes += chunk.length;
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (isForced) renameSync(temporary, to);
    else linkInto(temporary, to);
  } finally {
    rmSync(temporary, { force: true });
  }
  syncFolder(dirname(to));
  return { file: to, bytes, sha256: hash.digest('hex') };
}

/** Gives a file its name unless one of that name is there. */
function linkInto(temporary: string, to: string): void {
  try {
    linkSync(temporary, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw exists(to);
    // A file system without links, as on a stick.
    if (existsSync(to)) throw exists(to);
    renameSync(temporary, to);
  }
}

function exists(to: string): KeywardError {
  return new KeywardError('backup-exists', `${to} is there already`);
}
