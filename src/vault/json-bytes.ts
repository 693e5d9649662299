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

/** The object with these text members set, all others as they were, byte for byte. The caller zeroes the result. */
export function writeJsonMembers(bytes: Buffer, changes: ReadonlyMap<string, Buffer>, where: string): Buffer {
  const spans = new Map<string, { from: number; to: number }>();
  let isEmpty = true;
  const reader = new Reader(bytes, where);
  const end = reader.document((at, name, value) => {
    if (at.length > 0) return;
    isEmpty = false;
    spans.set(name, value.isText ? { from: value.from - 1, to: value.to + 1 } : { from: value.from, to: value.to });
  });
  const close = bytes.lastIndexOf(0x7d, end - 1);
  const replaced = [...changes].flatMap(([name, value]) => {
    const span = spans.get(name);
    return span ? [{ ...span, text: quoted(value) }] : [];
  });
  const added = [...changes]
    .filter(([name]) => !spans.has(name))
    .map(([name, value], index) => {
      const comma = isEmpty && index === 0 ? '' : ', ';
      return {
        from: close,
        to: close,
        text: Buffer.concat([Buffer.from(`${comma}${JSON.stringify(name)}: `), quoted(value)]),
      };
    });
  const edits = [...replaced.sort((a, b) => a.from - b.from), ...added];
  const pieces: Buffer[] = [];
  let from = 0;
  for (const edit of edits) {
    pieces.push(bytes.subarray(from, edit.from), edit.text);
    from = edit.to;
  }
  const whole = Buffer.concat([...pieces, bytes.subarray(from)]);
  for (const { text } of edits) text.fill(0);
  return whole;
}

interface Value {
  /** Of a text: what stands between its quotes. */
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
      if (seen.has(name)) this.#fail(`names ${JSON.stringify(name.slice(0, 40))} twice`);
      seen.add(name);
      this.#space();
      if (!this.#take(0x3a)) this.#fail('is not JSON');
      this.#space();
      meet(path, name, this.#value([...path, name], meet));
      this.#space();
      if (this.#take(0x7d)) return;
      if (!this.#take(0x2c)) this.#fail('is not JSON');
    }
  }

  #value(path: readonly string[], meet: Meet): Value {
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
    if (!/^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word)) this.#fail('is not JSON');
  }

  #text(): { from: number; to: number } {
    if (!this.#take(0x22)) this.#fail('is not JSON');
    const from = this.#at;
    for (; this.#at < this.#bytes.length; this.#at++) {
      const byte = this.#bytes[this.#at]!;
      if (byte === 0x22) return { from, to: this.#at++ };
      if (byte < 0x20) this.#fail('has a line break or control character in a text');
      if (byte === 0x5c) this.#at++;
    }
    return this.#fail('ends inside a text');
  }

  /** A copy with its escapes undone. */
  unescaped(from: number, to: number): Buffer {
    const out = Buffer.alloc(to - from);
    let length = 0;
    for (let at = from; at < to; at++) {
      const byte = this.#bytes[at]!;
      if (byte !== 0x5c) {
        out[length++] = byte;
        continue;
      }
      const kind = String.fromCharCode(this.#bytes[++at] ?? 0);
      const plain = ESCAPES[kind];
      if (plain !== undefined) out[length++] = plain;
      else if (kind === 'u') {
        const [code, used] = this.#unicode(at + 1);
        length += out.write(String.fromCodePoint(code), length, 'utf8');
        at += used;
      } else this.#fail('is not JSON');
    }
    const whole = Buffer.from(out.subarray(0, length));
    out.fill(0);
    return whole;
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
