import type { AuditedKey, AuditedReach, Finding } from '../app/index.ts';
import { cleanAll } from './clean.ts';
import type { Context, Style } from './command.ts';
import { paragraph } from './paragraph.ts';
import { fields, fittedTable } from './table.ts';

const RIGHTS = ['read', 'spot', 'margin', 'futures', 'options', 'transfer', 'withdraw', 'admin'] as const;

/** So that a table fits on 80 columns. */
const SHORT = {
  read: 'read',
  spot: 'spot',
  margin: 'margin',
  futures: 'fut',
  options: 'opt',
  transfer: 'move',
  withdraw: 'withdraw',
  admin: 'admin',
} as const;

/** More unknown rights than these are counted. */
const MOST_UNKNOWN = 2;

/** The table of all keys, then what is wrong with them, worst first. */
export function auditLines(context: Context, audited: readonly AuditedKey[]): string[] {
  const { style, columns } = context;
  const keys = cleanAll(audited);
  if (keys.length === 0) return ['The settings name no exchange key.'];
  const head = ['key', 'exchange', 'from', 'age', 'left', 'ways out', 'can'];
  const rows = keys.map((key) => [
    key.key,
    key.exchange,
    badge(style, key),
    key.ageDays === undefined ? '-' : days(key.ageDays),
    left(style, key),
    reachCount(key.reach),
    chips(style, key),
  ]);
  const held = keys.flatMap((key) => heldLines(context, key));
  return [
    ...fittedTable([head.map(style.dim), ...rows], columns),
    ...(held.length === 0 ? [] : ['', ...held]),
    '',
    ...findingsLines(context, keys),
  ];
}

/** Who has the key besides Keyward, where anybody does. */
function heldLines({ style, columns }: Context, { key, holders, vendor, bots }: AuditedKey): string[] {
  if (holders.length === 0 && vendor === undefined) return [];
  const parts = [
    ...(vendor === undefined ? [] : [`given to ${vendor}`]),
    ...(holders.length === 0 ? [] : [`held by ${holders.join(', ')}`]),
    ...(bots.length === 0 ? [] : [`bots ${bots.join(', ')}`]),
  ];
  return hanging(`${key}: ${parts.join('; ')}`, columns).map(style.dim);
}

/** What is due within the days of `audit.remindDays`. */
export function soonLines({ style, columns }: Context, keys: readonly AuditedKey[]): string[] {
  return cleanAll(keys).flatMap(({ key, calendar }) =>
    calendar
      .filter(({ soon, sure }) => soon && sure)
      .flatMap(({ what, on, daysLeft }) => {
        const when = daysLeft === 0 ? 'today' : `in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
        return paragraph(`${style.yellow('SOON')} ${key}: ${what}, on ${on} (${when})`, columns);
      }),
  );
}

/** What is wrong with any key, worst first; with `least`, only from that severity on, and how many more there are. */
export function findingsLines(
  context: Context,
  keys: readonly AuditedKey[],
  least: Finding['severity'] = 'low',
): string[] {
  const { style } = context;
  const all = cleanAll(keys).flatMap((key) => key.findings.map((finding) => ({ key: key.key, finding })));
  const shown = all
    .filter(({ finding }) => RANK[finding.severity] <= RANK[least])
    .sort((a, b) => RANK[a.finding.severity] - RANK[b.finding.severity]);
  const more = all.length - shown.length;
  if (all.length === 0) return [style.green('Nothing to mend.')];
  return [
    ...shown.flatMap(({ key, finding }) => findingLines(context, key, finding)),
    ...(more === 0 ? [] : [style.dim(`${more} lesser ${more === 1 ? 'finding' : 'findings'}: keyward key audit`)]),
  ];
}

const RANK = { critical: 0, high: 1, medium: 2, low: 3 } as const;

function findingLines({ style, columns }: Context, key: string, { id, severity, says, fix }: Finding): string[] {
  const paint =
    severity === 'critical' || severity === 'high' ? style.red : severity === 'medium' ? style.yellow : style.dim;
  const head = hanging(`${severity.toUpperCase()} ${id} ${key}: ${says}`, columns);
  return [
    ...head.map((line, at) => (at === 0 ? line.replace(severity.toUpperCase(), paint) : line)),
    ...paragraph(fix, columns, 2).map(style.dim),
  ];
}

/** A paragraph whose further lines stand under its first, a step to the right. */
function hanging(text: string, columns: number, indent = 0): string[] {
  return paragraph(text, columns, indent + HANG).map((line, at) => (at === 0 ? line.slice(HANG) : line));
}

const HANG = 2;

/** The rights that it has, then those that nobody tells. */
function chips(style: Style, { rights, outcome }: AuditedKey): string {
  if (outcome === 'refused') return style.red('refused');
  if (outcome === 'unknown') return style.yellow('not known');
  const has = RIGHTS.filter((right) => rights[right].can === 'yes').map((right) =>
    right === 'withdraw' ? style.red(right) : `${SHORT[right]}${rights[right].by === 'owner' ? '*' : ''}`,
  );
  const unknown = RIGHTS.filter((right) => rights[right].can === 'unknown');
  const asked =
    unknown.length > MOST_UNKNOWN
      ? [style.yellow(`${unknown.length} unknown`)]
      : unknown.map((right) => style.yellow(`${SHORT[right]}?`));
  return [...has, ...asked].join(' ') || 'nothing';
}

function badge(style: Style, { ipRestricted, ips, outcome }: AuditedKey): string {
  if (outcome === 'refused' || outcome === 'unknown') return '-';
  if (ipRestricted === 'unknown') return style.yellow('ip ?');
  if (ipRestricted === 'no') return style.red('any ip');
  return style.green(ips === undefined ? 'ip list' : `${ips.length} ip${ips.length === 1 ? '' : 's'}`);
}

/** Until the first day that matters. */
function left(style: Style, { calendar }: AuditedKey): string {
  const [next] = calendar.filter(({ sure }) => sure);
  if (!next) return '-';
  const text = next.daysLeft < 0 ? `${days(-next.daysLeft)} over` : next.daysLeft === 0 ? 'today' : days(next.daysLeft);
  return next.daysLeft < 0 ? style.red(text) : next.daysLeft <= 7 ? style.yellow(text) : text;
}

function days(count: number): string {
  return `${count} d`;
}

function reachCount(reach: readonly AuditedReach[]): string {
  const sure = reach.filter(({ can }) => can === 'yes').length;
  const maybe = reach.length - sure;
  if (reach.length === 0) return '-';
  return maybe === 0 ? `${sure}` : `${sure}+${maybe}?`;
}

const TO = { others: 'to others', 'own-accounts': 'to own accounts', locked: 'locked in' } as const;

/** What a key reaches: what that is, then the calls and who says so. */
function reachLines(
  { style, columns }: Context,
  { what, can, to, only, needs, words, source, calls }: AuditedReach,
): string[] {
  const more = calls.length - MOST_CALLS;
  const shown = calls.slice(0, MOST_CALLS).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const rights = [...needs, ...(words ?? []).map((word) => `"${word}"`)].join(' or ');
  const says = `${can === 'yes' ? '!' : '?'} ${what} (${TO[to]})${only === undefined ? '' : `; ${only}`}`;
  return [
    ...hanging(says, columns, HANG),
    ...paragraph(`${shown}; needs ${rights}; ${source}`, columns, 2 * HANG).map(style.dim),
  ];
}

/** More calls than these are counted. */
const MOST_CALLS = 3;

/** One key in full. */
export function auditedKeyLines(context: Context, audited: AuditedKey): string[] {
  const { style, columns } = context;
  const key = cleanAll(audited);
  const told = (right: (typeof RIGHTS)[number]): string[] => {
    const { can, by } = key.rights[right];
    const paint =
      can === 'unknown' ? style.yellow : right === 'withdraw' && can === 'yes' ? style.red : (text: string) => text;
    return [right, paint(can) + (by === 'owner' ? style.dim('  said by the owner') : '')];
  };
  const about = [
    ['exchange', `${key.exchangeName}, ${key.environment}`],
    ['state', key.why === undefined ? key.outcome : `${key.outcome}: ${key.why}`],
    ...(key.fingerprint === undefined
      ? []
      : [['fingerprint', `${key.fingerprint}${key.scheme === undefined ? '' : `, ${key.scheme}`}`]]),
    ...(key.label === undefined ? [] : [['label', key.label]]),
    ['sub-account', key.subAccount],
    [
      'works from',
      key.ips === undefined
        ? { yes: 'listed addresses (not shown)', no: 'any address', unknown: 'not told' }[key.ipRestricted]
        : key.ips.join(', ') || 'any address',
    ],
    ...(key.createdAt === undefined ? [] : [['made', key.createdAt.slice(0, 10)]]),
    ...(key.lastUsedAt === undefined ? [] : [['last used', key.lastUsedAt.slice(0, 10)]]),
    ['bots', key.bots.join(', ') || '-'],
    ['held by', key.holders.join(', ') || '-'],
    ...(key.vendor === undefined ? [] : [['vendor', key.vendor]]),
  ];
  const reach = key.reach.flatMap((one) => reachLines(context, one));
  const calendar = key.calendar.map(({ on, daysLeft, what, sure }) => [
    on,
    `${daysLeft} d`,
    `${what}${sure ? '' : ' (not certain)'}`,
  ]);
  return [
    style.bold(key.key),
    ...fields(about, columns, 2),
    '',
    style.bold('Rights'),
    ...fields(RIGHTS.map(told), columns, 2),
    '',
    style.bold('What that reaches'),
    ...(reach.length === 0 ? ['  nothing that is known'] : reach),
    '',
    style.bold('Calendar'),
    ...(calendar.length === 0
      ? ['  nothing that is known']
      : fittedTable([['on', 'in', 'what'].map(style.dim), ...calendar], columns - 2).map((line) => `  ${line}`)),
    '',
    style.bold('Findings'),
    ...(key.findings.length === 0
      ? ['  none']
      : key.findings.flatMap((finding) => findingLines(context, key.key, finding))),
  ];
}
