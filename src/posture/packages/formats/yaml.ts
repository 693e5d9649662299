import { type Fields, Unreadable } from './json.ts';

/** Far more than the lock file of a bot has. */
const MOST_PARTS = 200_000;
const DEEPEST = 30;
/** Anchors, aliases, tags and directives, of which no lock file has one. */
const STRANGE = /^(?:[&*!%@`|>#]|[?:-](?: |$))/;
const DOUBLE = /"([^"\\]*(?:\\.[^"\\]*)*)"/y;
const SINGLE = /'([^']*(?:''[^']*)*)'/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

interface Line {
  readonly indent: number;
  readonly text: string;
}

/**
 * A text of YAML as package managers write their lock files: each value is on its line or below it, every scalar is a text. What is written in
 * another way is refused. The time is in proportion to the length, which that of the library for all of YAML is not.
 */
export function readYaml(text: string): Fields {
  return new Reader(text).file();
}

class Reader {
  readonly #lines: Line[];
  #at = 0;
  #left = MOST_PARTS;

  constructor(text: string) {
    this.#lines = text
      .replace(/^\ufeff/, '')
      .split('\n')
      .map((raw) => {
        const whole = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
        const indent = /^ */.exec(whole)![0].length;
        const text = whole.slice(indent).trimEnd();
        // A tab is no indent: the line is one that nothing takes.
        return { indent: text.startsWith('\t') ? -1 : indent, text };
      });
  }

  file(): Fields {
    if (this.#next()?.text === '---') this.#at += 1;
    const first = this.#next();
    if (first === undefined || first.indent > 0 || !this.#isEntry(first.text))
      throw new Unreadable('is no YAML mapping');
    const fields = this.#mapping(0, 0);
    return this.#next() === undefined ? fields : this.#refuse();
  }

  /** The next line that says something. */
  #next(): Line | undefined {
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at]!;
      if (line.text !== '' && !line.text.startsWith('#')) return line;
    }
    return undefined;
  }

  #refuse(): never {
    throw new Unreadable(`is no YAML of a lock file at line ${Math.min(this.#at + 1, this.#lines.length)}`);
  }

  #count(depth: number): void {
    this.#left -= 1;
    if (this.#left < 0) throw new Unreadable(`has more than ${MOST_PARTS} entries`);
    if (depth > DEEPEST) throw new Unreadable(`is nested deeper than ${DEEPEST} levels`);
  }

  #isEntry(text: string): boolean {
    return text.startsWith('? ') || this.#keyOf(text) !== undefined;
  }

  #mapping(indent: number, depth: number): Fields {
    const fields: Record<string, unknown> = Object.create(null);
    for (let line = this.#next(); line !== undefined && line.indent >= indent; line = this.#next()) {
      if (line.indent > indent) this.#refuse();
      const { key, rest } = this.#entry(line, indent);
      if (key === '<<' || Object.hasOwn(fields, key)) this.#refuse();
      fields[key] = this.#valueOf(rest, indent, depth + 1);
    }
    return fields;
  }

  /** Long keys stand on a line of their own: `? KEY`, then `: VALUE`. */
  #entry(line: Line, indent: number): { readonly key: string; readonly rest: string } {
    if (!line.text.startsWith('? ')) return this.#keyOf(line.text) ?? this.#refuse();
    const key = this.#scalar(line.text.slice(2).trimStart());
    this.#at += 1;
    const below = this.#next();
    if (below?.indent !== indent || !/^:(?: |$)/.test(below.text)) return this.#refuse();
    const rest = below.text.slice(1).trimStart();
    if (rest === '' || !this.#isEntry(rest)) return { key, rest };
    this.#lines[this.#at] = { indent: indent + below.text.length - rest.length, text: rest };
    this.#at -= 1;
    return { key, rest: '' };
  }

  /** What stands behind a key, or below it; the line is done with afterwards. */
  #valueOf(rest: string, indent: number, depth: number): unknown {
    this.#count(depth);
    if (/^[|>]/.test(rest)) return this.#blockText(rest, indent);
    if (rest !== '' && !rest.startsWith('#')) {
      const value = this.#inline(rest, depth);
      this.#at += 1;
      return value;
    }
    this.#at += 1;
    const below = this.#next();
    if (below === undefined || below.indent < indent) return '';
    if (isItem(below.text)) return this.#sequence(below.indent, depth);
    if (below.indent === indent) return '';
    return this.#mapping(below.indent, depth);
  }

  #sequence(indent: number, depth: number): unknown[] {
    const items: unknown[] = [];
    for (let line = this.#next(); line?.indent === indent && isItem(line.text); line = this.#next()) {
      const rest = line.text.slice(1).trimStart();
      if (isItem(rest) || rest.startsWith('? ')) this.#refuse();
      if (rest !== '' && this.#keyOf(rest) !== undefined) {
        this.#count(depth + 1);
        const inner = indent + line.text.length - rest.length;
        this.#lines[this.#at] = { indent: inner, text: rest };
        items.push(this.#mapping(inner, depth + 1));
      } else items.push(this.#valueOf(rest, indent + 1, depth + 1));
    }
    return items;
  }

  #blockText(head: string, indent: number): string {
    if (!/^[|>](?:[1-9]?[+-]?|[+-][1-9])(?: +#.*)?$/.test(head)) this.#refuse();
    const texts: string[] = [];
    for (this.#at += 1; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at]!;
      if (line.text !== '' && line.indent <= indent) break;
      texts.push(line.text);
    }
    return texts.join('\n').trim();
  }

  /** The key of `KEY: VALUE`; undefined where a line is no such entry. */
  #keyOf(text: string): { readonly key: string; readonly rest: string } | undefined {
    const quoted = this.#quoted(text, 0);
    if (quoted !== undefined) {
      const behind = text.slice(quoted.end).trimStart();
      return /^:(?: |$)/.test(behind) ? { key: quoted.value, rest: behind.slice(1).trimStart() } : undefined;
    }
    const end = text.endsWith(':') && !text.includes(': ') ? text.length - 1 : text.indexOf(': ');
    if (end < 1 || /^[[{"']/.test(text)) return undefined;
    const key = text.slice(0, end).trimEnd();
    if (STRANGE.test(key) || key.includes(' #')) this.#refuse();
    return { key, rest: text.slice(end + 1).trimStart() };
  }

  #scalar(text: string): string {
    const value = this.#inline(text, 0);
    return typeof value === 'string' ? value : this.#refuse();
  }

  /** One value to the end of its line. */
  #inline(text: string, depth: number): unknown {
    const quoted = this.#quoted(text, 0);
    const { value, end } = quoted ?? (/^[[{]/.test(text) ? this.#flow(text, 0, depth) : this.#plain(text));
    if (!/^(?: *| +#.*)$/.test(text.slice(end))) this.#refuse();
    return value;
  }

  #plain(text: string): { readonly value: string; readonly end: number } {
    const comment = text.indexOf(' #');
    const value = (comment === -1 ? text : text.slice(0, comment)).trimEnd();
    if (STRANGE.test(value) || /^["'\]},]/.test(value) || value.includes(': ') || value.endsWith(':')) this.#refuse();
    return { value, end: text.length };
  }

  /** `{KEY: VALUE, ...}` or `[VALUE, ...]`, on one line. */
  #flow(text: string, from: number, depth: number): { readonly value: unknown; readonly end: number } {
    const isMap = text[from] === '{';
    const close = isMap ? '}' : ']';
    const items: unknown[] = [];
    const fields: Record<string, unknown> = Object.create(null);
    for (let at = past(text, from + 1); ; ) {
      if (text[at] === close) return { value: isMap ? fields : items, end: at + 1 };
      this.#count(depth + 1);
      const first = this.#flowValue(text, at, depth + 1);
      at = past(text, first.end);
      if (!isMap) items.push(first.value);
      else {
        const { value: key } = first;
        if (typeof key !== 'string' || key === '<<' || Object.hasOwn(fields, key)) return this.#refuse();
        fields[key] = '';
        if (text[at] === ':') {
          at = past(text, at + 1);
          const value = /[,}]/.test(text[at] ?? '') ? { value: '', end: at } : this.#flowValue(text, at, depth + 1);
          fields[key] = value.value;
          at = past(text, value.end);
        }
      }
      if (text[at] === ',') at = past(text, at + 1);
      else if (text[at] !== close) return this.#refuse();
    }
  }

  #flowValue(text: string, from: number, depth: number): { readonly value: unknown; readonly end: number } {
    if (text[from] === '{' || text[from] === '[') return this.#flow(text, from, depth);
    const quoted = this.#quoted(text, from);
    if (quoted !== undefined) return quoted;
    let end = from;
    while (end < text.length && !isFlowEnd(text, end)) end += 1;
    const value = text.slice(from, end).trimEnd();
    if (value === '' || STRANGE.test(value) || /^["']/.test(value) || value.includes(' #')) this.#refuse();
    return { value, end };
  }

  #quoted(text: string, from: number): { readonly value: string; readonly end: number } | undefined {
    const quote = text[from];
    if (quote !== '"' && quote !== "'") return undefined;
    const shape = quote === '"' ? DOUBLE : SINGLE;
    shape.lastIndex = from;
    const [whole, inner] = shape.exec(text) ?? [];
    if (whole === undefined || inner === undefined) return this.#refuse();
    return { value: quote === '"' ? this.#unescaped(inner) : inner.replaceAll("''", "'"), end: from + whole.length };
  }

  #unescaped(text: string): string {
    return text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gi, (_all, short, long, one: string | undefined) => {
      const hex = (short ?? long) as string | undefined;
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      return '"\\/ '.includes(one ?? '') ? (one ?? '') : (ESCAPES[one ?? ''] ?? this.#refuse());
    });
  }
}

const isItem = (text: string): boolean => text === '-' || text.startsWith('- ');

/** The first place from here that is no blank. */
function past(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

function isFlowEnd(text: string, at: number): boolean {
  const char = text[at]!;
  return ',[]{}'.includes(char) || (char === ':' && (at + 1 === text.length || ' ,]}'.includes(text[at + 1]!)));
}
