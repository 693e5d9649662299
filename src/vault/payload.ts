import { KeywardError, Secret } from '../core/index.ts';
import { unescapedLine, valuesOfLines } from './dotenv/lines.ts';
import { jsonMembers, jsonValue, writeJsonMembers, writeJsonValues } from './json-bytes.ts';
import { type Names, type Parts, takeParts } from './names.ts';

/**
 * Reads a credential from the document that a back end holds, and zeroes its bytes: a JSON object (its own members, or those of its member
 * `exchange`, as in the config of freqtrade), lines `NAME=value`, or, where one value alone is looked for, the bare text. `where` names
 * the place in messages.
 */
export function readDocument(bytes: Buffer, names: Names, where: string): Parts {
  try {
    const start = firstByte(bytes);
    if (bytes[start] === 0x7b) return fromJson(bytes.subarray(start), names, where);
    const isOne = names.id.length === 0 && names.passphrase.length === 0;
    const values = valuesOfLines(bytes);
    if (isOne && !names.secret.some((name) => values.has(name))) return { id: '', secret: bareText(bytes, where) };
    return takeFrom(names, where, (name) => {
      const found = values.get(name);
      if (found === undefined) return undefined;
      if ('fault' in found)
        throw new KeywardError('credential-invalid', `${where}:${found.line}: ${name} ${found.fault}`);
      return unescapedLine(found.value);
    });
  } finally {
    bytes.fill(0);
  }
}

/** One value alone, without the white space around it. Zeroes the bytes. */
export function readValue(bytes: Buffer, where: string): Secret {
  try {
    return bareText(bytes, where);
  } finally {
    bytes.fill(0);
  }
}

/**
 * The document with another credential in it, every other member or line as it was. A new one is JSON with `api_key`, `secret` and `passphrase`.
 * The caller zeroes what comes back; `before` is zeroed here.
 */
export function writeDocument(before: Buffer | undefined, names: Names, parts: Parts, where: string): Buffer {
  try {
    const start = before === undefined ? 0 : firstByte(before);
    const text = before?.subarray(start);
    if (text !== undefined && text.length > 0 && text[0] !== 0x7b) {
      throw new KeywardError('vault-read-only', `${where} is not a JSON object, so Keyward does not write into it`);
    }
    return withCredential(text !== undefined && text.length > 0 ? text : Buffer.from('{}'), names, parts, where);
  } finally {
    before?.fill(0);
  }
}

/** The object with the credential among its members, or, where it stands there, among those of its member `exchange`. */
function withCredential(text: Buffer, names: Names, parts: Parts, where: string): Buffer {
  const own = jsonMembers(text, [], where);
  const nested = jsonMembers(text, ['exchange'], where);
  const changes = new Map<string, Buffer>();
  try {
    if (isNested(own, nested, names)) {
      const inside = jsonValue(text, 'exchange', where) ?? Buffer.from('{}');
      const changed = withCredential(inside, names, parts, where);
      inside.fill(0);
      changes.set('exchange', changed);
      return writeJsonValues(text, changes, where);
    }
    const nameOf = (wanted: readonly string[], fresh: string): string =>
      findName([...own.keys()], wanted) ?? (wanted.includes(fresh) ? fresh : (wanted[0] ?? fresh));
    const copy = (secret: Secret): Buffer => secret.openBytes((bytes) => Buffer.from(bytes));
    if (names.id.length > 0) changes.set(nameOf(names.id, 'api_key'), Buffer.from(parts.id, 'utf8'));
    changes.set(nameOf(names.secret, 'secret'), copy(parts.secret));
    if (parts.passphrase) changes.set(nameOf(names.passphrase, 'passphrase'), copy(parts.passphrase));
    return writeJsonMembers(text, changes, where);
  } finally {
    for (const value of [...own.values(), ...nested.values(), ...changes.values()]) value.fill(0);
  }
}

/** True where the credential is that of the member `exchange`. */
function isNested(own: Map<string, Buffer>, nested: Map<string, Buffer>, names: Names): boolean {
  return nested.size > 0 && findName([...own.keys()], names.secret) === undefined;
}

function fromJson(bytes: Buffer, names: Names, where: string): Parts {
  const own = jsonMembers(bytes, [], where);
  const nested = jsonMembers(bytes, ['exchange'], where);
  try {
    const members = isNested(own, nested, names) ? nested : own;
    return takeFrom(names, where, (name) => {
      const found = findName([...members.keys()], [name]);
      const value = found === undefined ? undefined : members.get(found);
      return value && Buffer.from(value);
    });
  } finally {
    for (const value of [...own.values(), ...nested.values()]) value.fill(0);
  }
}

/** Takes what `look` gives a copy of. */
function takeFrom(names: Names, where: string, look: (name: string) => Buffer | undefined): Parts {
  const whole = (name: string): Buffer | undefined => {
    const value = look(name);
    return value === undefined || value.every(isSpace) ? undefined : value;
  };
  return takeParts(
    names,
    where,
    (name) => {
      const value = whole(name);
      return value && Secret.take(value);
    },
    (name) => whole(name)?.toString('utf8').trim(),
  );
}

/** A name of these in the order wanted: as it is first, else without regard to capitals, dashes and underscores. */
function findName(present: readonly string[], wanted: readonly string[]): string | undefined {
  for (const name of wanted) if (present.includes(name)) return name;
  for (const name of wanted) {
    const near = present.filter((other) => plain(other) === plain(name));
    if (near.length > 0) return near[0];
  }
  return undefined;
}

function plain(name: string): string {
  return name.replaceAll(/[-_. ]/g, '').toLowerCase();
}

function bareText(bytes: Buffer, where: string): Secret {
  const start = firstByte(bytes);
  let end = bytes.length;
  while (end > start && isSpace(bytes[end - 1]!)) end--;
  if (end === start) throw new KeywardError('credential-missing', `${where} is empty`);
  return Secret.take(Buffer.from(bytes.subarray(start, end)));
}

/** Where the text begins, behind a byte order mark and white space. */
function firstByte(bytes: Buffer): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && isSpace(bytes[at]!)) at++;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
