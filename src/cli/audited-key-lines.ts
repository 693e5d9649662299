import type { AuditedKey, AuditedReach } from '../app/index.ts';
import { cleanAll } from './clean.ts';
import type { Context } from './command.ts';
import { findingsLines, RIGHTS } from './key-lines.ts';
import { paragraph } from './paragraph.ts';
import { fields, fittedTable } from './table.ts';

const TO = { others: 'to others', 'own-accounts': 'to own accounts', locked: 'locked in' } as const;

/** Whether it surely reaches it, and where the value goes, in a column. */
function start({ can, to }: AuditedReach): string {
  return `${can === 'yes' ? '!' : '?'} ${TO[to].padEnd(WIDEST_TO)}`;
}

const WIDEST_TO = Math.max(...Object.values(TO).map((to) => to.length));

/** What a key reaches, with its condition: nothing of that is cut off. */
function reachLine({ columns }: Context, reach: AuditedReach): string[] {
  return paragraph(textOf(reach), columns, WIDEST_TO + 6).map((line, at) =>
    at === 0 ? `  ${start(reach)}  ${line.trimStart()}` : line,
  );
}

function textOf({ what, only }: AuditedReach): string {
  return only === undefined ? what : `${what}; ${only}`;
}

/** What a key reaches in full: each call, what it needs, and who says so. */
function reachLines(context: Context, reach: AuditedReach): string[] {
  const { style, columns } = context;
  const { needs, words, source, calls } = reach;
  const rights = [...needs, ...(words ?? []).map((word) => `"${word}"`)].join(' or ');
  return [
    ...reachLine(context, reach),
    ...calls.map((call) => `      ${call}`),
    ...paragraph(`needs ${rights}; source: ${source}`, columns, 6).map(style.dim),
  ];
}

/** One key in full: what is wrong with it, worst first, what it reaches, when it ends, then all that is known of it. */
export function auditedKeyLines(context: Context, audited: AuditedKey, hasCalls = false): string[] {
  const { style, columns } = context;
  const key = cleanAll(audited);
  const reach = key.reach.flatMap((one) => (hasCalls ? reachLines(context, one) : reachLine(context, one)));
  const calendar = key.calendar.map(({ on, daysLeft, what, sure }) => [
    on,
    `${daysLeft} d`,
    `${what}${sure ? '' : ' (not certain)'}`,
  ]);
  return [
    `${style.bold(key.key)}  ${key.exchangeName}, ${key.environment}`,
    '',
    style.bold('Findings'),
    ...findingsLines({ ...context, columns: columns - 2 }, [key]).map((line) => `  ${line}`),
    '',
    style.bold('What it reaches'),
    ...(reach.length === 0 ? ['  nothing that is known'] : reach),
    ...(reach.length === 0 || hasCalls
      ? []
      : paragraph(`keyward key audit ${key.key} --calls: each call, and its source`, columns, 2).map(style.dim)),
    '',
    style.bold('Calendar'),
    ...(calendar.length === 0
      ? ['  nothing that is known']
      : fittedTable([['on', 'in', 'what'].map(style.dim), ...calendar], columns - 2).map((line) => `  ${line}`)),
    '',
    style.bold('Rights'),
    ...fields(rightsOf(context, key), columns, 2),
    '',
    style.bold('The key'),
    ...fields(about(key), columns, 2),
  ];
}

function rightsOf({ style }: Context, key: AuditedKey): string[][] {
  return RIGHTS.map((right) => {
    const { can, by } = key.rights[right];
    const paint =
      can === 'unknown' ? style.yellow : right === 'withdraw' && can === 'yes' ? style.red : (text: string) => text;
    return [right, paint(can) + (by === 'owner' ? style.dim('  said by the owner') : '')];
  });
}

function madeOf({ createdAt, ageDays, ageIsLeast }: AuditedKey): string[][] {
  if (createdAt !== undefined) return [['made', createdAt.slice(0, 10)]];
  if (ageIsLeast !== true || ageDays === undefined) return [];
  return [['made', `nobody tells when; at least ${ageDays} ${ageDays === 1 ? 'day' : 'days'} ago`]];
}

function about(key: AuditedKey): string[][] {
  return [
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
    ...madeOf(key),
    ...(key.lastUsedAt === undefined ? [] : [['last used', key.lastUsedAt.slice(0, 10)]]),
    ['bots', key.bots.join(', ') || '-'],
    ['holders', key.holders.join(', ') || '-'],
    ['vendor', key.vendor ?? '-'],
  ];
}
