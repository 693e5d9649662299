import { type KillPlan, type KillReport, residueText } from '../app/index.ts';
import { clean, cleanAll } from './clean.ts';
import type { Context } from './command.ts';
import { paragraph } from './paragraph.ts';
import { fields, table } from './table.ts';

type Account = KillReport['record']['reports'][number];

/** What `--json` prints of a use of the kill switch. */
export function killJson({
  record,
  level,
  journaled,
  unjournaled,
  unrecorded,
  unset,
  stops,
  ends,
}: KillReport): unknown {
  const { id, startedAt, endedAt, by, why, wishes, reports } = record;
  return cleanAll({
    id,
    level,
    depth: wishes.depth,
    startedAt,
    endedAt,
    by,
    reason: why,
    journaled,
    unjournaled,
    unrecorded,
    unset,
    accounts: reports,
    bots: stops,
    keys: ends,
  });
}

/** The table of all accounts, what each was left with, and how it ended. */
export function killLines(context: Context, report: KillReport): string[] {
  const { style, columns } = context;
  const { level, unset } = report;
  const { reports, wishes } = cleanAll(report.record);
  const notes = [
    ...(unset === undefined
      ? [`The bots are halted: the level is ${level}. keyward resume goes back to work.`]
      : [`The bots are NOT halted (${unset}): stop them yourself, or they trade on.`]),
    ...keptLines(report),
  ];
  return [
    ...accountTable(context, reports),
    ...reports.flatMap((one) => detailLines(context, one)),
    ...stopLines(context, report.stops),
    ...keyLines(context, report.ends),
    '',
    lastLine(context, reports, wishes.depth),
    ...notes
      .flatMap((text) => paragraph(clean(text), columns))
      .map((line) => (unset === undefined ? line : style.red(line))),
  ];
}

/** Where it is written down, and where not: the next `up` knows of it by the record alone. */
function keptLines({ journaled, unjournaled = 'unknown', unrecorded }: KillReport): string[] {
  if (journaled) return unrecorded === undefined ? [] : [`Its record is not on disk (${unrecorded}).`];
  if (unrecorded === undefined)
    return [`It is not in the journal yet (${unjournaled}); the next keyward up writes it.`];
  return [
    `It is not in the journal (${unjournaled}) and its record is not on disk (${unrecorded}): keep this text, nothing else knows of it.`,
  ];
}

/** Who has a key places the next order with it. */
function keyLines({ style, columns }: Context, ends: KillReport['ends']): string[] {
  if (ends.length === 0) return [];
  const rows = cleanAll(ends).map(({ key, name, page, isDead, says }) => [
    key,
    isDead === undefined ? `${name}: ${page}` : isDead ? style.green(says ?? '') : style.red(`NOT DEAD: ${says}`),
  ]);
  const isAsked = ends.some(({ isDead }) => isDead !== undefined);
  const note =
    'If somebody else may have a key, delete it there. keyward kill --until-dead waits until the exchange refuses it.';
  return ['', style.bold('keys'), ...fields(rows, columns, 2), ...(isAsked ? [] : paragraph(note, columns, 2))];
}

function accountTable({ style }: Context, reports: readonly Account[]): string[] {
  const paint = { flat: style.green, residue: style.red, unreached: style.red };
  const head = ['account', 'exchange', 'state', 'cancelled', 'closed', 'sold', 'calls', 'time'];
  const rows = reports.map(({ key, exchange, state, cancelled, closed, sold, calls, durationMs }) => [
    key,
    exchange,
    paint[state](state),
    ...[cancelled, closed.length, sold.length, calls].map(String),
    `${(durationMs / 1_000).toFixed(1)} s`,
  ]);
  return table([head, ...rows]);
}

function detailLines({ style, columns }: Context, account: Account): string[] {
  const { key, closed, sold, dust, kept, residue, unseen } = account;
  const rows = [
    ...named('closed', closed),
    ...named('sold', sold),
    ...named('dust', dust),
    ...named('kept', kept),
    ...named('LEFT', residue.map(residueText)).map(([name = '', text = '']) => [name && style.red(name), text]),
    ...named('not looked at', unseen),
  ];
  return rows.length === 0 ? [] : ['', style.bold(key), ...fields(rows, columns, 2)];
}

/** How each bot was told to stop, where a way is known. */
function stopLines({ style, columns }: Context, stops: KillReport['stops']): string[] {
  if (stops.length === 0) return [];
  const rows = cleanAll(stops).map(({ bot, way, state, says }) => [
    bot,
    `${way}: ${state === 'failed' ? style.red('NOT STOPPED') : state}, ${says}`,
  ]);
  return ['', style.bold('bots'), ...fields(rows, columns, 2)];
}

function named(name: string, lines: readonly string[]): string[][] {
  return lines.map((line, at) => [at === 0 ? name : '', line]);
}

function lastLine({ style }: Context, reports: readonly Account[], depth: 'cancel' | 'flat'): string {
  const has = (state: Account['state']): boolean => reports.some((one) => one.state === state);
  if (has('residue'))
    return style.red('NOT FLAT: what is left is listed above. Close it on the exchange, or run it again.');
  if (has('unreached')) return style.red('NOT KNOWN: an account was not reached. Look at it on the exchange.');
  if (reports.length === 0) return 'There is no key that bots trade with, so there was nothing to do.';
  const isSeen = reports.every(({ unseen }) => unseen.length === 0);
  const isDone = depth === 'cancel' ? 'No order is open any more' : isSeen ? 'Everything is flat' : 'Flat';
  return isSeen ? style.green(`${isDone}.`) : style.yellow(`${isDone}, but for what is not looked at (above).`);
}

/** What `--dry-run` shows. */
export function planLines({ style, columns }: Context, plan: readonly KillPlan[]): string[] {
  const lines = cleanAll(plan).flatMap(
    ({ key, exchange, state, cancels, closes, sells, dust, kept, cannot, unseen, calls }) => [
      `${style.bold(key)} ${exchange}${state === 'read' ? '' : `, ${style.red(state === 'unread' ? 'not all of it was read' : 'not reached')}`}`,
      ...fields(
        [
          ...(state === 'unreached' ? [] : [['cancels', `${cancels} open ${cancels === 1 ? 'order' : 'orders'}`]]),
          ...named('closes', closes),
          ...named('sells', sells),
          ...named('dust', dust),
          ...named('keeps', kept),
          ...named('cannot', cannot),
          ...named('not looked at', unseen),
          ...(state === 'unreached' ? [] : [['calls', `${calls} in a first round`]]),
        ],
        columns,
        2,
      ),
      '',
    ],
  );
  return [...lines, 'Nothing was changed (--dry-run).'];
}
