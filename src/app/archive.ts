import { KeywardError } from '../core/index.ts';

/**
 * The plain archive inside a backup: POSIX ustar with regular files and nothing else, so that every `tar` lists and unpacks it. Written and read
 * here because Node has neither, and because the `tar` program would decide for us what a name or a link in it means: what is read is refused
 * unless it is byte for byte of the form that is written.
 */
const BLOCK = 512;
const MAGIC = Buffer.from('ustar\x0000', 'latin1');
const FIELDS = { name: 0, mode: 100, size: 124, time: 136, sum: 148, kind: 156, magic: 257, prefix: 345 } as const;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;
/** What eleven octal digits hold. */
const MAX_SIZE = 8 ** 11 - 1;
/** GNU tar pads to 10 KiB. */
const MAX_PADDING = 20 * BLOCK;

export interface ArchivedFile {
  readonly path: string;
  readonly size: number;
}

/** A file on its way into an archive. */
export interface ArchiveSource extends ArchivedFile {
  /** Exactly `size` bytes. */
  read(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The archive of these files, in this order, piece by piece; all of mode 0600 and of one time. Throws `state-corrupt` when a source changes its size. */
export async function* writeArchive(sources: Iterable<ArchiveSource>, timeMs: number): AsyncGenerator<Uint8Array> {
  for (const source of sources) {
    yield headerOf(source, Math.floor(timeMs / 1000));
    let size = 0;
    for await (const piece of source.read()) {
      size += piece.length;
      yield piece;
    }
    if (size !== source.size) throw new KeywardError('state-corrupt', `${source.path} has changed while it was read`);
    const rest = size % BLOCK;
    if (rest > 0) yield Buffer.alloc(BLOCK - rest);
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** Whether a path can stand in an archive as it is. */
export function fitsArchive(path: string): boolean {
  return splitPath(path) !== undefined;
}

function headerOf({ path, size }: ArchivedFile, timeS: number): Buffer {
  const split = splitPath(path);
  if (!split || size > MAX_SIZE) throw new KeywardError('internal', `${path} cannot stand in an archive`);
  const header = Buffer.alloc(BLOCK);
  header.write(split.name, FIELDS.name, 'utf8');
  header.write(split.prefix, FIELDS.prefix, 'utf8');
  header.write('0000600\x000000000\x000000000\x00', FIELDS.mode, 'latin1');
  header.write(`${octal(size, 11)}\x00`, FIELDS.size, 'latin1');
  header.write(`${octal(timeS, 11)}\x00`, FIELDS.time, 'latin1');
  header.write('0', FIELDS.kind, 'latin1');
  MAGIC.copy(header, FIELDS.magic);
  header.write(`${octal(sumOf(header), 6)}\x00 `, FIELDS.sum, 'latin1');
  return header;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** The sum of all bytes, those of the sum itself as spaces. */
function sumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= FIELDS.sum && at < FIELDS.sum + 8 ? 0x20 : byte), 0);
}

function splitPath(path: string): { readonly prefix: string; readonly name: string } | undefined {
  if (path === '' || path.includes('\0')) return undefined;
  if (Buffer.byteLength(path) <= NAME_BYTES) return { prefix: '', name: path };
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    const fits = Buffer.byteLength(prefix) <= PREFIX_BYTES && Buffer.byteLength(name) <= NAME_BYTES;
    if (fits && prefix !== '' && name !== '') return { prefix, name };
  }
  return undefined;
}

/** Reads an archive from its start to its end, in bounded memory. Everything that it throws is `backup-damaged`, but for what its source throws. */
export class ArchiveReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #piece: Buffer = Buffer.alloc(0);
  /** Bytes of the present file that were not read yet, and of its padding. */
  #left = 0;
  #padding = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next file; `undefined` at the end, which stands there whole. What was not read of the file before is passed over. */
  async next(): Promise<ArchivedFile | undefined> {
    for await (const piece of this.body()) piece.fill(0);
    if (isZero(await this.#exactly(this.#padding))) this.#padding = 0;
    else throw damaged('the padding of a file is not empty');
    const header = await this.#exactly(BLOCK);
    if (isZero(header)) {
      await this.#end();
      return undefined;
    }
    const file = fileOf(header);
    this.#left = file.size;
    this.#padding = (BLOCK - (file.size % BLOCK)) % BLOCK;
    return file;
  }

  /** The bytes of the present file. The caller zeroes them. */
  async *body(): AsyncGenerator<Buffer> {
    while (this.#left > 0) {
      if (this.#piece.length === 0) await this.#pull();
      const piece = this.#piece.subarray(0, this.#left);
      this.#piece = this.#piece.subarray(piece.length);
      this.#left -= piece.length;
      yield piece;
    }
  }

  /** Lets go of the source. */
  async close(): Promise<void> {
    this.#piece.fill(0);
    await this.#source.return?.();
  }

  async #end(): Promise<void> {
    let padding = 0;
    for (;;) {
      if (!isZero(this.#piece)) throw damaged('something stands behind its end');
      padding += this.#piece.length;
      if (padding > MAX_PADDING) throw damaged('something stands behind its end');
      this.#piece = Buffer.alloc(0);
      const { done, value } = await this.#source.next();
      if (done) break;
      this.#piece = bufferOf(value);
    }
    if (padding < BLOCK) throw damaged('its end is missing');
  }

  async #exactly(bytes: number): Promise<Buffer> {
    const whole = Buffer.alloc(bytes);
    for (let at = 0; at < bytes; ) {
      if (this.#piece.length === 0) await this.#pull();
      const count = this.#piece.copy(whole, at, 0, bytes - at);
      this.#piece = this.#piece.subarray(count);
      at += count;
    }
    return whole;
  }

  async #pull(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done) throw damaged('it ends too soon');
    this.#piece = bufferOf(value);
  }
}

function fileOf(header: Buffer): ArchivedFile {
  const path = [textAt(header, FIELDS.prefix, PREFIX_BYTES), textAt(header, FIELDS.name, NAME_BYTES)]
    .filter((part) => part !== '')
    .join('/');
  const size = Number.parseInt(header.toString('latin1', FIELDS.size, FIELDS.size + 11), 8);
  const timeS = Number.parseInt(header.toString('latin1', FIELDS.time, FIELDS.time + 11), 8);
  // Written anew from what was read it must be the same: no links, devices, other owners, second spellings or hidden bytes.
  const isOurs = splitPath(path) !== undefined && size >= 0 && timeS >= 0;
  if (!isOurs || !headerOf({ path, size }, timeS).equals(header)) throw damaged('an entry is not a plain file');
  return { path, size };
}

function textAt(header: Buffer, at: number, length: number): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

function bufferOf(piece: Uint8Array): Buffer {
  return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}

function damaged(why: string): KeywardError {
  return new KeywardError('backup-damaged', `the archive in the backup is damaged: ${why}`);
}
