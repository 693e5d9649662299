import type { Decimal } from '../core/index.ts';
import type { SeenOrder } from '../exchanges/index.ts';
import { type Finding, finding } from './finding.ts';
import { covers } from './matching.ts';
import type { OwnOrder } from './own-order.ts';
import type { OwnOrders } from './own-orders.ts';
import { describe, marketOf, nameOf } from './sentences.ts';

/** Two own orders that met were sent within so long of the last look, in ms. */
const CROSSES_MS = 10_000;

/** What the exchange says of an order that is no longer open; `isRefused`: it did not carry it out, and nobody cancelled it. */
export type Ended = { readonly filled?: Decimal; readonly isRefused?: true } | 'absent';

export interface EndedParts {
  readonly key: string;
  readonly own: OwnOrders;
  /** Who else may act on the account, and until when. */
  declared(): readonly (Parameters<typeof covers>[0] & { readonly who: string; readonly toMs?: number })[];
  /** How much there is that an order of this side would reduce; `undefined` where nobody knows. */
  reducible?(seen: SeenOrder): Decimal | undefined;
}

/**
 * What became of an own order that was open and is not any more, without a cancel of ours: `undefined` where that is as it should be. `seenMs`:
 * when it was open the last time, by this host's clock.
 */
export function endedFinding(
  { key, own: orders, declared, reducible }: EndedParts,
  seen: SeenOrder,
  own: OwnOrder,
  status: Ended,
  seenMs: number,
): Finding | undefined {
  const quantity = seen.quantity ?? own.shapes.at(-1)?.quantity;
  if (status !== 'absent' && status.filled !== undefined && quantity !== undefined && status.filled >= quantity)
    return undefined;
  // The exchange takes away what only reduces once there is nothing left to reduce.
  if (own.isReduceOnly) {
    const left = reducible?.(seen);
    if (left === undefined ? !seen.isProtective : left === 0n) return undefined;
  }
  const market = marketOf(seen);
  const evidence = [describe(seen), `decision ${own.decision}`];
  const what = seen.isProtective ? 'a protective stop' : 'an order';
  if (status !== 'absent' && status.isRefused) {
    const says = `${what} of ${own.bot} in ${market} was refused by the exchange after it had taken it`;
    // Its bot has closed the position, and perhaps opened another since.
    const isSpent = own.isReduceOnly && orders.beside(own, seenMs - CROSSES_MS) !== undefined;
    const severity = isSpent ? 'info' : seen.isProtective ? 'critical' : 'warning';
    return finding('order-ended', severity, key, nameOf(seen), says, { evidence, market });
  }
  const crossing = seen.isProtective ? undefined : orders.crossing(own, seenMs - CROSSES_MS);
  if (crossing) {
    const says = `the exchange ended an order of ${own.bot} in ${market} that would have traded with another of its own`;
    const why = [...evidence, `the other: decision ${crossing.decision}`];
    return finding('order-ended', 'info', key, nameOf(seen), says, { evidence: why, market });
  }
  const by = declared().find((one) => (one.toMs ?? 0) >= seenMs && covers(one, market))?.who;
  if (by !== undefined) {
    const says = `${what} of ${own.bot} in ${market} was cancelled by ${by}, as declared`;
    return finding('order-ended', 'info', key, nameOf(seen), says, { evidence, market });
  }
  const says = `${what} of ${own.bot} in ${market} was cancelled, and not through Keyward`;
  return finding('foreign-cancel', 'critical', key, nameOf(seen), says, { evidence, isSecurity: true, market });
}
