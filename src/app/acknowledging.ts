import { shellWord } from '../core/index.ts';
import type { FindingKind } from '../monitor/index.ts';

/** What is raised under these kinds stands in the journal as a finding. */
const FINDINGS: Readonly<Record<FindingKind | 'dead-man-fired', true>> = {
  'foreign-order': true,
  'foreign-cancel': true,
  'foreign-amend': true,
  'replayed-id': true,
  'record-lost': true,
  'in-doubt': true,
  'order-ended': true,
  'declared-order': true,
  'system-order': true,
  withdrawal: true,
  transfer: true,
  deposit: true,
  'sub-account': true,
  address: true,
  'books-open': true,
  'position-foreign': true,
  'key-changed': true,
  'key-refused': true,
  'egress-changed': true,
  clock: true,
  'deny-burst': true,
  'key-errors': true,
  'bot-stopped': true,
  habit: true,
  'feed-unknown': true,
  'feed-late': true,
  'position-limit': true,
  'daily-loss': true,
  drawdown: true,
  'journal-gap': true,
  'dead-man-fired': true,
};

/** What the owner types who knows of it already, to be pasted into a shell; `undefined` for an alarm that is no finding. */
export function acknowledgeCommand(about: string): string | undefined {
  const [kind = '', key] = about.split(' ');
  if (key === undefined || !Object.hasOwn(FINDINGS, kind)) return undefined;
  return `keyward watch ack ${shellWord(about)} --why TEXT`;
}

/** What each run tells of anew, under one name. */
const OF_A_RUN = /^(?:deny-burst|key-errors|bot-stopped|clock) |^habit \S+ \S+ rate$/;

/** Whether what is known of it counts in the next run too: it is told under another name when it comes again. */
export function staysKnown(about: string): boolean {
  return !OF_A_RUN.test(about);
}
