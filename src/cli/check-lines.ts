import type { Examined } from '../app/index.ts';
import { cleanAll } from './clean.ts';
import type { Context, Output } from './command.ts';
import { wrap } from './wrap.ts';

const WORD_WIDTH = 9;
/** With less than this beside the names, what is said stands below them. */
const LEAST_ROOM = 36;

/** A fault is an answer; not knowing is told apart from it. */
export function exitOf(checks: readonly Examined[]): Output['exit'] {
  if (checks.some(({ outcome }) => outcome === 'fault')) return 1;
  return checks.some(({ outcome }) => outcome === 'unknown') ? 3 : 0;
}

/** Each check on its own line, what to do below it, within the terminal. */
export function checkRows(examined: readonly Examined[], { style, columns }: Context): string[] {
  const checks = cleanAll(examined);
  const paint = { fine: style.green, warning: style.yellow, fault: style.red, unknown: style.yellow };
  const width = Math.max(...checks.map(({ what }) => what.length)) + 2;
  const isBeside = width <= 20 && columns - 2 - WORD_WIDTH - width >= LEAST_ROOM;
  const indent = 2 + WORD_WIDTH + (isBeside ? width : 0);
  return checks.flatMap(({ what, outcome, says, fix }) => {
    const label = `  ${paint[outcome](outcome.padEnd(WORD_WIDTH))}`;
    const room = columns - indent;
    const said = wrap(says, room);
    const first = isBeside ? `${label}${what.padEnd(width)}${said[0]}` : `${label}${what}`;
    const rest = (isBeside ? said.slice(1) : said).map((line) => ' '.repeat(indent) + line);
    return [
      first,
      ...rest,
      ...(fix === undefined ? [] : wrap(`fix: ${fix}`, room, 5).map((line) => ' '.repeat(indent) + style.bold(line))),
    ];
  });
}
