import { isUtf8 } from 'node:buffer';
import { KeywardError } from '../core/index.ts';

/**
 * The text members of a JSON object by name, each a Buffer of its own with its escapes undone; members that are no text are left out. `path`
 * leads to an object inside, by member names; where there is none, the map is empty. No value becomes a string. Throws `credential-invalid` for
 * what is not JSON, or names a member twice.
 */
export function jsonMembers(bytes: Buffer, path: readonly string[], where: string): Map<string, Buffer> {
  const members = new Map<string, Buffer>();
  const reader = new Reader(bytes, where);
  reader.document((at, name, value) => {
    const isHere = at.length === path.length && at.every((part, index) => part === path[index]);
    if (isHere && value.isText) members.set(name, reader.unescaped(value.from, value.to));
  });
  return members;
}

/**
 * The member of a JSON object at this path as it is spelt: a view into the bytes, of a text without its quotes. `undefined` when it is not there.
 * Throws as `jsonMembers` does.
 */
export function jsonSpan(bytes: Buffer, path: readonly string[], where: string): Buffer | undefined {
  const name = path.at(-1);
  let found: Buffer | undefined;
  new Reader(bytes, where).document((at, met, { from, to, isText }) => {
    const isHere = met === name && at.length === path.length - 1 && at.every((part, index) => part === path[index]);
    if (isHere) found = isText ? bytes.subarray(from + 1, to - 1) : bytes.subarray(from, to);
  });
  return found;
}

/** The JSON of one member as it stands, whatever its kind; `undefined` where there is none of this name. A copy: the caller zeroes it. */
export function jsonValue(bytes: Buffer, name: string, where: string): Buffer | undefined {
  const member = ownMembers(bytes, where).members.find((each) => each.name === name);
  return member && Buffer.from(bytes.subarray(member.from, member.to));
}

/** The names of the members of the object, in the order of the text. */
export function jsonNames(bytes: Buffer, where: string): string[] {
  return ownMembers(bytes, where).members.map(({ name }) => name);
}

/** The object with these text members set, all others as they were, byte for byte. The caller zeroes the result. */
export function writeJsonMembers(bytes: Buffer, changes: ReadonlyMap<string, Buffer>, where: string): Buffer {
  const values = new Map([...changes].map(([name, value]) => [name, quoted(value)]));
  try {
    return writeJsonValues(bytes, values, where);
  } finally {
    for (const value of values.values()) value.fill(0);
  }
}

/** The object with these members set to values that are JSON, all others as they were. The caller zeroes the result. */
export function writeJsonValues(bytes: Buffer, values: ReadonlyMap<string, Buffer>, where: string): Buffer {
  const { members, close } = ownMembers(bytes, where);
  const isNew = (name: string): boolean => !members.some((each) => each.name === name);
  const replaced = members.flatMap(({ name, from, to }) => {
    const text = values.get(name);
    return text === undefined ? [] : [{ from, to, text }];
  });
  const added = [...values]
    .filter(([name]) => isNew(name))
    .map(([name, value], index) => {
      const comma = members.length === 0 && index === 0 ? '' : ', ';
      return {
        from: close,
        to: close,
        text: Buffer.concat([Buffer.from(`${comma}${JSON.stringify(name)}: `), value]),
      };
    });
  const pieces: Buffer[] = [];
  let from = 0;
  for (const edit of [...replaced, ...added]) {
    pieces.push(bytes.subarray(from, edit.from), edit.text);
    from = edit.to;
  }
  const whole = Buffer.concat([...pieces, bytes.subarray(from)]);
  for (const { text } of added) text.fill(0);
  return whole;
}

/** The object without this member, all others as they were. The caller zeroes the result. */
export function withoutJsonMember(bytes: Buffer, name: string, where: string): Buffer {
  const { members } = ownMembers(bytes, where);
  const at = members.findIndex((each) => each.name === name);
  const member = members[at];
  if (member === undefined) return Buffer.from(bytes);
  const next = members[at + 1];
  const before = members[at - 1];
  const from = next === undefined && before !== undefined ? before.to : member.nameFrom;
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(next?.nameFrom ?? member.to)]);
}

/** The members of the object itself, and where its closing brace stands. */
function ownMembers(bytes: Buffer, where: string): { members: (Value & { readonly name: string })[]; close: number } {
  const members: (Value & { readonly name: string })[] = [];
  const end = new Reader(bytes, where).document((path, name, value) => {
    if (path.length === 0) members.push({ name, ...value });
  });
  return { members, close: end - 1 };
}

interface Value {
  /** Where the name of the member begins. */
  readonly nameFrom: number;
  /** Of a text: with its quotes. */
  readonly from: number;
  readonly to: number;
  readonly isText: boolean;
}

type Meet = (path: readonly string[], name: string, value: Value) => void;

const MAX_DEPTH = 32;

/** Walks through JSON bytes without making strings of the values. */
class Reader {
  readonly #bytes: Buffer;
  readonly #where: string;
  #at = 0;

  constructor(bytes: Buffer, where: string) {
    this.#bytes = bytes;
    this.#where = where;
  }

  /** Reads one object and nothing behind it; gives the place behind it. */
  document(meet: Meet): number {
    if (!isUtf8(this.#bytes)) this.#fail('is not UTF-8');
    this.#space();
    if (this.#bytes[this.#at] !== 0x7b) this.#fail('is not a JSON object');
    this.#object([], meet);
    const end = this.#at;
    this.#space();
    if (this.#at < this.#bytes.length) this.#fail('has text behind its JSON');
    return end;
  }

  #object(path: readonly string[], meet: Meet): void {
    if (path.length > MAX_DEPTH) this.#fail('is nested too deeply');
    this.#at++;
    const seen = new Set<string>();
    this.#space();
    if (this.#take(0x7d)) return;
    for (;;) {
      this.#space();
      const named = this.#text();
      const name = this.unescaped(named.from, named.to).toString('utf8');
      // What is no plain word may be a secret that stands in the wrong place.
      if (seen.has(name)) this.#fail(`names ${/^[a-z_-]{1,24}$/i.test(name) ? name : 'a member'} twice`);
      seen.add(name);
      this.#space();
      if (!this.#take(0x3a)) this.#fail('is not JSON');
      this.#space();
      meet(path, name, { nameFrom: named.from, ...this.#value([...path, name], meet) });
      this.#space();
      if (this.#take(0x7d)) return;
      if (!this.#take(0x2c)) this.#fail('is not JSON');
    }
  }

  #value(path: readonly string[], meet: Meet): Omit<Value, 'nameFrom'> {
    const from = this.#at;
    const byte = this.#bytes[from];
    if (byte === 0x22) return { ...this.#text(), isText: true };
    if (byte === 0x7b) this.#object(path, meet);
    else if (byte === 0x5b) this.#list(path);
    else this.#word();
    return { from, to: this.#at, isText: false };
  }

  #list(path: readonly string[]): void {
    if (path.length > MAX_DEPTH) this.#fail('is nested too deeply');
    this.#at++;
    this.#space();
    if (this.#take(0x5d)) return;
    for (;;) {
      this.#space();
      this.#value([...path, ''], () => undefined);
      this.#space();
      if (this.#take(0x5d)) return;
      if (!this.#take(0x2c)) this.#fail('is not JSON');
    }
  }

  /** A number, `true`, `false` or `null`. */
  #word(): void {
    const from = this.#at;
    while (this.#at < this.#bytes.length && !/[\s,\]}]/.test(String.fromCharCode(this.#bytes[this.#at]!))) this.#at++;
    const word = this.#bytes.toString('latin1', from, Math.min(this.#at, from + 64));
    if (!/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word)) this.#fail('is not JSON');
  }

  /** Passes over a text, and checks its escapes. */
  #text(): { from: number; to: number } {
    const from = this.#at;
    if (!this.#take(0x22)) this.#fail('is not JSON');
    while (this.#at < this.#bytes.length) {
      const byte = this.#bytes[this.#at]!;
      if (byte < 0x20) this.#fail('has a line break or control character in a text');
      if (byte === 0x5c) this.#at += this.#escape(this.#at)[1];
      else this.#at++;
      if (byte === 0x22) return { from, to: this.#at };
    }
    return this.#fail('ends inside a text');
  }

  /** A copy of a text without its quotes, its escapes undone. */
  unescaped(from: number, to: number): Buffer {
    const out = Buffer.alloc(to - from);
    let length = 0;
    for (let at = from + 1; at < to - 1; ) {
      const byte = this.#bytes[at]!;
      if (byte !== 0x5c) {
        out[length++] = byte;
        at++;
        continue;
      }
      const [code, used] = this.#escape(at);
      length += out.write(String.fromCodePoint(code), length, 'utf8');
      at += used;
    }
    const whole = Buffer.from(out.subarray(0, length));
    out.fill(0);
    return whole;
  }

  /** The code point of the escape here, and how many bytes it takes. */
  #escape(at: number): [code: number, used: number] {
    const kind = String.fromCharCode(this.#bytes[at + 1] ?? 0);
    const plain = ESCAPES[kind];
    if (plain !== undefined) return [plain, 2];
    if (kind !== 'u') return this.#fail('is not JSON');
    const [code, used] = this.#unicode(at + 2);
    return [code, used + 2];
  }

  /** The code point of the hex digits here, with its second half where it is a pair, and how many bytes they take. */
  #unicode(at: number): [code: number, used: number] {
    const unit = (from: number): number => {
      const hex = this.#bytes.toString('latin1', from, from + 4);
      return /^[0-9a-fA-F]{4}$/.test(hex) ? Number.parseInt(hex, 16) : this.#fail('is not JSON');
    };
    const high = unit(at);
    if (high < 0xd800 || high > 0xdfff) return [high, 4];
    const isPair = high < 0xdc00 && this.#bytes[at + 4] === 0x5c && this.#bytes[at + 5] === 0x75;
    const low = isPair ? unit(at + 6) : 0;
    if (low < 0xdc00 || low > 0xdfff) return this.#fail('has half a character in a text');
    return [0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00), 10];
  }

  #space(): void {
    while ([0x20, 0x09, 0x0a, 0x0d].includes(this.#bytes[this.#at] ?? -1)) this.#at++;
  }

  #take(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false;
    this.#at++;
    return true;
  }

  #fail(why: string): never {
    throw new KeywardError('credential-invalid', `${this.#where} ${why}`);
  }
}

const ESCAPES: Readonly<Record<string, number>> = {
  '"': 0x22,
  '\\': 0x5c,
  '/': 0x2f,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
};

/** As a JSON text. */
function quoted(value: Buffer): Buffer {
  const out = Buffer.alloc(value.length * 6 + 2);
  let length = 0;
  out[length++] = 0x22;
  for (const byte of value) {
    if (byte === 0x22 || byte === 0x5c) {
      out[length++] = 0x5c;
      out[length++] = byte;
    } else if (byte < 0x20) length += out.write(`\\u${byte.toString(16).padStart(4, '0')}`, length, 'latin1');
    else out[length++] = byte;
  }
  out[length++] = 0x22;
  const whole = Buffer.from(out.subarray(0, length));
  out.fill(0);
  return whole;
}
