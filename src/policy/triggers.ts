import type { Decimal, OrderType, Side } from '../core/index.ts';

/** The prices of an order as it would stand; side and type are absent where they are not known. */
export interface Terms {
  readonly side?: Side | undefined;
  readonly type?: OrderType | undefined;
  readonly price?: Decimal | undefined;
  readonly trigger?: Decimal | undefined;
  /** The trigger is not set by this call, so that the order may have been set off long ago and rest as a plain limit order. */
  readonly mayHaveFired?: boolean;
}

/** What a limit price is measured against. */
export interface Anchor {
  readonly price: Decimal;
  readonly isTrigger: boolean;
}

/**
 * What the limit price of an order is held to. One that waits for its trigger is held to the trigger, as only there it meets a market;
 * one that would fire at once, to the reference price like a plain limit order; one of which that is not known, to both.
 */
export function anchorsOf(terms: Terms, reference: Decimal): readonly Anchor[] {
  const { trigger, mayHaveFired } = terms;
  const plain: Anchor = { price: reference, isTrigger: false };
  if (trigger === undefined) return [plain];
  const isWaiting = waits(terms, trigger, reference);
  const waiting: Anchor = { price: trigger, isTrigger: true };
  if (isWaiting === undefined || (isWaiting && mayHaveFired)) return [waiting, plain];
  return isWaiting ? [waiting] : [plain];
}

/** Whether the market is not yet where the trigger is; `undefined` where the side or a type with a trigger is not known. */
function waits({ side, type }: Terms, trigger: Decimal, reference: Decimal): boolean | undefined {
  if (side !== 'buy' && side !== 'sell') return undefined;
  switch (type) {
    case 'stop':
    case 'stop-limit':
      return side === 'sell' ? trigger < reference : trigger > reference;
    case 'take-profit':
    case 'take-profit-limit':
      return side === 'sell' ? trigger > reference : trigger < reference;
    default:
      return undefined;
  }
}
