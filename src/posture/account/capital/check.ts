import { type Check, type Finding, whenSeen } from '../../check.ts';
import { attestText, FOR_TRIES, judgeAccounts } from '../asked.ts';
import type { Account, AccountFacts, Holding, Money, Worth } from '../facts.ts';
import { compare, moneyText } from '../money.ts';

const ID = 'ACCT-08';

export const capital: Check<AccountFacts> = {
  id: ID,
  severity: 'high',
  title: 'bots trade on a sub-account that holds only the declared capital',
  why: 'What a bot, a thief with its key or a fault of either can lose is all that the account holds. A sub-account ends the loss where its owner drew the line.',
  how: 'The exchange says whether the key is of a sub-account, and what the account is worth; that is held against `check.capital.KEY` of the settings. A tenth above it counts as gains. Some exchanges tell neither.',
  fix: 'Make a sub-account, move the capital of the bot there and nothing else, and declare it: `check: { capital: { KEY: "5000 USDT" } }` in keyward.yaml.',
  undo: 'Move the funds back to the main account on the page of the exchange.',
  references: ['https://bybit-exchange.github.io/docs/v5/user/apikey-info'],
  boxes: [33],
  isAttestable: true,
  judge: (facts) => judgeAccounts(facts, judge),
};

const NO_BOT: Omit<Finding, 'about'> = { result: 'not-applicable', says: 'no bot trades there', by: 'the settings' };

function judge(account: Account): readonly Finding[] {
  if (account.holdings.length === 0) return [{ about: account.name, ...NO_BOT }];
  return account.holdings.flatMap((holding) => {
    const about = `key ${holding.key}`;
    const found = judgeHolding(about, holding).map((one) => askedAlso(one, account.page));
    return account.isForTries ? found.map(lighter) : found;
  });
}

/** What is not known can be said by its owner. */
function askedAlso(finding: Finding, page: string): Finding {
  if (finding.result !== 'unknown') return finding;
  return { ...finding, fix: `${capital.fix} Or look at ${page}. ${attestText(ID, finding.about)}` };
}

/** Nothing can be lost: what nobody can see there is asked of nobody. */
function lighter(finding: Finding): Finding {
  if (finding.result === 'unknown') {
    const { fix: _fix, ...rest } = finding;
    return { ...rest, result: 'not-applicable', says: `${FOR_TRIES}; ${finding.says}` };
  }
  return finding.result === 'pass' ? finding : { ...finding, severity: 'low' };
}

type Held =
  | { readonly is: 'within' | 'above'; readonly says: string; readonly by: string }
  | { readonly is: 'untold'; readonly says: string; readonly by: string };

function judgeHolding(about: string, holding: Holding): readonly Finding[] {
  const held = heldOf(holding);
  const { subAccount } = holding;
  // What it holds changes with every trade; what was declared does not.
  const saw = [held.is, ...(holding.capital === undefined ? [] : [moneyText(holding.capital)])];
  if (held.is === 'above') return [{ result: 'fail', about, says: held.says, by: held.by, saw }];
  return whenSeen(about, subAccount, (isSub, by): readonly Finding[] => {
    if (isSub === 'no') {
      const says = `it is the main account; ${held.says}`;
      // What the main account holds now is what was declared: the next deposit is not.
      return held.is === 'within'
        ? [{ result: 'warn', about, says, by: held.by, severity: 'medium', saw: ['main', ...saw] }]
        : [{ result: 'fail', about, says, by, saw: ['main', ...saw] }];
    }
    if (isSub === 'yes' && held.is === 'within')
      return [{ result: 'pass', about, says: `it is a sub-account; ${held.says}`, by: held.by }];
    const whose = isSub === 'yes' ? 'it is a sub-account' : 'the exchange does not say whether it is a sub-account';
    return [{ result: 'unknown', about, says: `${whose}; ${held.says}`, by }];
  });
}

function heldOf({ key, capital: declared, worth }: Holding): Held {
  if (declared === undefined) {
    const says = `no check.capital.${key} in the settings says what it is to hold`;
    return { is: 'untold', says, by: worth.by };
  }
  if ('unseen' in worth) return { is: 'untold', says: `what it holds is not known: ${worth.unseen}`, by: worth.by };
  return { ...held(worth.seen, declared), by: worth.by };
}

function held(worth: Worth, declared: Money): Omit<Held, 'by'> {
  const { uncounted } = worth;
  const is = compare(worth, declared);
  const more = uncounted.length === 0 ? '' : `, and besides ${uncounted.join(', ')}, of which nobody tells the worth`;
  const says = `it holds ${moneyText(worth)}${more}; ${moneyText(declared)} are declared`;
  if (is === 'unlike') return { is: 'untold', says: `${says}, which cannot be compared` };
  return is === 'within' && uncounted.length > 0 ? { is: 'untold', says } : { is, says };
}
