import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import type { Check } from './check.ts';

/** A stranger's name: whatever of it a shell runs is called RAN, which is no program. */
export const HOSTILE = `-RAN'"$(RAN)\`RAN\`;RAN\nRAN|RAN&RAN>&2 *\u001b[31m\u202e`;
const MARK = 'RAN';

/** Fields that hold a path, or a name that somebody else may have given. */
const GIVEN = new Set(
  'path file folder top unit user name group channel behind program account key bot about'.split(' '),
);
/** What was made elsewhere, and is held to the same there. */
const MADE = new Set(['fix', 'ask', 'by', 'unseen']);

/** The same facts, of places with hostile names: a folder for each path, and an end for each other name. */
export function withHostileNames<T>(facts: T): T {
  return mapped(facts, '') as T;
}

function mapped(value: unknown, field: string): unknown {
  if (typeof value === 'string') return renamed(value, field);
  if (Array.isArray(value)) return value.map((one) => mapped(one, field));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, name)]));
}

function renamed(text: string, field: string): string {
  if (MADE.has(field)) return text;
  if (text.startsWith('/') || ((field === 'path' || field === 'file') && text !== ''))
    return text.replace(/[^/]*$/, (last) => `${HOSTILE}/${last}`);
  return GIVEN.has(field) ? `${text}${HOSTILE}` : text;
}

/** Pasted as it is, no fix runs anything of a name that stands in it, and each name stands in it as one word. */
export function holdFixes<Facts>(check: Check<Facts>, facts: Facts): number {
  const fixes = check.judge(withHostileNames(facts)).flatMap(({ fix }) => (fix?.includes(MARK) ? [fix] : []));
  for (const fix of fixes) holdPasted(fix);
  return fixes.length;
}

/** See `holdFixes`. */
export function holdPasted(fix: string, mark = MARK): void {
  const words = [...fix.matchAll(/'(?:[^']|'\\'')*'/g)].map(([word]) => word).filter((word) => word.includes(mark));
  const rest = words.reduce((text, word, at) => text.replaceAll(word, `WORD${at}.`), fix);
  expect(rest, fix).not.toContain(mark);
  for (const word of words) expect(shell('sh', `printf '%s\\0' ${word}`).stdout.split('\0'), fix).toHaveLength(2);
  // What goes to a file goes nowhere here, and no program is there to be run.
  const bare = (text: string) => text.replaceAll(' >> ', ' ').replaceAll(' > ', ' ');
  for (const command of commandsIn(rest)) {
    if (shell('bash', bare(command), '-n').status !== 0) continue;
    const quiet = 'command_not_found_handle() { printf "%s\\n" "<$1>"; }; cd() { :; };';
    const whole = words.reduce((text, word, at) => text.replaceAll(`WORD${at}.`, () => word), command);
    const ran = shell('bash', `${quiet} ${bare(whole)}`, '-r');
    expect(`${ran.stdout}${ran.stderr}`, fix).not.toMatch(new RegExp(`<-?${mark}>|${mark}: `));
  }
}

/** What is in backticks, which is what somebody pastes; the whole where nothing is. */
function commandsIn(text: string): readonly string[] {
  const marked = [...text.matchAll(/`([^`]*)`/g)].map(([, command = '']) => command);
  return marked.length > 0 ? marked : [text];
}

function shell(program: 'sh' | 'bash', text: string, ...options: readonly string[]) {
  const env = { PATH: '/nonexistent', LC_ALL: 'C' };
  return spawnSync(`/bin/${program}`, [...options, '-c', text], { env, encoding: 'utf8', timeout: 10_000 });
}
