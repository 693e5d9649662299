import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { KeywardError, syncFolder } from '../core/index.ts';
import { type HaltLevel, isTighter } from '../halt/index.ts';
import { verify } from '../journal/index.ts';
import { hostHash } from './backup.ts';
import type { Manifest } from './backup-manifest.ts';
import { BackupReader, readKind } from './backup-reader.ts';
import { readFitting } from './fit-settings.ts';
import { changeHalt } from './halt-change.ts';
import { type MoveNotes, moveNotes } from './move-notes.ts';
import { type PlacedFile, placeSettings } from './place-settings.ts';
import { placeOf } from './places.ts';
import { checkWork, clearLeftover, openWork } from './restore-leftover.ts';
import { placesParts, type SessionParts } from './session.ts';
import { checkOwner, openState } from './state.ts';

export interface RestoreRequest {
  readonly file: string;
  readonly identityFile?: string;
  readonly passphraseFile?: string;
  /** The halt level stays as the backup says; else it is at least `halt`. */
  readonly keepLevel: boolean;
  readonly hostName: string;
  readonly by: string;
  readonly stopping: AbortSignal;
}

export interface RestoreReport extends MoveNotes {
  readonly home: string;
  readonly madeAt: string;
  /** Of the file, to compare with what `vault backup` told. */
  readonly sha256: string;
  readonly halt: { readonly was: HaltLevel; readonly level: HaltLevel };
  readonly entries: number;
  readonly settings: readonly PlacedFile[];
  readonly bots: readonly string[];
  readonly outside: readonly string[];
}

/** A backup that was opened, of which only the list has been read. */
export interface OpenedBackup {
  readonly manifest: Manifest;
  readonly isOtherHost: boolean;
  /** Reads it to its end and checks every byte; writes nothing. Gives the file's SHA-256. */
  check(): Promise<string>;
  /** Puts all of it in place, or nothing. */
  restore(): Promise<RestoreReport>;
  close(): Promise<void>;
}

/**
 * Opens a backup for an empty or absent state folder. Throws `home-not-empty` before anything is asked, `vault-refused` for another passphrase
 * or identity, `backup-damaged` for what is none.
 */
export async function openBackup(parts: SessionParts, request: RestoreRequest): Promise<OpenedBackup> {
  const home = resolve(parts.environment.home);
  try {
    checkEmpty(home);
  } catch (error) {
    // One that was killed behind its last step.
    if (error instanceof KeywardError && error.code === 'home-not-empty') await clearLeftover(home, parts.log);
    throw error;
  }
  checkWork(home);
  const { file, stopping } = request;
  const kind = await readKind(file);
  const reader = await BackupReader.open({ file, kind, ...wishOf(parts, request) }, parts.askSecret);
  const { manifest } = reader;
  const isOtherHost = manifest.host !== hostHash(request.hostName);
  return {
    manifest,
    isOtherHost,
    check: () => reader.readAll(undefined, stopping),
    restore: () => restore(parts, request, { reader, home, isOtherHost }),
    close: () => reader.close(),
  };
}

function wishOf({ folder }: SessionParts, { identityFile, passphraseFile }: RestoreRequest) {
  return {
    folder,
    ...(identityFile === undefined ? {} : { identityFile }),
    ...(passphraseFile === undefined ? {} : { passphraseFile }),
  };
}

/** The state folder takes the place of an empty one in one step, which the system does only within one file system. */
function checkEmpty(home: string): void {
  checkOwner(home);
  if (!existsSync(home)) return;
  if (readdirSync(home).length > 0) throw new KeywardError('home-not-empty', `${home} is not empty`);
  if (statSync(home).dev !== statSync(dirname(home)).dev)
    throw new KeywardError('file-failed', `${home} is a mount point: set KEYWARD_HOME to a folder in it`);
}

interface Restoring {
  readonly reader: BackupReader;
  readonly home: string;
  readonly isOtherHost: boolean;
}

async function restore(parts: SessionParts, request: RestoreRequest, restoring: Restoring): Promise<RestoreReport> {
  const { reader, home, isOtherHost } = restoring;
  const { manifest } = reader;
  const { path: work, close } = await openWork(home, parts.log);
  try {
    const state = join(work, 'state');
    for (const folder of [state, join(work, 'settings')]) mkdirSync(folder, { mode: 0o700 });
    const sha256 = await reader.readAll(work, request.stopping);
    const begun = await begin(parts, request, { state, manifest, isOtherHost });
    if (request.stopping.aborted) throw new KeywardError('stopped', 'stopped, and nothing was restored');
    // First these: where it ends in between, they are found again as they are by the next restore.
    const placed = placeSettings(join(work, 'settings'), settingsFolder(parts));
    const settings = [...placed.values()];
    replaceEmpty(state, home);
    return {
      ...moveNotes(manifest, { home, settings, whereOf: await placesHere(parts, manifest, placed) }),
      home,
      madeAt: manifest.madeAt,
      sha256,
      ...begun,
      settings,
      bots: manifest.bots,
      outside: manifest.outside,
    };
  } finally {
    await close();
  }
}

/** Where each key lives now, by the settings that were restored: a relative file stands beside these, the vault in the new state folder. */
async function placesHere(
  parts: SessionParts,
  { settingsFile, keys }: Manifest,
  placed: ReadonlyMap<string, PlacedFile>,
): Promise<(key: string) => string | undefined> {
  const found = new Map<string, string>();
  const file = settingsFile === undefined ? undefined : placed.get(settingsFile)?.file;
  if (file === undefined) return () => undefined;
  try {
    const settings = readFitting(file);
    const known = keys.filter(({ environment, name }) => environment !== 'practice' || settings.keys[name]?.from);
    for (const { name } of known) {
      const place = placeOf(name, placesParts(parts, settings, file));
      found.set(name, place.where);
      await place.close?.();
    }
  } catch {
    // What was restored stays restored; `where` is then told as it was.
  }
  return (key) => found.get(key);
}

/** Beside the settings that the command line names, else in the current folder. */
function settingsFolder({ folder, config }: SessionParts): string {
  return config === undefined ? folder : dirname(resolve(folder, config));
}

/** Writes down where the state came from, lowers the halt level, and makes every key due, all before the state is in its place. */
async function begin(
  parts: SessionParts,
  { keepLevel, by }: RestoreRequest,
  { state: path, manifest, isOtherHost }: { state: string; manifest: Manifest; isOtherHost: boolean },
): Promise<Pick<RestoreReport, 'halt' | 'entries'>> {
  const checked = await verify(join(path, 'journal'));
  if (checked.firstBreak || checked.entries < manifest.entries)
    throw new KeywardError('backup-damaged', 'the journal in the backup is not whole');
  const state = await openState(path, parts.clock, parts.log, 'no-seal');
  try {
    const { madeAt, version } = manifest;
    await state.journal.append('restored', { madeAt, version, isOtherHost, by });
    const { level: was } = state.halt.read();
    if (!keepLevel && isTighter('halt', was))
      await changeHalt(state, parts.clock, { level: 'halt', by, reason: 'restored on a new host' });
    const keys = manifest.keys.map(({ name }) => name);
    if (keys.length > 0)
      await state.journal.append('key-event', { event: 'new-host', keys, by, note: `restored from ${madeAt}` });
    return { halt: { was, level: state.halt.read().level }, entries: state.journal.head.seq };
  } finally {
    await state.close();
  }
}

function replaceEmpty(from: string, home: string): void {
  try {
    renameSync(from, home);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST')
      throw new KeywardError('home-not-empty', `${home} is not empty any more`, { cause: error });
    throw error;
  }
  syncFolder(dirname(home));
}
