import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { KeywardError, type Secret, writeFileDurably } from '../../core/index.ts';
import type { Names, Parts } from '../names.ts';
import { checkReplaceable } from '../private-file.ts';
import { unescapedLine, valuesOfLines } from './lines.ts';

const NEWLINE = 0x0a;
const SINGLE = 0x27;
const DOUBLE = 0x22;

/**
 * Replaces the values of a credential in a file of `NAME=value` lines, under the names that it already has there, or appends them; every other
 * byte stays. The file is made where it misses, with mode 0600. Throws `vault-read-only` for a value that such a file cannot hold in one way.
 */
export function writeDotenv(path: string, names: Names, parts: Parts): void {
  checkDotenv(path);
  const isThere = existsSync(path);
  // A link stays a link: the file behind it is replaced.
  const target = isThere ? realpathSync(path) : path;
  let bytes: Buffer = isThere ? readFileSync(target) : Buffer.alloc(0);
  try {
    for (const [wanted, value] of valuesOf(names, parts)) {
      try {
        const next = withValue(bytes, wanted, value, path);
        bytes.fill(0);
        bytes = next;
      } finally {
        value.fill(0);
      }
    }
    writeFileDurably(target, bytes);
  } finally {
    bytes.fill(0);
  }
}

/** Throws `file-readable` and `vault-read-only` where `writeDotenv` would not, or could not, write. */
export function checkDotenv(path: string): void {
  const isThere = existsSync(path);
  if (isThere && (statSync(path).mode & 0o077) !== 0) {
    throw new KeywardError('file-readable', `${path} can be read by others: chmod 600 ${path}`);
  }
  checkReplaceable(path);
}

function* valuesOf(names: Names, parts: Parts): Generator<readonly [wanted: readonly string[], value: Buffer]> {
  const copy = (secret: Secret): Buffer => secret.openBytes((bytes) => Buffer.from(bytes));
  if (names.id.length > 0) yield [names.id, Buffer.from(parts.id, 'utf8')];
  yield [names.secret, copy(parts.secret)];
  if (parts.passphrase && names.passphrase.length > 0) yield [names.passphrase, copy(parts.passphrase)];
}

/** The bytes with this value behind the first of the names that has one, or in a line of its own at the end. */
function withValue(bytes: Buffer, wanted: readonly string[], value: Buffer, path: string): Buffer {
  const values = valuesOfLines(bytes);
  const present = wanted.filter((name) => values.has(name));
  const isFull = (name: string): boolean => {
    const found = values.get(name);
    return found !== undefined && (!('value' in found) || found.value.length > 0);
  };
  const name = present.find(isFull) ?? present[0] ?? wanted[0] ?? '';
  const found = values.get(name);
  if (found && 'fault' in found) {
    throw new KeywardError('credential-invalid', `${path}:${found.line}: ${name} ${found.fault}`);
  }
  const written = quoted(value, name, path);
  const head = bytes.length === 0 || bytes.at(-1) === NEWLINE ? '' : '\n';
  const next = found
    ? Buffer.concat([bytes.subarray(0, found.from), written, bytes.subarray(found.to)])
    : Buffer.concat([bytes, Buffer.from(`${head}${name}=`), written, Buffer.from('\n')]);
  written.fill(0);
  if (!isReadAgain(next, name, value)) {
    next.fill(0);
    throw unwritable(name, path);
  }
  return next;
}

/** Bare where every reader takes it as it is; with line breaks in double quotes and `\n`; else in the quotes that do not stand in it. */
function quoted(value: Buffer, name: string, path: string): Buffer {
  if (value.every((byte) => BARE.includes(byte))) return Buffer.from(value);
  const hasLines = value.includes(NEWLINE);
  const quote = [SINGLE, DOUBLE].find((each) => !value.includes(each) && !(hasLines && each === SINGLE));
  if (quote === undefined) throw unwritable(name, path);
  const out = Buffer.alloc(value.length * 2 + 2);
  let length = 0;
  out[length++] = quote;
  for (const byte of value) {
    if (byte === NEWLINE) length += out.write('\\n', length);
    else out[length++] = byte;
  }
  out[length++] = quote;
  const whole = Buffer.from(out.subarray(0, length));
  out.fill(0);
  return whole;
}

const BARE = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.:@-');

/** True when the reader finds the very value there: a `\n` of two characters, for one, would come back as a line break. */
function isReadAgain(bytes: Buffer, name: string, value: Buffer): boolean {
  const found = valuesOfLines(bytes).get(name);
  if (!found || !('value' in found)) return false;
  const read = unescapedLine(found.value);
  const isSame = read.equals(value);
  read.fill(0);
  return isSame;
}

function unwritable(name: string, path: string): KeywardError {
  return new KeywardError(
    'vault-read-only',
    `the value of ${name} cannot be written into ${path} so that it is read in one way`,
  );
}
