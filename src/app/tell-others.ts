import type { Log } from '../core/index.ts';
import type { Entry } from '../journal/index.ts';

const LONGEST = 300;

/** Whoever looks at the log is told of what was done from elsewhere: another terminal, a reply to an alarm, the monitor. */
export function tellOthers(entry: Entry, log: Log): void {
  if (entry.kind === 'halt') {
    const { from, to, by, reason } = entry;
    // What Keyward does by itself, an alarm explains.
    const why = by === 'keyward' ? '' : because(reason);
    log.warn('the halt level', { reason: `${from} -> ${to}, by ${by}${why}`.slice(0, LONGEST) });
  }
  if (entry.kind === 'kill') {
    const { key, state, by, why, cancelled = 0, closed = [], sold = [] } = entry;
    const done = [
      state,
      counted(cancelled, 'order', 'cancelled'),
      counted(closed.length, 'position', 'closed'),
      counted(sold.length, 'holding', 'sold'),
    ].filter((part) => part !== '');
    log.warn('the kill switch', { key, reason: `${done.join(', ')}, by ${by}${because(why)}`.slice(0, LONGEST) });
  }
}

/** `2 orders cancelled`; nothing for none. */
export function counted(count: number, what: string, done: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'} ${done}`;
}

function because(reason: string): string {
  return reason === '' ? '' : `: ${reason}`;
}
