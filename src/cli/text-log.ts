import { ALARM, ALARM_OVER, shortTimes } from '../app/index.start.ts';
import type { Clock, Log, LogFields } from '../core/index.ts';
import { clean } from './clean.ts';
import type { Style } from './command.ts';
import { wrap } from './wrap.ts';

type Level = 'info' | 'warn' | 'error';

interface Screen {
  readonly say: (line: string) => void;
  readonly clock: Clock;
  readonly style: Style;
  columns(): number;
}

/** Of `16:55:01Z  critical  `. */
const INDENT = 21;

/** The log as a human reads it on a terminal: when, how grave, what, and below it the one command to run next. */
export function textLog({ say, clock, style, columns }: Screen): Log {
  const line =
    (level: Level) =>
    (message: string, fields: LogFields = {}): void => {
      const time = `${new Date(clock.nowMs()).toISOString().slice(11, 19)}Z`;
      const word = wordOf(level, message);
      const paint = { info: style.dim, warn: style.yellow, error: style.red }[level];
      const [first = '', ...rest] = wrap(clean(shortTimes(textOf(message, fields))), columns() - INDENT);
      say(`${style.dim(time)}  ${paint(word.padEnd(8))}  ${first}`);
      for (const more of rest) say(' '.repeat(INDENT) + more);
      if (fields.next !== undefined) say(`${' '.repeat(INDENT)}next: ${style.bold(clean(fields.next))}`);
    };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

function wordOf(level: Level, message: string): string {
  if (message === ALARM_OVER) return 'over';
  return { info: 'note', warn: 'warning', error: message === ALARM ? 'critical' : 'error' }[level];
}

/** An alarm is its sentence alone; anything else its message, then what is known. */
function textOf(message: string, { about, reason, next: _next, ...fields }: LogFields): string {
  const said = about !== undefined && reason?.startsWith(`${about}: `) ? reason.slice(about.length + 2) : reason;
  const { key, ...rest } = fields;
  const known = Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`);
  if (message === ALARM || message === ALARM_OVER) {
    const text = said ?? '';
    return key === undefined || text.startsWith(`${key}: `) ? text : `${key}: ${text}`;
  }
  const head = key === undefined ? message : `${message}: ${key}`;
  return [head, ...(said === undefined ? [] : [said]), ...(known.length === 0 ? [] : [known.join(', ')])].join(': ');
}
