import type { Part, Unreadable } from './part.ts';

/** No bot's settings need a tenth of it; deeper is an attack on the stack. */
const DEEPEST = 100;

class Fault extends Error {}

/** Reads JSON as bots do: with comments and commas before a closing bracket. Never throws. */
export function readJson(text: string): Part | Unreadable {
  try {
    return new Reader(text.startsWith('\uFEFF') ? text.slice(1) : text).whole();
  } catch (error) {
    if (error instanceof Fault) return { unreadable: error.message };
    throw error;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Part {
    const part = this.#part(0);
    this.#skip();
    if (this.#at < this.#text.length) throw this.#fault('more after the end');
    return part;
  }

  #fault(what: string): Fault {
    return new Fault(`no JSON at line ${this.#line}: ${what}`);
  }

  #skip(): void {
    for (;;) {
      const char = this.#text[this.#at];
      if (char === '\n') this.#line += 1;
      if (char === ' ' || char === '\t' || char === '\n' || char === '\r') this.#at += 1;
      else if (this.#text.startsWith('//', this.#at)) this.#to('\n', 0);
      else if (this.#text.startsWith('/*', this.#at)) this.#to('*/', 2);
      else return;
    }
  }

  #to(end: string, beyond: number): void {
    const found = this.#text.indexOf(end, this.#at + 2);
    const next = found === -1 ? this.#text.length : found + beyond;
    for (let at = this.#text.indexOf('\n', this.#at); at !== -1 && at < next; at = this.#text.indexOf('\n', at + 1))
      this.#line += 1;
    this.#at = next;
  }

  #part(depth: number): Part {
    if (depth > DEEPEST) throw this.#fault(`nested deeper than ${DEEPEST} levels`);
    this.#skip();
    const line = this.#line;
    const char = this.#text[this.#at];
    if (char === '{') return { line, value: this.#entries(depth) };
    if (char === '[') return { line, value: this.#list(depth) };
    if (char === '"') return { line, value: this.#string() };
    const [word = ''] = /^[-+.\w]+/.exec(this.#text.slice(this.#at, this.#at + 400)) ?? [];
    this.#at += word.length;
    if (word === 'true' || word === 'false') return { line, value: word === 'true' };
    if (word === 'null') return { line, value: null };
    if (!/^-?(\d+(\.\d+)?([eE][-+]?\d+)?|NaN|Infinity|Inf)$/.test(word)) throw this.#fault('no value');
    return { line, value: Number(word) };
  }

  #entries(depth: number): Map<string, Part> {
    const entries = new Map<string, Part>();
    this.#at += 1;
    while (!this.#ends('}')) {
      if (this.#text[this.#at] !== '"') throw this.#fault('no name');
      const name = this.#string();
      this.#skip();
      if (this.#text[this.#at] !== ':') throw this.#fault('no colon');
      this.#at += 1;
      entries.set(name, this.#part(depth + 1));
      this.#comma('}');
    }
    return entries;
  }

  #list(depth: number): Part[] {
    const list: Part[] = [];
    this.#at += 1;
    while (!this.#ends(']')) {
      list.push(this.#part(depth + 1));
      this.#comma(']');
    }
    return list;
  }

  #ends(bracket: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== bracket) return false;
    this.#at += 1;
    return true;
  }

  #comma(bracket: string): void {
    this.#skip();
    if (this.#text[this.#at] === ',') this.#at += 1;
    else if (this.#text[this.#at] !== bracket) throw this.#fault('no comma');
  }

  #string(): string {
    const from = this.#at;
    for (this.#at += 1; this.#text[this.#at] !== '"'; this.#at += this.#text[this.#at] === '\\' ? 2 : 1)
      if (this.#at >= this.#text.length || this.#text[this.#at] === '\n') throw this.#fault('a text without its end');
    this.#at += 1;
    try {
      return String(JSON.parse(this.#text.slice(from, this.#at).replaceAll('\t', '\\t')));
    } catch {
      throw this.#fault('a text that is none');
    }
  }
}
