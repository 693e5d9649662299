import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import { eachAccount, keyAbout } from '../accounts.ts';
import { dayOf, type KillAccount, type KillFacts, type MarketKind } from '../facts.ts';

export const keyCanCancel: Check<KillFacts> = {
  id: 'KILL-05',
  severity: 'medium',
  title: 'each key may cancel and close where its bots trade',
  why: 'A key that may not trade in a market can neither cancel nor close there: the switch looks on.',
  how: 'The rights of the last audit of each key, or what its owner has attested, are held against the kinds of market of its bots. A right to cancel alone, which some exchanges have, is not told apart: closing needs the right to trade.',
  fix: 'give the key the right to trade where its bots do, on the page of the exchange, then: keyward key audit',
  undo: 'take the right from the key again, and the markets from its bots',
  references: [],
  boxes: [2, 25],
  judge: (facts) => eachAccount(facts, (account) => [judged(account)]),
};

/** The right that orders of each kind of market need. */
const RIGHTS: Readonly<Record<MarketKind, string>> = { spot: 'spot', linear: 'futures', inverse: 'futures' };

function judged(account: KillAccount): Finding {
  const about = keyAbout(account);
  const [found] = whenSeen(about, account.rights, ({ can, atMs }, by) => {
    const needed = [...new Set(['read', ...account.trades.map((kind) => RIGHTS[kind])])];
    const lacks = needed.filter((right) => can[right] === 'no');
    const untold = needed.filter((right) => can[right] !== 'no' && can[right] !== 'yes');
    if (lacks.length > 0)
      return [
        { result: 'fail', about, says: `by its audit of ${dayOf(atMs)} it lacks the right to ${lacks.join(', ')}`, by },
      ];
    if (untold.length > 0) {
      const says = `whether it has the right to ${untold.join(', ')} is not told by the exchange`;
      return [
        {
          result: 'unknown',
          about,
          says,
          by,
          fix: `keyward key attest ${shellWord(account.key)} --rights ${shellWord(needed.join(','))} --until DAY --note TEXT`,
        },
      ];
    }
    return [{ result: 'pass', about, says: `by its audit of ${dayOf(atMs)} it may ${needed.join(', ')}`, by }];
  });
  return found!;
}
