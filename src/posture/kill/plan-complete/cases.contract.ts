import { type Cases, seen, unseen } from '../../check.ts';
import { account, daysAgo, killFacts, noUses, readsBut, use } from '../facts.contract.ts';
import type { KillFacts } from '../facts.ts';

const idle = unseen('keyward up', 'no keyward up runs here');
const withUse = (more: Parameters<typeof use>[0]) => ({ uses: seen('kill/', { ...noUses, real: [use(more)] }) });

export const planCompleteCases: Cases<KillFacts> = {
  good: {
    'every list is read': killFacts(),
    'perpetuals too': killFacts({}, { trades: ['spot', 'linear'] }),
    'nothing runs, and the last use read everything': killFacts(withUse({}), { reads: idle }),
    'what the exchange has beside is told': killFacts({}, { leaves: ['earn', 'loans'] }),
  },
  bad: {
    'no list of inverse positions': killFacts({}, { trades: ['inverse'] }),
    'the key may not read the conditional orders of its bots': killFacts(
      {},
      {
        trades: ['linear'],
        reads: readsBut({ 'futures conditional orders': 'forbidden' }),
      },
    ),
    'the key may not read what is held': killFacts({}, { reads: readsBut({ 'spot balances': 'forbidden' }) }),
    'nothing runs, and the last use could not read a list': killFacts(withUse({ unread: ['spot balances'] }), {
      reads: idle,
    }),
    'one of two accounts': killFacts({
      accounts: seen('the settings', [account(), account({ key: 'second', trades: ['inverse'] })]),
    }),
  },
  near: {
    'a list that the key may not read, where no bot trades': killFacts(
      {},
      {
        reads: readsBut({ 'futures open orders': 'forbidden', 'option orders': 'forbidden' }),
      },
    ),
    'a list that fails just now': killFacts({}, { reads: readsBut({ 'spot open orders': 'failing' }) }),
    'nothing runs and nothing was used': killFacts({}, { reads: idle }),
    'the last use is too long ago': killFacts(withUse({ atMs: daysAgo(40) }), { reads: idle }),
    'a use that bears a date to come': killFacts(withUse({ atMs: daysAgo(-2) }), { reads: idle }),
    'no bot trades': killFacts({ accounts: seen('the settings', []) }),
  },
};
