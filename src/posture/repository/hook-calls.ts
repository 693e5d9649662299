export type End = '\n' | ';' | '&' | '&&' | '|' | '||' | '(' | ')' | '`';

/** A command of a script with what leads to it. */
export interface Call {
  readonly words: readonly string[];
  /** What stands before it, and after it. */
  readonly before: End;
  readonly after: End;
}

/** What a command stands in. */
export interface Frame {
  readonly kind: 'if' | 'loop' | 'case' | 'group' | 'function';
  /** Of a function. */
  readonly name?: string;
  /** The call that opens it. */
  readonly from: number;
  isBody: boolean;
  /** What it asks is the same at each run. */
  isConstant: boolean;
}

export const OPENS: Readonly<Record<string, Frame['kind']>> = {
  if: 'if',
  while: 'loop',
  until: 'loop',
  for: 'loop',
  select: 'loop',
  case: 'case',
  '{': 'group',
};
export const CLOSES = new Set(['fi', 'esac', 'done', '}']);
export const LEADS = new Set(['then', 'elif', 'else', 'do', '!', 'time']);

/** Without what leads to it. */
export function bare(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !LEADS.has(word) && OPENS[word] === undefined && !/^\w+\+?=/.test(word));
  return from === -1 ? [] : words.slice(from);
}

/** How many frames its first words open, less those that they close. */
export function turnOf(words: readonly string[]): number {
  let turn = 0;
  for (const word of words) {
    if (word === 'function') return turn + 1;
    if (CLOSES.has(word)) return turn - 1;
    if (OPENS[word] !== undefined) turn++;
    else if (!LEADS.has(word) && !/^\w+\+?=/.test(word)) return turn;
    if (/^(?:for|select|case)$/.test(word)) return turn;
  }
  return turn;
}

const PARTS =
  /(?<![^\s;])#[^\n]*|\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|&&|\|\||[<>]&|&>|\$\(|[\n;&|()`]|[ \t\r]+|[^\s\\'"&|;()`<>$]+|[\s\S]/g;

export function callsIn(script: string): readonly Call[] {
  const calls: Call[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let before: End = '\n';
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (const [part] of script.matchAll(PARTS)) {
    if (part.startsWith('#') && word === undefined) continue;
    if (/^[ \t\r]+$/.test(part) || part === '\\\n') endWord();
    else if (/^(?:&&|\|\||\$\(|[\n;&|()`])$/.test(part)) {
      endWord();
      const end = (part === '$(' ? '(' : part) as End;
      calls.push({ words, before, after: end });
      words = [];
      before = end;
    } else if (/^['"]/.test(part) && part.length > 1) word = (word ?? '') + part.slice(1, -1);
    else word = (word ?? '') + (part.startsWith('\\') ? part.slice(1) : part);
  }
  endWord();
  calls.push({ words, before, after: '\n' });
  return calls;
}
