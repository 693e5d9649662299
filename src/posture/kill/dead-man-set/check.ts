import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { eachAccount, keyAbout } from '../accounts.ts';
import type { KillAccount, KillFacts } from '../facts.ts';

const USUAL_S = 60;
/** It is set again several times in its own span; one that is this much older is set by nobody. */
const STALE_SPANS = 2;

export const deadManSet: Check<KillFacts> = {
  id: 'KILL-03',
  severity: 'medium',
  title: "the exchange's own dead-man timer is set where it has one",
  why: 'When the host or the network dies, nobody can cancel: resting orders fill for as long as it takes a human to notice.',
  how: 'What the exchange folder says of its timer and of the kinds of market it reaches, `kill.deadMan` of the settings, and in `dead-man.json` when the running Keyward last set it. That the exchange keeps its promise is not seen.',
  fix: 'write the key and its seconds under kill.deadMan in keyward.yaml, and start keyward up again',
  undo: 'take the key from kill.deadMan and start keyward up again: an orderly end disarms the timer',
  references: ['https://docs.kraken.com/api-reference/trading/cancel-all-orders-after-x'],
  boxes: [25],
  judge: (facts) => eachAccount(facts, (account) => [judged(account, facts.nowMs)]),
};

function judged({ key, exchange, isReal, deadMan }: KillAccount, nowMs: number): Finding {
  const about = keyAbout({ key });
  const { offers, wanted, set } = deadMan;
  const by = 'kill.deadMan of the settings';
  if (!offers) {
    const other =
      wanted === undefined ? 'kill.deadMan and `keyward watchdog` would do it' : '`keyward watchdog` does it';
    return {
      result: 'not-applicable',
      about,
      says: `${exchange} has no timer for the orders of these bots; ${other}`,
      by,
    };
  }
  if (wanted === undefined) {
    const seconds = Math.min(Math.max(USUAL_S, offers.least), offers.most);
    const stops = offers.takesStops === 'no' ? '' : '; protective stops may go too';
    const fix = `kill: {deadMan: {${shellWord(key)}: {seconds: ${seconds}}}} in keyward.yaml, then start keyward up again${stops}`;
    const says = `${exchange} has a timer that cancels all orders when nobody sets it again, and it is not used`;
    return { result: isReal ? 'fail' : 'warn', about, says, by, fix, ...(isReal ? {} : { severity: 'low' as const }) };
  }
  if ('unseen' in set)
    return {
      result: 'unknown',
      about,
      says: `the settings ask for ${wanted} s, and nothing sets it: ${set.unseen}`,
      by: set.by,
    };
  if (set.seen === undefined)
    return {
      result: 'fail',
      about,
      says: `the settings ask for ${wanted} s, and it was not set since the start`,
      by: set.by,
      fix: 'keyward doctor',
    };
  const ageS = Math.round((nowMs - set.seen) / 1_000);
  if (ageS > STALE_SPANS * wanted)
    return {
      result: 'fail',
      about,
      says: `it is of ${wanted} s, and was set for the last time ${ageS} s ago`,
      by: set.by,
      fix: 'keyward doctor',
    };
  return { result: 'pass', about, says: `all orders are cancelled ${wanted} s after Keyward has died`, by: set.by };
}
