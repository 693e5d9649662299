import type { Decimal } from '../core/index.ts';
import { formatAmount, parseAmount, UNLIMITED } from './text.ts';

/** A limit per quote currency; `undefined` is no limit, and a currency that is not in it has none of it. */
export type Amounts = ReadonlyMap<string, Decimal>;

type AmountsText = string | readonly string[] | undefined;

/** The amounts of a limit as written; `undefined` when it is absent or `unlimited`. */
export function parseAmounts(text: AmountsText): Amounts | undefined {
  if (text === undefined || text === UNLIMITED) return undefined;
  const found = new Map<string, Decimal>();
  for (const part of typeof text === 'string' ? [text] : text) {
    const amount = parseAmount(part);
    if (amount) found.set(amount.currency, amount.value);
  }
  return found;
}

/** The currencies in which a limit is given; `undefined` when it is absent or `unlimited`. */
export function currenciesOf(text: AmountsText): readonly string[] | undefined {
  const amounts = parseAmounts(text);
  return amounts === undefined ? undefined : [...amounts.keys()];
}

export function formatAmounts(amounts: Amounts): string {
  return amounts.size === 0
    ? 'none'
    : [...amounts].map(([currency, value]) => formatAmount(value, currency)).join(', ');
}
