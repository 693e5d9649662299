import { createHash, type Hash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeywardError, syncFolder } from '../core/index.ts';
import {
  type AskPassphrase,
  type BackupLock,
  type BackupOpener,
  decryptedStream,
  lockKindOf,
  openerOf,
} from '../vault/index.ts';
import { type ArchivedFile, ArchiveReader } from './archive.ts';
import { isOurPath, MANIFEST, MAX_MANIFEST_BYTES, type Manifest, manifestSchema } from './backup-manifest.ts';

const HEAD_BYTES = 64 * 1024;

/** How a backup is locked, from its first bytes. */
export async function readKind(path: string): Promise<BackupLock['kind']> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return lockKindOf(head.subarray(0, bytesRead), path);
  } finally {
    await file.close();
  }
}

export interface OpenWish {
  readonly file: string;
  readonly kind: BackupLock['kind'];
  readonly folder: string;
  readonly identityFile?: string;
  readonly passphraseFile?: string;
}

/** A backup that is being read, once, from its start to its end. */
export class BackupReader {
  readonly manifest: Manifest;
  readonly #archive: ArchiveReader;
  readonly #sum: Hash;

  private constructor(manifest: Manifest, archive: ArchiveReader, sum: Hash) {
    this.manifest = manifest;
    this.#archive = archive;
    this.#sum = sum;
  }

  /** Throws as `openerOf`, `vault-refused` and `backup-damaged`. */
  static async open(wish: OpenWish, ask: AskPassphrase | undefined): Promise<BackupReader> {
    const opener = await openerOf(wish.kind, wish, ask ?? (async () => undefined));
    const sum = createHash('sha256');
    const archive = new ArchiveReader(
      decryptedStream(opener satisfies BackupOpener, summed(wish.file, sum), wish.file),
    );
    try {
      return new BackupReader(await readManifest(archive), archive, sum);
    } catch (error) {
      await archive.close();
      throw error;
    }
  }

  /**
   * Reads the rest, and writes it below a folder where one is given, each file synced; else it is only checked. Gives the SHA-256 of the whole
   * file. Throws `backup-damaged` unless it is to the byte what the manifest says.
   */
  async readAll(folder: string | undefined, stopping: AbortSignal): Promise<string> {
    const awaited = new Map(this.manifest.files.map((file) => [file.path, file]));
    for (let entry = await this.#archive.next(); entry; entry = await this.#archive.next()) {
      const known = awaited.get(entry.path);
      if (known === undefined) throw damaged(`${printable(entry.path)} is not on its list, or there twice`);
      awaited.delete(entry.path);
      if (known.size !== entry.size) throw damaged(`${known.path} has another size than on its list`);
      const sha256 = await this.#take(entry, folder, stopping);
      if (sha256 !== known.sha256) throw damaged(`${known.path} is not what is on its list`);
    }
    for (const path of awaited.keys()) throw damaged(`${path} is missing`);
    if (folder !== undefined) syncBelow(folder);
    return this.#sum.digest('hex');
  }

  close(): Promise<void> {
    return this.#archive.close();
  }

  async #take({ path }: ArchivedFile, folder: string | undefined, stopping: AbortSignal): Promise<string> {
    const hash = createHash('sha256');
    const to = folder === undefined ? undefined : join(folder, path);
    if (to !== undefined) mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    const file = to === undefined ? undefined : await open(to, 'wx', 0o600);
    try {
      for await (const piece of this.#archive.body()) {
        if (stopping.aborted) throw new KeywardError('stopped', 'stopped, and nothing was restored');
        hash.update(piece);
        await file?.writeFile(piece);
        piece.fill(0);
      }
      await file?.sync();
    } finally {
      await file?.close();
    }
    return hash.digest('hex');
  }
}

async function* summed(path: string, sum: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path)) {
    sum.update(chunk as Buffer);
    yield chunk as Buffer;
  }
}

async function readManifest(archive: ArchiveReader): Promise<Manifest> {
  const first = await archive.next();
  if (first?.path !== MANIFEST || first.size > MAX_MANIFEST_BYTES) throw damaged('it has no list of what is in it');
  const chunks: Buffer[] = [];
  for await (const piece of archive.body()) chunks.push(Buffer.from(piece));
  const manifest = manifestFrom(Buffer.concat(chunks).toString('utf8'));
  const paths = manifest.files.map(({ path }) => path);
  const strange = paths.find((path) => !isOurPath(path));
  if (strange !== undefined) throw damaged(`no backup holds ${printable(strange)}`);
  if (new Set(paths).size !== paths.length) throw damaged('its list names a file twice');
  const { settingsFile } = manifest;
  if (settingsFile !== undefined && !paths.includes(`settings/${settingsFile}`))
    throw damaged('its settings are missing');
  return manifest;
}

function manifestFrom(text: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    if (/"keywardBackup": ?(?:[2-9]|\d\d)/.test(text.slice(0, 100)))
      throw new KeywardError('backup-damaged', 'the backup was made by a later Keyward', { cause: error });
    throw damaged('its list cannot be read');
  }
}

/** Makes every name below a folder durable, and the folder itself. */
function syncBelow(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) syncBelow(join(folder, entry.name));
  syncFolder(folder);
}

/** A name out of a file that anybody may have made. */
function printable(path: string): string {
  return JSON.stringify(path.slice(0, 100));
}

function damaged(why: string): KeywardError {
  return new KeywardError('backup-damaged', `this is no whole backup: ${why}`);
}
