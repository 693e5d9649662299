import type { Ability } from '../exchange.ts';
import type { Inspection, KeyReport } from '../inspection.ts';
import { accountOf } from '../key-words.ts';
import { jsonOf, objectOf } from '../replies.ts';
import { servedInspection } from '../served.ts';
import { coinbase } from './coinbase.ts';
import { facts } from './inspection-facts.ts';

const known: ReadonlySet<string> = new Set(['can_view', 'can_trade', 'can_transfer', 'can_receive']);

/** Each flag that is on is a word; a flag that is on and not known may give anything. */
function report(body: string): KeyReport | undefined {
  const answer = objectOf(jsonOf(body));
  if (typeof answer?.['can_view'] !== 'boolean') return undefined;
  const words = Object.keys(answer)
    .filter((name) => answer[name] === true)
    .sort();
  const isKnown = words.every((word) => known.has(word));
  const may = (name: string): Ability => {
    if (answer[name] === true) return 'yes';
    return isKnown && answer[name] === false ? 'no' : 'unknown';
  };
  const [trade, transfer] = [may('can_trade'), may('can_transfer')];
  return {
    rights: {
      read: may('can_view'),
      spot: trade,
      // No spot trade on margin, and no options.
      margin: 'no',
      futures: trade,
      options: 'no',
      // One flag stands for moving funds inside and sending them away.
      transfer,
      withdraw: transfer,
      // A key that trades also makes, renames and deletes portfolios; keys are made on the web alone.
      admin: trade,
    },
    ipRestricted: 'unknown',
    subAccount: 'unknown',
    // The portfolio, for a key belongs to one alone; the account above it is not told.
    ...accountOf(answer['portfolio_uuid']),
    words,
  };
}

export const inspection: Inspection = servedInspection(coinbase, facts, report);
