import type { AuditedKey } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, pass, plain, type Ruling, unknown } from '../judge.ts';
import { reachText } from '../reach.ts';

export const withdrawal: Check<KeyFacts> = {
  id: 'KEY-01',
  severity: 'critical',
  title: 'no key of a bot can withdraw',
  why: 'Whoever has a copy of a key that withdraws takes the money out of the account, and nothing brings it back. No bot needs that right.',
  how: 'The exchange is asked what the key can do. Where it has no call for that, only its owner can say so. What the right reaches is reckoned from the calls of the exchange, not from the names of its boxes.',
  fix: 'Untick the box for withdrawals on the API page of the exchange, then `keyward key audit`.',
  undo: 'Tick the box again, and let it in writing: `keyward key override-withdraw NAME`.',
  references: [
    'https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md',
    'https://bybit-exchange.github.io/docs/v5/user/apikey-info',
  ],
  boxes: [1],
  judge: (facts) =>
    judgeKeys({ id: 'KEY-01', quiet, more: (key) => (reachText(key) === '' ? '' : `, and ${reachText(key)}`) }, facts),
};

function quiet(key: AuditedKey): Ruling {
  const { can, by } = key.rights.withdraw;
  if (can !== 'no') return unknown('nobody says whether it can withdraw');
  const says = by === 'owner' ? 'its owner says that it cannot withdraw' : 'it cannot withdraw';
  const reach = reachText(key);
  return pass(plain(says, reach === '' ? ', and nothing that is known of its rights moves value' : `, but ${reach}`));
}
