import { shellWord } from '../../../core/index.ts';
import type { Check, Finding, Sight } from '../../check.ts';
import { eachAccount, keyAbout } from '../accounts.ts';
import { DAY_MS, dayOf, type KillAccount, type KillFacts, type KillList, type KillUses } from '../facts.ts';

/** A use of the switch says nothing of today's rights for longer than this. */
const USE_COUNTS_MS = 30 * DAY_MS;

export const planComplete: Check<KillFacts> = {
  id: 'KILL-01',
  severity: 'high',
  title: 'the kill switch can list and end everything that the bots may open',
  why: 'What the switch cannot list it cannot cancel or close: after a kill, orders or positions go on where nobody looks.',
  how: 'The lists of the exchange folder (open orders, conditional orders, positions, balances) are held against the kinds of market of the bots; whether the key may read each one is taken from the running watch, else from the last use of the switch. Nothing is asked of the exchange: `keyward kill --dry-run` does that.',
  fix: '`keyward kill --dry-run` names what it cannot read; give the key the right to read it, or take those markets from the bots',
  undo: 'take the right from the key again, on the page of the exchange',
  references: [],
  boxes: [25],
  judge: (facts) => eachAccount(facts, (account) => [judged(account, facts)]),
};

function judged(account: KillAccount, { uses, nowMs }: KillFacts): Finding {
  const about = keyAbout(account);
  const by = `the lists of ${account.exchange}`;
  const fix = `give the key the right to read what \`keyward kill --dry-run --scope ${shellWord(account.key)}\` names, on the page of the exchange, or take those markets from its bots`;
  const see = `\`keyward kill --dry-run --scope ${shellWord(account.key)}\``;
  const missing = account.trades.flatMap((kind) => missingFor(kind, account));
  if (missing.length > 0)
    return {
      result: 'fail',
      about,
      says: `there is no list of ${missing.join(', nor of ')}`,
      by,
      fix: 'take those markets from its bots: no right makes the switch see them at this exchange',
    };
  const needed = account.lists.filter((list) => isNeeded(list, account));
  if ('unseen' in account.reads) return byUse(account, uses, { nowMs, why: account.reads.unseen, fix, see });
  const states = new Map(account.reads.seen.map((one) => [one.list, one]));
  const forbidden = needed.filter(({ name }) => states.get(name)?.state === 'forbidden');
  const seenBy = account.reads.by;
  if (forbidden.length > 0) {
    const says = `the key may not read ${namesOf(forbidden)}, where its bots trade`;
    return { result: 'fail', about, says, by: seenBy, fix };
  }
  const unread = needed.filter(({ name }) => states.get(name)?.state !== 'read');
  if (unread.length > 0)
    return { result: 'unknown', about, says: `not read at this moment: ${namesOf(unread)}`, by: seenBy, fix: see };
  const says = `all ${needed.length} lists in which its bots may leave something are read${beyond(account)}`;
  return { result: 'pass', about, says, by: seenBy };
}

/** While nothing watches: what the last use of the switch could read. */
function byUse(
  account: KillAccount,
  uses: Sight<KillUses>,
  { nowMs, why, fix, see }: Readonly<Record<'why' | 'fix' | 'see', string>> & { readonly nowMs: number },
): Finding {
  const about = keyAbout(account);
  const last = 'seen' in uses ? uses.seen.real.findLast(({ key }) => key === account.key) : undefined;
  if (last && last.unread.length > 0) {
    const says = `the use of the switch on ${dayOf(last.atMs)} could not read ${last.unread.join(', ')}`;
    return { result: 'fail', about, says, by: uses.by, fix };
  }
  if (last?.state === 'flat' && nowMs - last.atMs < USE_COUNTS_MS && nowMs >= last.atMs) {
    const says = `the switch made it flat on ${dayOf(last.atMs)}, with every list read${beyond(account)}`;
    return { result: 'pass', about, says, by: uses.by };
  }
  return {
    result: 'unknown',
    about,
    says: `whether the key may read every list is not known: ${why}`,
    by: 'keyward up',
    fix: see,
  };
}

function missingFor(kind: KillAccount['trades'][number], { lists }: KillAccount): string[] {
  const tells = (what: KillList['tells']) =>
    lists.some((list) => list.tells === what && (list.kinds === undefined || list.kinds.includes(kind)));
  const held = kind === 'spot' ? ('balances' as const) : ('positions' as const);
  return [...(tells('orders') ? [] : [`${kind} orders`]), ...(tells(held) ? [] : [`${kind} ${held}`])];
}

function isNeeded({ tells, kinds }: KillList, { trades }: KillAccount): boolean {
  if (tells === 'balances') return trades.includes('spot');
  return kinds === undefined || kinds.some((kind) => trades.includes(kind));
}

const namesOf = (lists: readonly KillList[]): string => lists.map(({ name }) => name).join(', ');

function beyond({ leaves }: KillAccount): string {
  return leaves.length === 0 ? '' : `; it leaves alone: ${leaves.join('; ')}`;
}
