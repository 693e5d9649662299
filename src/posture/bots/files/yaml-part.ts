import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Part, Unreadable } from './part.ts';

/** No bot's settings are half as long; what reads YAML takes a time that grows with the square of some texts. */
const LONGEST = 64 * 1024;
/** Aliases make much out of little: what a file holds is counted as it is read. */
const MOST_PARTS = 20_000;
/** Each is looked for in the whole text. */
const MOST_ALIASES = 300;
const DEEPEST = 50;

class Fault extends Error {}

/** Reads YAML as bots and compose do: later documents are left out, aliases and merges are followed within bounds. Never throws. */
export function readYaml(text: string): Part | Unreadable {
  if (text.length > LONGEST) return { unreadable: 'longer than 64 KiB' };
  if (isDeep(text)) return { unreadable: 'nested too deep' };
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    if (document.errors.length > 0)
      return { unreadable: `no YAML at line ${lines.linePos(document.errors[0]!.pos[0]).line}` };
    return new Walk(document, lines).part(document.contents, 0);
  } catch (error) {
    if (error instanceof Fault) return { unreadable: error.message };
    // The stack ends before a text that is nested without end does.
    return { unreadable: 'no YAML that can be read' };
  }
}

const MOST_BRACKETS = 200;

/** Before it is parsed: brackets or lists in one line that are nested without end would take the stack, and the whole process with it. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '[' || char === '{') depth += 1;
    else if ((char === ']' || char === '}') && depth > 0) depth -= 1;
    if (depth > MOST_BRACKETS) return true;
  }
  return text
    .split('\n')
    .some((line) => (/^[ \t]*(?:[-?:][ \t]+)+/.exec(line)?.[0].match(/[-?:]/g)?.length ?? 0) > DEEPEST);
}

class Walk {
  #left = MOST_PARTS;
  #aliases = MOST_ALIASES;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;

  constructor(document: Document.Parsed, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  part(node: unknown, depth: number): Part {
    const tag = isNode(node) ? node.tag : undefined;
    const part = this.#plain(node, depth);
    return tag === '!reset' || tag === '!override' ? { ...part, tag } : part;
  }

  #plain(node: unknown, depth: number): Part {
    this.#left -= 1;
    if (this.#left < 0) throw new Fault(`more than ${MOST_PARTS} parts`);
    if (depth > DEEPEST) throw new Fault(`nested deeper than ${DEEPEST} levels`);
    const line = this.#lineOf(node);
    if (isAlias(node)) {
      this.#aliases -= 1;
      if (this.#aliases < 0) throw new Fault(`more than ${MOST_ALIASES} aliases`);
      const target = node.resolve(this.#document);
      if (target === undefined) throw new Fault(`no YAML at line ${line}: an alias of nothing`);
      return { ...this.part(target, depth + 1), line };
    }
    if (isMap(node)) return { line, value: this.#entries(node.items, depth) };
    if (isSeq(node)) return { line, value: node.items.map((item) => this.part(item, depth + 1)) };
    return { line, value: isScalar(node) ? plain(node.value) : null };
  }

  #entries(items: readonly { key: unknown; value: unknown }[], depth: number): Map<string, Part> {
    const entries = new Map<string, Part>();
    for (const { key, value } of items) {
      const name = isScalar(key) ? String(key.value) : '';
      const part = { ...this.part(value, depth + 1), line: this.#lineOf(key) };
      if (name !== '<<') entries.set(name, part);
      else for (const merged of Array.isArray(part.value) ? part.value : [part]) this.#merge(entries, merged);
    }
    return entries;
  }

  #merge(entries: Map<string, Part>, merged: Part): void {
    if (merged.value instanceof Map)
      for (const [name, part] of merged.value) if (!entries.has(name)) entries.set(name, part);
  }

  #lineOf(node: unknown): number {
    const offset = (node as Node | null)?.range?.[0];
    return offset === undefined ? 1 : Math.max(1, this.#lines.linePos(offset).line);
  }
}

function plain(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : String(value);
}
