import { bare, CLOSES, callsIn, type Frame, LEADS, OPENS } from './hook-calls.ts';
import { Fate, type Step } from './hook-fate.ts';

const HERE_DOCUMENT = /<<-?\s*(['"]?)(\w+)\1([^\n]*)\n[\s\S]*?\n[ \t]*\2(?=\n|$)/g;

/** A command of a script, without what leads to it. */
export interface Command {
  readonly words: readonly string[];
  /** It is run at each commit as far as the script tells, and what it finds ends the commit. */
  readonly isSure: boolean;
}

/** The commands of a script of a shell that may be reached. `stops`: it is run so that a failure ends it, as by `sh -e`. */
export function commandsIn(script: string, stops = false): readonly Command[] {
  const calls = callsIn(script.replace(HERE_DOCUMENT, '$3'));
  const isUndone = /(?:^|[\n;])\s*set\s+\+\w*e/.test(script) || /(?:^|[\n;&])\s*trap\s/.test(script);
  const isHeadAt = (at: number): boolean => {
    const [head, next] = [calls[at], calls[at + 1]];
    return head?.words.length === 1 && head.after === '(' && next?.words.length === 0 && next.after === ')';
  };
  const named = new Set(calls.flatMap(({ words }, at) => (isHeadAt(at) ? [] : (bare(words)[0] ?? ''))));
  const steps = new Map<number, Step>();
  const fate = new Fate(calls, steps, { stops: stops || /^#![^\n]*\s-\w*e/.test(script), mayStop: !isUndone });
  const frames: Frame[] = [];
  let opening: string | undefined;
  let inner = 0;
  // What is trapped so ends well whatever went before.
  let mayHaveEnded = /(?:^|[\n;&])\s*trap\s[^\n]*\bexit 0\b/.test(script);
  for (const [at, { words, before }] of calls.entries()) {
    if (before === '(') inner++;
    if (before === ')' && inner > 0) inner--;
    const isHead = isHeadAt(at);
    const own = isHead ? [] : enter(words, frames, opening, at);
    opening = isHead ? words[0] : words.length > 0 ? undefined : opening;
    const top = frames.at(-1);
    if (top && !top.isBody && isConstant(own)) top.isConstant = true;
    const previous = bare(calls[at - 1]?.words ?? []);
    const isAsked = (before === '&&' || before === '||') && isConstant(previous);
    const isOpen = frames.every((frame) => isFollowed(frame, frame === top, named)) && !isAsked && !mayHaveEnded;
    steps.set(at, { own, frames: frames.map((frame) => ({ ...frame })), isOpen });
    if (!endsIt(own) && !(own[0] === 'false' && fate.stopsBy(at))) continue;
    const isPlain = frames.length === 0 && inner === 0 && (before === '\n' || before === ';');
    if (isPlain) break;
    // What is asked before it is the same each time, and so may be its end.
    const isSilent = frames.every(({ kind, isConstant: same }) => kind === 'group' || (kind === 'if' && same));
    if (isSilent && (isAsked || (before !== '&&' && before !== '||'))) mayHaveEnded = true;
  }
  return [...steps].flatMap(([at, { own, isOpen }]) =>
    own.length > 0 ? [{ words: own, isSure: isOpen && fate.endsScript(at) }] : [],
  );
}

/** Goes into what its first words open and out of what they close; returns the words of the command. */
function enter(
  words: readonly string[],
  frames: Frame[],
  opening: string | undefined,
  from: number,
): readonly string[] {
  for (const [at, word] of words.entries()) {
    const kind = OPENS[word];
    const top = frames.at(-1);
    if (word === 'function') {
      frames.push({ kind: 'function', name: words[at + 1] ?? '', from, isBody: true, isConstant: false });
      return [];
    }
    if (kind !== undefined) {
      const name = word === '{' ? opening : undefined;
      const isBody = word === '{' || word === 'case';
      frames.push({ kind: name ? 'function' : kind, ...(name ? { name } : {}), from, isBody, isConstant: false });
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

/** `exec` with places to print to alone goes on. */
const endsIt = ([first, ...rest]: readonly string[]): boolean =>
  first === 'exit' ||
  first === 'return' ||
  (first === 'kill' && rest.includes('$$')) ||
  (first === 'exec' && rest.length > 0 && !/^\d*[<>]/.test(rest[0] ?? ''));
