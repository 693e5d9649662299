import type { Decimal } from '../core/index.ts';
import type { SeenBalance, SeenEquity, SeenOrder, SeenPosition } from '../exchanges/index.ts';

/** What an account holds: one whole look at a list, or value that came in or left (negative). */
export type Holding =
  | { readonly what: 'balances'; readonly wallet: string; readonly records: readonly SeenBalance[] }
  | { readonly what: 'positions'; readonly list: string; readonly records: readonly SeenPosition[] }
  | {
      readonly what: 'equity';
      readonly list: string;
      readonly records: readonly SeenEquity[];
      readonly atMs: number;
    }
  | { readonly what: 'open-orders'; readonly records: readonly SeenOrder[] }
  | {
      readonly what: 'value';
      readonly asset: string;
      readonly amount: Decimal;
      readonly atMs: number;
      /** It was leaving since then, and stays after all. */
      readonly isBack?: true;
    };
