import { Unreadable } from './json.ts';

/** A table as it was read. Numbers, dates and truth values stay texts: nothing here needs them. */
export type TomlTable = Map<string, TomlValue>;
export type TomlValue = string | TomlTable | readonly TomlValue[];

const DEEPEST = 50;

/** Reads the TOML that manifests and lock files of Python are written in: tables, strings, arrays. What it cannot read it refuses. */
export function readToml(text: string): TomlTable {
  return new Reader(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')).document();
}

export const isTable = (value: unknown): value is TomlTable => value instanceof Map;

/** The value at these names, through the last entry of lists of tables. */
export function at(table: TomlValue | undefined, ...names: readonly string[]): TomlValue | undefined {
  let value = table;
  for (const name of names) value = isTable(value) ? value.get(name) : undefined;
  return value;
}

export function tomlText(table: TomlValue | undefined, ...names: readonly string[]): string | undefined {
  const value = at(table, ...names);
  return typeof value === 'string' ? value : undefined;
}

export function tomlList(table: TomlValue | undefined, ...names: readonly string[]): readonly TomlValue[] {
  const value = at(table, ...names);
  return Array.isArray(value) ? value : [];
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): TomlTable {
    const root: TomlTable = new Map();
    let table = root;
    for (;;) {
      this.#blank();
      if (this.#at >= this.#text.length) return root;
      if (this.#text[this.#at] === '[') table = this.#header(root);
      else this.#pair(table, 0);
      this.#lineEnd();
    }
  }

  #fail(): never {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    throw new Unreadable(`cannot be read at line ${line}`);
  }

  /** `[a.b]` makes or enters a table, `[[a.b]]` adds one to a list. */
  #header(root: TomlTable): TomlTable {
    const isList = this.#text.startsWith('[[', this.#at);
    this.#at += isList ? 2 : 1;
    const names = this.#names();
    this.#expect(isList ? ']]' : ']');
    const last = names.pop();
    if (last === undefined) this.#fail();
    const parent = this.#enter(root, names);
    const there = parent.get(last);
    if (isList) {
      const list = there ?? [];
      if (!Array.isArray(list)) this.#fail();
      const made: TomlTable = new Map();
      list.push(made);
      parent.set(last, list);
      return made;
    }
    if (isTable(there)) return there;
    if (there !== undefined) this.#fail();
    const made: TomlTable = new Map();
    parent.set(last, made);
    return made;
  }

  #enter(root: TomlTable, names: readonly string[]): TomlTable {
    let table = root;
    for (const name of names) {
      const there = table.get(name);
      const inner: unknown = Array.isArray(there) ? there.at(-1) : there;
      if (inner === undefined) {
        const made: TomlTable = new Map();
        table.set(name, made);
        table = made;
      } else if (isTable(inner)) table = inner;
      else this.#fail();
    }
    return table;
  }

  #pair(table: TomlTable, depth: number): void {
    const names = this.#names();
    this.#expect('=');
    this.#space();
    const last = names.pop();
    const parent = this.#enter(table, names);
    if (last === undefined || parent.has(last)) this.#fail();
    parent.set(last, this.#value(depth));
  }

  #names(): string[] {
    const names: string[] = [];
    do {
      this.#space();
      const bare = this.#match(/[A-Za-z0-9_-]+/y);
      names.push(bare ?? this.#string());
      this.#space();
    } while (this.#take('.'));
    return names;
  }

  #value(depth: number): TomlValue {
    if (depth > DEEPEST) this.#fail();
    const next = this.#text[this.#at];
    if (next === '"' || next === "'") return this.#string();
    if (next === '[') return this.#array(depth);
    if (next === '{') return this.#inline(depth);
    return this.#match(/[\w+.:-]+( [\d:.]+(Z|[+-][\d:]+)?)?/y) ?? this.#fail();
  }

  #array(depth: number): TomlValue[] {
    this.#at += 1;
    const items: TomlValue[] = [];
    for (;;) {
      this.#blank();
      if (this.#take(']')) return items;
      items.push(this.#value(depth + 1));
      this.#blank();
      if (!this.#take(',') && this.#text[this.#at] !== ']') this.#fail();
    }
  }

  #inline(depth: number): TomlTable {
    this.#at += 1;
    const table: TomlTable = new Map();
    for (;;) {
      this.#blank();
      if (this.#take('}')) return table;
      this.#pair(table, depth + 1);
      this.#blank();
      if (!this.#take(',') && this.#text[this.#at] !== '}') this.#fail();
    }
  }

  #string(): string {
    const three = this.#text.slice(this.#at, this.#at + 3);
    if (three === '"""' || three === "'''") return this.#long(three);
    const literal = this.#match(/'[^'\n]*'/y);
    if (literal !== undefined) return literal.slice(1, -1);
    const basic = this.#match(/"(?:[^"\\\n]|\\[^\n])*"/y);
    if (basic === undefined) this.#fail();
    return unescaped(basic.slice(1, -1));
  }

  #long(quote: string): string {
    const from = this.#at + 3;
    let end = this.#text.indexOf(quote, from);
    while (end !== -1 && quote === '"""' && isEscaped(this.#text, end)) end = this.#text.indexOf(quote, end + 1);
    if (end === -1) this.#fail();
    while (this.#text[end + 3] === quote[0]) end += 1;
    this.#at = end + 3;
    const body = this.#text.slice(from, end).replace(/^\n/, '');
    return quote === '"""' ? unescaped(body.replace(/\\[ \t]*\n\s*/g, '')) : body;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined || found === '') return undefined;
    this.#at += found.length;
    return found;
  }

  #take(text: string): boolean {
    const isThere = this.#text.startsWith(text, this.#at);
    if (isThere) this.#at += text.length;
    return isThere;
  }

  #expect(text: string): void {
    this.#space();
    if (!this.#take(text)) this.#fail();
  }

  #space(): void {
    this.#match(/[ \t]+/y);
  }

  #blank(): void {
    for (;;) {
      const moved = this.#match(/[ \t\n]+/y) ?? this.#match(/#[^\n]*/y);
      if (moved === undefined) return;
    }
  }

  #lineEnd(): void {
    this.#space();
    this.#match(/#[^\n]*/y);
    if (this.#at < this.#text.length && !this.#take('\n')) this.#fail();
  }
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

function unescaped(text: string): string {
  const plain: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', e: '\x1b' };
  return text.replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)/gs, (_whole, code: string) => {
    if (!/^[uUx]./.test(code)) return plain[code] ?? code;
    const point = Number.parseInt(code.slice(1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  });
}
