import type { AuditedKey, AuditedReach, Finding } from '../app/index.ts';
import { cleanAll } from './clean.ts';
import type { Context, Style } from './command.ts';
import { paragraph } from './paragraph.ts';
import { fittedTable, roomForLast } from './table.ts';

/** In the order in which they are shown. */
export const RIGHTS = ['read', 'spot', 'margin', 'futures', 'options', 'transfer', 'withdraw', 'admin'] as const;

/** More unknown rights than these are counted. */
const MOST_UNKNOWN = 2;

/** The table of all keys, then what is wrong with them, worst first. */
export function auditLines(context: Context, audited: readonly AuditedKey[]): string[] {
  const { columns } = context;
  const keys = cleanAll(audited);
  if (keys.length === 0) return ['The settings name no exchange key.'];
  const { rows, isComplete } = auditTable(context, keys);
  const held = isComplete ? [] : keys.flatMap((key) => heldLines(context, key));
  return [
    ...fittedTable(rows, columns),
    ...(held.length === 0 ? [] : ['', ...held]),
    '',
    ...findingsLines(context, keys),
  ];
}

interface Column {
  readonly name: string;
  cell(key: AuditedKey): string;
}

/** The rights need that much, so that a line of them holds two. */
const RIGHTS_ROOM = 18;

/**
 * The columns that the terminal has room for. Vendor and holders stand there where any key has some; where they leave too little for the
 * rights, the holders after the first are counted, then the age is left out, then vendor and holders, which go below the table.
 */
function auditTable(
  { style, columns }: Context,
  keys: readonly AuditedKey[],
): { rows: readonly (readonly string[])[]; isComplete: boolean } {
  const column = (name: string, cell: Column['cell']): Column => ({ name, cell });
  const start = [column('key', ({ key }) => key), column('exchange', ({ exchange }) => exchange)];
  const vendor = column('vendor', (key) => key.vendor ?? '-');
  const holders = column('holders', (key) => key.holders.join(', ') || '-');
  const counted = column('holders', ({ holders: [first, ...more] }) =>
    first === undefined ? '-' : more.length === 0 ? first : `${first} +${more.length}`,
  );
  const age = column('age', ({ ageDays, ageIsLeast }) =>
    ageDays === undefined ? '-' : ageIsLeast === true ? `${ageDays}+ d` : days(ageDays),
  );
  const from = column('from', (key) => badge(style, key));
  const end = [
    column('left', (key) => left(style, key)),
    column('ways out', (key) => reachCount(key.reach)),
    column('can', (key) => chips(style, key)),
  ];
  const has = {
    vendor: keys.some((key) => key.vendor !== undefined) ? [vendor] : [],
    holders: (one: Column) => (keys.some((key) => key.holders.length > 0) ? [one] : []),
  };
  const choices = [
    [...start, ...has.vendor, ...has.holders(holders), from, age, ...end],
    [...start, ...has.vendor, ...has.holders(counted), from, age, ...end],
    [...start, ...has.vendor, ...has.holders(counted), from, ...end],
  ].map((chosen) => rowsOf(style, chosen, keys));
  const fitting = choices.find((rows) => roomForLast(rows, columns) >= RIGHTS_ROOM);
  if (fitting) return { rows: fitting, isComplete: true };
  return { rows: rowsOf(style, [...start, from, age, ...end], keys), isComplete: false };
}

function rowsOf(style: Style, chosen: readonly Column[], keys: readonly AuditedKey[]): string[][] {
  return [chosen.map(({ name }) => style.dim(name)), ...keys.map((key) => chosen.map(({ cell }) => cell(key)))];
}

/** Who has the key besides Keyward, where anybody does. */
function heldLines({ style, columns }: Context, { key, holders, vendor }: AuditedKey): string[] {
  if (holders.length === 0 && vendor === undefined) return [];
  const parts = [
    ...(vendor === undefined ? [] : [`vendor ${vendor}`]),
    ...(holders.length === 0 ? [] : [`holders ${holders.join(', ')}`]),
  ];
  return hanging(`${key}: ${parts.join('; ')}`, columns).map(style.dim);
}

/** What is due within the days of `audit.remindDays`, and is no finding already. */
export function soonLines({ style, columns }: Context, keys: readonly AuditedKey[]): string[] {
  return cleanAll(keys).flatMap(({ key, calendar, findings }) =>
    calendar
      .filter(({ soon, sure, what }) => soon && sure && !findings.some(({ says }) => says.startsWith(what)))
      .flatMap(({ what, on, daysLeft }) => {
        const when = daysLeft === 0 ? 'today' : `in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
        return paragraph(`${style.yellow('SOON')} ${key}: ${what}, on ${on} (${when})`, columns);
      }),
  );
}

/** The same finding, of all keys of which it is made. */
interface Grouped {
  readonly keys: string[];
  readonly finding: Finding;
}

/**
 * What is wrong with any key, worst first, the same of several keys once; with `least`, only from that severity on, and how many more there
 * are. What nobody can mend is not counted.
 */
export function findingsLines(
  context: Context,
  keys: readonly AuditedKey[],
  least: Finding['severity'] = 'info',
): string[] {
  const { style } = context;
  const all = cleanAll(keys).flatMap((key) => key.findings.map((finding) => ({ key: key.key, finding })));
  const shown = all.filter(({ finding }) => RANK[finding.severity] <= RANK[least]);
  const more = all.filter(({ finding }) => RANK[finding.severity] > RANK[least] && finding.severity !== 'info').length;
  const isFine = all.every(({ finding }) => finding.severity === 'info');
  return [
    ...(isFine ? [style.green('Nothing to mend.')] : []),
    ...grouped(shown).flatMap((group) => findingLines(context, group.keys.join(', '), group.finding)),
    ...(more === 0 ? [] : [style.dim(`${more} lesser ${more === 1 ? 'finding' : 'findings'}: keyward key audit`)]),
  ];
}

const RANK = { critical: 0, high: 1, medium: 2, low: 3, info: 4 } as const;

/** Worst first; where two differ in nothing but the name in their commands, the command has NAME. */
function grouped(found: readonly { readonly key: string; readonly finding: Finding }[]): Grouped[] {
  const groups = new Map<string, Grouped>();
  for (const { key, finding } of found) {
    const fix = finding.fix.replaceAll(
      /(keyward key [a-z-]+) (\S+?)(?=[\s`]|$)/g,
      (all, command: string, name: string) => (name === key ? `${command} NAME` : all),
    );
    const same = JSON.stringify([finding.id, finding.severity, finding.says, fix]);
    const group = groups.get(same);
    if (group) groups.set(same, { keys: [...group.keys, key], finding: { ...finding, fix } });
    else groups.set(same, { keys: [key], finding });
  }
  return [...groups.values()].sort((a, b) => RANK[a.finding.severity] - RANK[b.finding.severity]);
}

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
  const has = RIGHTS.filter((right) => rights[right].can === 'yes').map((right) => {
    const chip = `${right}${rights[right].by === 'owner' ? '*' : ''}`;
    return right === 'withdraw' ? style.red(chip) : chip;
  });
  const unknown = RIGHTS.filter((right) => rights[right].can === 'unknown');
  const asked =
    unknown.length > MOST_UNKNOWN
      ? [style.yellow(`${unknown.length} unknown`)]
      : unknown.map((right) => style.yellow(`${right}?`));
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
