import { shellWord } from '../../core/index.ts';
import { type Finding, type Sight, whenSeen } from '../check.ts';
import type {
  ListTells,
  OpenFinding,
  OpenFindings,
  Question,
  RecordsFacts,
  WatchedAccount,
  WatchSeen,
} from './facts.ts';

/** A list that was not read for longer is not watched. */
const FRESH_MS = 15 * 60_000;
const MOST_TOLD = 20;

export interface Asked {
  readonly question: Question;
  /** The lists without which nothing can be said. */
  readonly tells: readonly ListTells[];
  /** What is so where nothing was found: `every order is one of its bots`. */
  readonly fine: string;
}

/** A finding for each account: what the monitor has found and nobody has answered; where it found nothing, whether it could. */
export function eachWatched(facts: RecordsFacts, asked: Asked): readonly Finding[] {
  return whenSeen('the accounts', facts.keys, (keys, by) => {
    if (keys.length === 0)
      return [
        { result: 'not-applicable', about: 'the accounts', says: 'no bot trades with a key of these settings', by },
      ];
    return whenSeen('the monitor', facts.found, (found, foundBy) => [
      ...openOf(found, asked.question, foundBy),
      ...keys.flatMap((key) => watchedFinding(key, facts, found, asked)),
    ]);
  });
}

/** What is open of one question, a finding each; the gravest first, and no more than anybody reads. */
export function openOf({ open }: OpenFindings, question: Question, by: string): readonly Finding[] {
  const mine = open
    .filter((one) => one.question === question)
    .sort((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical'));
  const told = mine.slice(0, MOST_TOLD).map((one) => openFinding(one, by));
  const more = mine.length - told.length;
  if (more === 0) return told;
  const says = `${more} more findings of the monitor are open`;
  return [...told, { result: 'fail', about: 'more findings', says, by, fix: 'keyward alert list' }];
}

function openFinding({ about, severity, says, at }: OpenFinding, by: string): Finding {
  return {
    result: severity === 'critical' ? 'fail' : 'warn',
    about,
    says: `${at.slice(0, 16)}Z: ${oneSentence(says)}`,
    by,
    ...(severity === 'critical' ? {} : { severity: 'medium' as const }),
    fix: `keyward kill if it was nobody of yours; if you know of it: keyward watch ack ${shellWord(about)} --why TEXT`,
  };
}

/** Without line breaks and without a full stop. */
export function oneSentence(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .slice(0, 400);
}

function watchedFinding(
  key: string,
  { watch, nowMs }: RecordsFacts,
  found: OpenFindings,
  { question, tells, fine }: Asked,
): readonly Finding[] {
  const about = `key ${key}`;
  const isOpen = found.open.some((one) => one.question === question && (one.key === undefined || one.key === key));
  const blind = found.open.find((one) => one.question === 'unseen' && one.key === key);
  return whenSeen(about, watchOf(key, watch), (account, by): readonly Finding[] => {
    if (blind) return [{ result: 'unknown', about, says: oneSentence(blind.says), by, fix: 'keyward watch status' }];
    const lists = account.lists.filter((list) => tells.includes(list.tells) && list.isNeeded);
    const unread = lists.filter(
      ({ state, ageMs = Number.POSITIVE_INFINITY }) => state !== 'forbidden' && !(state === 'read' && ageMs < FRESH_MS),
    );
    const forbidden = lists.filter(({ state }) => state === 'forbidden');
    if (unread.length > 0)
      return [
        { result: 'unknown', about, says: `not read of late: ${namesOf(unread)}`, by, fix: 'keyward watch status' },
      ];
    if (lists.length === 0 || forbidden.length === lists.length) {
      const says = lists.length === 0 ? 'no list tells of it' : `the key may not read ${namesOf(forbidden)}`;
      return [
        { result: 'unknown', about, says, by, fix: 'let a key of purpose watch read it: monitor.with in keyward.yaml' },
      ];
    }
    // What is open is told by itself; it needs no second line.
    if (isOpen) return [];
    const missing: Finding[] =
      forbidden.length === 0
        ? []
        : [
            {
              result: 'unknown',
              about: `${about}, ${namesOf(forbidden)}`,
              says: 'the key may not read it',
              by,
              severity: 'low',
              fix: 'let a key of purpose watch read it: monitor.with in keyward.yaml',
            },
          ];
    return [{ result: 'pass', about, says: `${fine}${sinceText(found, nowMs)}`, by }, ...missing];
  });
}

function watchOf(key: string, watch: Sight<WatchSeen>): Sight<WatchedAccount> {
  if ('unseen' in watch) return watch;
  const { by, seen } = watch;
  if (!seen.isWatching) return { by, unseen: 'nobody watches: monitor.enabled is false' };
  const account = seen.accounts.find((one) => one.key === key);
  return account ? { by, seen: account } : { by, unseen: 'its account is not watched yet' };
}

function sinceText({ sinceMs }: OpenFindings, nowMs: number): string {
  if (sinceMs === undefined) return '';
  const hours = Math.max(0, (nowMs - sinceMs) / 3_600_000);
  return hours >= 48 ? ` (read back ${Math.floor(hours / 24)} days)` : ` (read back ${Math.floor(hours)} hours)`;
}

const namesOf = (lists: readonly { readonly list: string }[]): string => lists.map(({ list }) => list).join(', ');
