import { basename } from 'node:path';
import { readJson } from '../bots/files/json-part.ts';
import { entriesOf, isUnreadable, itemsOf, type Part, textOf } from '../bots/files/part.ts';
import { readYaml } from '../bots/files/yaml-part.ts';

/** The settings of a bot are shorter. */
const LONGEST = 256 * 1024;
const DEEPEST = 20;
const FLAG = /^(?:use_?|is_?)?(?:sandbox(?:_?mode)?|testnet|demo_?trading|paper(?:_?trading)?)$/i;
/** What an account says of itself in an object of its own. */
const OPTIONS = /^(?:options|params|settings|(?:ccxt_?)?(?:sync_?|async_?)?config)$/i;
const YES = /^(?:true|1|yes|on)$/i;
/** No key is shorter. */
const SHORTEST = 16;

/**
 * The lines (from 1) on which nothing stands but what belongs to accounts of an exchange for tries: the object in JSON or YAML that holds a value, or
 * its own options, has the flag, and nothing there denies it. A flag elsewhere, also beside it in a flat file or in code, tells nothing of a key.
 */
export function linesForTries(path: string, text: string): ReadonlySet<number> {
  if (text.length > LONGEST || !/sandbox|testnet|demo_?trading|paper/i.test(text)) return new Set();
  const name = basename(path);
  // A copy is called as what it is one of: `config.json.bak`.
  const read = /\.json(?:[._~-]|$)/i.test(name)
    ? readJson(text)
    : /\.ya?ml(?:[._~-]|$)/i.test(name)
      ? readYaml(text)
      : undefined;
  if (read === undefined || isUnreadable(read)) return new Set();
  const lines = { tries: new Set<number>(), others: new Set<number>() };
  sort(read, false, lines, 0);
  return new Set([...lines.tries].filter((line) => !lines.others.has(line)));
}

interface Lines {
  readonly tries: Set<number>;
  readonly others: Set<number>;
}

function sort(part: Part, isForTries: boolean, lines: Lines, depth: number): void {
  if (typeof part.value === 'string' && part.value.length >= SHORTEST)
    (isForTries ? lines.tries : lines.others).add(part.line);
  if (depth > DEEPEST) return;
  const flags = flagsOf(part, 0);
  const isOwn = flags.length > 0 && flags.every(Boolean);
  for (const inner of entriesOf(part)?.values() ?? []) sort(inner, isOwn, lines, depth + 1);
  for (const item of itemsOf(part)) sort(item, false, lines, depth + 1);
}

/** What an account says of itself, each as a yes or no. */
function flagsOf(part: Part, depth: number): readonly boolean[] {
  return [...(entriesOf(part) ?? [])].flatMap(([name, inner]) => {
    if (inner.value instanceof Map) return OPTIONS.test(name) && depth < 3 ? flagsOf(inner, depth + 1) : [];
    if (!FLAG.test(name)) return [];
    return [YES.test(typeof inner.value === 'boolean' ? String(inner.value) : (textOf(inner) ?? ''))];
  });
}
