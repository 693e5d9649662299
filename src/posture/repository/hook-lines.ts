type End = '\n' | ';' | '&' | '&&' | '|' | '||' | '(' | ')' | '`';

interface Call {
  readonly words: readonly string[];
  /** What stands before it, and after it. */
  readonly before: End;
  readonly after: End;
}

const OPENS: Readonly<Record<string, Frame['kind']>> = {
  if: 'if',
  while: 'loop',
  until: 'loop',
  for: 'loop',
  select: 'loop',
  case: 'case',
  '{': 'group',
};
const CLOSES = new Set(['fi', 'esac', 'done', '}']);
const LEADS = new Set(['then', 'elif', 'else', 'do', '!', 'time']);
const HERE_DOCUMENT = /<<-?\s*(['"]?)(\w+)\1([^\n]*)\n[\s\S]*?\n[ \t]*\2(?=\n|$)/g;

/** What a command stands in. */
interface Frame {
  readonly kind: 'if' | 'loop' | 'case' | 'group' | 'function';
  /** Of a function. */
  readonly name?: string;
  isBody: boolean;
  /** What it asks is the same at each run. */
  isConstant: boolean;
}

/** A command of a script, without what leads to it. */
export interface Command {
  readonly words: readonly string[];
  /** It is run at each commit as far as the script tells, and what it finds ends the commit. */
  readonly isSure: boolean;
}

/** The commands of a script of a shell that may be reached. `stops`: it is run so that a failure ends it, as by `sh -e`. */
export function commandsIn(script: string, stops = false): readonly Command[] {
  const calls = callsIn(script.replace(HERE_DOCUMENT, '$3'));
  const isStopping =
    stops || /^#![^\n]*\s-\w*e/.test(script) || /(?:^|[\n;])\s*set\s+(?:-\w*e|-o\s+errexit)/.test(script);
  const isUndone = /(?:^|[\n;])\s*set\s+\+\w*e/.test(script) || /(?:^|[\n;&])\s*trap\s/.test(script);
  const isHeadAt = (at: number): boolean => {
    const [head, next] = [calls[at], calls[at + 1]];
    return head?.words.length === 1 && head.after === '(' && next?.words.length === 0 && next.after === ')';
  };
  const named = new Set(calls.flatMap(({ words }, at) => (isHeadAt(at) ? [] : (bare(words)[0] ?? ''))));
  const found: Command[] = [];
  const frames: Frame[] = [];
  let opening: string | undefined;
  let inner = 0;
  // What is trapped so ends well whatever went before.
  let mayHaveEnded = /(?:^|[\n;&])\s*trap\s[^\n]*\bexit 0\b/.test(script);
  for (const [at, { words, before }] of calls.entries()) {
    if (before === '(') inner++;
    if (before === ')' && inner > 0) inner--;
    const isHead = isHeadAt(at);
    const own = isHead ? [] : enter(words, frames, opening);
    opening = isHead ? words[0] : words.length > 0 ? undefined : opening;
    const top = frames.at(-1);
    if (top && !top.isBody && isConstant(own)) top.isConstant = true;
    const previous = bare(calls[at - 1]?.words ?? []);
    const isAsked = (before === '&&' || before === '||') && isConstant(previous);
    const isOpen = frames.every((frame) => isFollowed(frame, frame === top, named)) && !isAsked && !mayHaveEnded;
    const isFelt = endsCommit(calls, at, { isStopping: isStopping && !isUndone, isCondition: top?.isBody === false });
    if (own.length > 0) found.push({ words: own, isSure: isOpen && isFelt });
    if (!endsIt(own) && !(isStopping && own[0] === 'false')) continue;
    const isPlain = frames.length === 0 && inner === 0 && (before === '\n' || before === ';');
    if (isPlain) break;
    // What is asked before it is the same each time, and so may be its end.
    const isSilent = frames.every(({ kind, isConstant: same }) => kind === 'group' || (kind === 'if' && same));
    if (isSilent && (isAsked || (before !== '&&' && before !== '||'))) mayHaveEnded = true;
  }
  return found;
}

/** Goes into what its first words open and out of what they close; returns the words of the command. */
function enter(words: readonly string[], frames: Frame[], opening: string | undefined): readonly string[] {
  for (const [at, word] of words.entries()) {
    const kind = OPENS[word];
    const top = frames.at(-1);
    if (word === 'function') {
      frames.push({ kind: 'function', name: words[at + 1] ?? '', isBody: true, isConstant: false });
      return [];
    }
    if (kind !== undefined) {
      const name = word === '{' ? opening : undefined;
      const isBody = word === '{' || word === 'case';
      frames.push({ kind: name ? 'function' : kind, ...(name ? { name } : {}), isBody, isConstant: false });
      if (/^(?:for|select|case)$/.test(word)) return [];
    } else if (CLOSES.has(word)) {
      frames.pop();
      return [];
    } else if (LEADS.has(word)) {
      if (top && word !== '!' && word !== 'time') top.isBody = word !== 'elif';
    } else if (!/^\w+\+?=/.test(word)) return words.slice(at);
  }
  return [];
}

const isFollowed = (
  { kind, name, isBody, isConstant: same }: Frame,
  isTop: boolean,
  named: ReadonlySet<string>,
): boolean =>
  kind === 'group' || (kind === 'function' && named.has(name ?? '')) || (kind === 'if' && (isBody ? !same : isTop));

/** It answers the same at each run: no variable, file or program is asked. */
function isConstant([first = '', ...rest]: readonly string[]): boolean {
  if (/^(?:true|false|:|exit|return)$/.test(first)) return true;
  const isTest = /^(?:\[{1,2}|test)$/.test(first);
  return isTest && !rest.some((word) => /[$`]/.test(word) || /^-[a-hkprstuwxGLNOS]$/.test(word));
}

/** That it fails ends the commit. */
function endsCommit(
  calls: readonly Call[],
  from: number,
  { isStopping, isCondition }: { readonly isStopping: boolean; readonly isCondition: boolean },
): boolean {
  let at = from;
  // Out of what it is put into: `X=$(…) || exit 1`.
  while (calls[at]?.after === ')' && calls[at + 1]?.words.length === 0) at++;
  const rest = calls.slice(at + 1);
  const isFailure = ({ words }: Call): boolean => {
    const own = bare(words);
    return /^(?:exit|return)$/.test(own[0] ?? '') ? own[1] !== '0' : own[0] === 'false';
  };
  if (isCondition) return rest.some(isFailure);
  if (calls[from]?.words[0] === '!') return false;
  const { after } = calls[at] ?? { after: '\n' };
  if (after === '&' || after === '|') return false;
  if (after === '||') {
    const end = rest[0]?.words[0] === '{' ? rest.findIndex(({ words }) => words[0] === '}') : 1;
    return rest.slice(0, Math.max(1, end)).some(isFailure);
  }
  if (rest[0]?.words.some((word) => word.includes('$?'))) return rest.some(isFailure);
  if (isStopping && after !== '&&') return true;
  return isLast(rest, after);
}

/** Nothing but what it led to comes behind it, so that the script ends as it did. */
function isLast(rest: readonly Call[], after: End): boolean {
  let end = after;
  let depth = 0;
  let isOther = false;
  for (const { words, after: next } of rest) {
    const [first = ''] = words;
    if (OPENS[first] !== undefined) depth++;
    if (depth === 0 && /^(?:else|elif)$/.test(first)) isOther = true;
    const isEmpty = bare(words).length === 0 || CLOSES.has(first);
    const isOnward = end === '&&' || isOther || isEmpty;
    if (!isOnward) return first === 'exit' && words[1] !== '0';
    if (CLOSES.has(first)) {
      if (depth === 0) isOther = false;
      else depth--;
    }
    end = next;
  }
  return true;
}

/** `exec` with places to print to alone goes on. */
const endsIt = ([first, ...rest]: readonly string[]): boolean =>
  first === 'exit' ||
  first === 'return' ||
  (first === 'kill' && rest.includes('$$')) ||
  (first === 'exec' && rest.length > 0 && !/^\d*[<>]/.test(rest[0] ?? ''));

/** Without what leads to it. */
function bare(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !LEADS.has(word) && OPENS[word] === undefined && !/^\w+\+?=/.test(word));
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
