import { floorTo, formatDecimal, multiplyUp, parseNumber } from '../../core/index.ts';
import type { Money } from './facts.ts';

/** What trading may have gained is no money that was left there: a tenth. */
const MOST_SHARE = parseNumber('1.1')!;
const CENT = parseNumber('0.01')!;
/** Worth a dollar each, as near as it matters for a tenth. */
const DOLLARS: ReadonlySet<string> = new Set(['USD', 'USDT', 'USDC']);

/** How an account stands to what it is to hold; `unlike`: in coins that cannot be compared. */
export function compare(worth: Money, capital: Money): 'within' | 'above' | 'unlike' {
  const isSame = worth.currency === capital.currency;
  if (!isSame && !(DOLLARS.has(worth.currency) && DOLLARS.has(capital.currency))) return 'unlike';
  return worth.amount > multiplyUp(capital.amount, MOST_SHARE) ? 'above' : 'within';
}

/** To the cent, as people say it; less than that as it is. */
export function moneyText({ amount, currency }: Money): string {
  return `${formatDecimal(amount < CENT ? amount : floorTo(amount, CENT))} ${currency}`;
}
