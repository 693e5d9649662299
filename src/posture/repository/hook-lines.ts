type End = '\n' | ';' | '&' | '&&' | '|' | '||' | '(' | ')' | '`';

interface Call {
  readonly words: readonly string[];
  /** What stands before it, and after it. */
  readonly before: End;
  readonly after: End;
}

const OPENS = new Set(['if', 'case', 'for', 'while', 'until', 'select', '{']);
const CLOSES = new Set(['fi', 'esac', 'done', '}']);
const LEADS = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', 'time']);
const HERE_DOCUMENT = /<<-?\s*(['"]?)(\w+)\1([^\n]*)\n[\s\S]*?\n[ \t]*\2(?=\n|$)/g;

/** The words of each command of a script of a shell that may be reached, without what leads to it; what says only whether it is run for nothing is left out. */
export function commandsIn(script: string): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const calls = callsIn(script.replace(HERE_DOCUMENT, '$3'));
  let depth = 0;
  let inner = 0;
  for (const [at, { words, before, after }] of calls.entries()) {
    if (before === '(') inner++;
    if (before === ')' && inner > 0) inner--;
    const own = withoutLeads(words);
    const next = withoutLeads(calls[at + 1]?.words ?? []).join(' ');
    const previous = withoutLeads(calls[at - 1]?.words ?? []).join(' ');
    const isForNothing =
      (after === '||' && /^(?:true|:|exit 0)$/.test(next)) || (before === '&&' && previous === 'false');
    if (own.length > 0 && !isForNothing) found.push(own);
    const opening = [...words.slice(0, words.length - own.length), own[0] ?? ''];
    depth += opening.filter((word) => OPENS.has(word)).length;
    if (CLOSES.has(words[0] ?? '')) depth = Math.max(0, depth - 1);
    const isSure = depth === 0 && inner === 0 && (before === '\n' || before === ';');
    if (isSure && endsIt(own)) break;
  }
  return found;
}

/** `exec` with places to print to alone goes on. */
const endsIt = ([first, ...rest]: readonly string[]): boolean =>
  first === 'exit' || (first === 'exec' && rest.length > 0 && !/^\d*[<>]/.test(rest[0] ?? ''));

function withoutLeads(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !LEADS.has(word) && !/^\w+\+?=/.test(word));
  return from === -1 ? [] : words.slice(from);
}

const PARTS =
  /(?<![^\s;])#[^\n]*|\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|&&|\|\||[<>]&|&>|\$\(|[\n;&|()`]|[ \t\r]+|[^\s\\'"&|;()`<>$]+|[\s\S]/g;

function callsIn(script: string): readonly Call[] {
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
