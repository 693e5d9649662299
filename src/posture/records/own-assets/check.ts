import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import type { HeldCoins, RecordsFacts } from '../facts.ts';
import { eachWatched } from '../watched.ts';

export const ownAssets: Check<RecordsFacts> = {
  id: 'REC-02',
  severity: 'critical',
  title: 'no coin is on the accounts that their bots do not trade, and every coin adds up',
  why: 'A coin that nobody meant to hold is how a trade-only key is robbed: bought high from the thief, in a market that no bot knows.',
  how: 'The findings of the monitor that are neither over nor acknowledged, from the running Keyward and the end of the journal, and how the running watch gets on with each list. Coins are taken from the books that the watch last closed, and held against the markets of the bots, kill.keep and kill.quote. Whether a strange coin was there before the first watch is not seen, so a coin alone is told and is no alarm.',
  fix: 'look where it came from; what is yours to keep belongs into kill.keep of keyward.yaml, for the kill switch sells the rest',
  undo: 'take it from kill.keep again',
  references: [],
  boxes: [23],
  judge: (facts) => [
    ...eachWatched(facts, { question: 'assets', tells: ['assets'], fine: 'every coin adds up with what its bots did' }),
    ...coins(facts),
  ],
};

function coins({ coins: sight, keys }: RecordsFacts): readonly Finding[] {
  if ('seen' in keys && keys.seen.length === 0) return [];
  return whenSeen('the coins', sight, (all, by) => all.map((held) => coinFinding(held, by)));
}

function coinFinding({ key, isReal, strange, own }: HeldCoins, by: string): Finding {
  const about = `coins of ${key}`;
  if (strange.length === 0) return { result: 'pass', about, says: `${own} coins, all of markets of its bots`, by };
  const shown = strange.slice(0, 8).join(', ');
  const more = strange.length > 8 ? ` and ${strange.length - 8} more` : '';
  const says = `${shown}${more}: of no market of its bots`;
  return { result: 'warn', about, says, by, severity: isReal ? 'medium' : 'low' };
}
