/**
 * Lossless JSON: numbers keep their spelling, duplicate keys are refused, objects have no prototype, depth is bounded.
 * For what bots and exchanges send; our own files use JSON.parse.
 */
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** A number as it was spelt, for example `1e-7` or `0.10`. */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toJSON(): number {
    return Number(this.text);
  }
}

export interface JsonFault {
  readonly fault: string;
}

const MAX_DEPTH = 32;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN_STRING = /[^"\\\u0000-\u001f]*/y;

/** Parses one JSON text; `{ fault }` says what is wrong and where. */
export function parseJson(text: string): JsonValue | JsonFault {
  const reader = new Reader(text);
  try {
    reader.space();
    const value = reader.value(0);
    reader.space();
    if (reader.at < text.length) throw new SyntaxError(`unexpected text after the value at ${reader.at}`);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return { fault: error.message };
    throw error;
  }
}

export function isJsonFault(value: JsonValue | JsonFault): value is JsonFault {
  return isJsonObject(value as JsonValue) && Object.getPrototypeOf(value) !== null;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
}

/** Writes a value back; numbers keep their spelling. */
export function writeJson(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.keys(value).map((key) => `${JSON.stringify(key)}:${writeJson(value[key]!)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

class Reader {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonValue {
    if (depth > MAX_DEPTH) throw new SyntaxError(`deeper than ${MAX_DEPTH} levels`);
    const char = this.#text[this.at];
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    if (char === '"') return this.#string();
    if (char === 't' || char === 'f' || char === 'n') {
      const word = WORDS[char];
      if (this.#text.startsWith(word.text, this.at)) {
        this.at += word.text.length;
        return word.value;
      }
    }
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.#text);
    if (!match) throw new SyntaxError(`no value at ${this.at}`);
    this.at += match[0].length;
    return new JsonNumber(match[0]);
  }

  space(): void {
    while (' \t\n\r'.includes(this.#text[this.at] ?? '-')) this.at++;
  }

  #object(depth: number): JsonObject {
    const object: JsonObject = Object.create(null);
    this.at++;
    this.space();
    if (this.#take('}')) return object;
    for (;;) {
      if (this.#text[this.at] !== '"') throw new SyntaxError(`no key at ${this.at}`);
      const keyAt = this.at;
      const key = this.#string();
      if (key in object) throw new SyntaxError(`the key at ${keyAt} appears twice`);
      this.space();
      if (!this.#take(':')) throw new SyntaxError(`no colon at ${this.at}`);
      this.space();
      object[key] = this.value(depth + 1);
      this.space();
      if (this.#take('}')) return object;
      if (!this.#take(',')) throw new SyntaxError(`no comma at ${this.at}`);
      this.space();
    }
  }

  #array(depth: number): JsonValue[] {
    const array: JsonValue[] = [];
    this.at++;
    this.space();
    if (this.#take(']')) return array;
    for (;;) {
      array.push(this.value(depth + 1));
      this.space();
      if (this.#take(']')) return array;
      if (!this.#take(',')) throw new SyntaxError(`no comma at ${this.at}`);
      this.space();
    }
  }

  #string(): string {
    let out = '';
    this.at++;
    for (;;) {
      PLAIN_STRING.lastIndex = this.at;
      const run = PLAIN_STRING.exec(this.#text)![0];
      out += run;
      this.at += run.length;
      const char = this.#text[this.at];
      if (char === '"') {
        this.at++;
        return out;
      }
      if (char !== '\\') throw new SyntaxError(`an unfinished or unclean string at ${this.at}`);
      out += this.#escape();
    }
  }

  #escape(): string {
    const char = this.#text[this.at + 1] ?? '';
    if (char === 'u') {
      const hex = this.#text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new SyntaxError(`a bad escape at ${this.at}`);
      this.at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const plain = ESCAPES[char];
    if (plain === undefined) throw new SyntaxError(`a bad escape at ${this.at}`);
    this.at += 2;
    return plain;
  }

  #take(char: string): boolean {
    if (this.#text[this.at] !== char) return false;
    this.at++;
    return true;
  }
}

const WORDS = {
  t: { text: 'true', value: true },
  f: { text: 'false', value: false },
  n: { text: 'null', value: null },
} as const;
const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
