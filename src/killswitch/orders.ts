import { type Decimal, floorTo, type Instrument, min, multiplyDown, one, parseDecimal } from '../core/index.ts';
import type { ClosingOrder, IntentOutcome, Price } from '../exchanges/index.ts';
import type { Target } from './target.ts';

/** How far into the book a limit order reaches when the exchange's price band refuses one at the market: shares of the price, tried in turn. */
const REACHES = ['0.005', '0.02', '0.05'].map((share) => parseDecimal(share)!);

/** What became of an order of Keyward's own. `sent`: taken, or nobody knows; what is left is read again. */
export type Placed =
  | { readonly kind: 'sent' }
  | { readonly kind: 'dust' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'refused'; readonly code: string };

export type OrderWish = Omit<ClosingOrder, 'clientOrderId' | 'limit' | 'rests'>;

/** At the market; where the exchange's price band refuses that, as a limit order that reaches further into the book step by step. */
export async function placeClosing(target: Target, wish: OrderWish, price: Price | undefined): Promise<Placed> {
  const { closing } = target;
  const { instrument } = wish;
  const most = instrument.maxQuantity ?? wish.quantity;
  const step = instrument.step ?? (1n as Decimal);
  let left = floorTo(wish.quantity, step);
  if (left <= 0n) return { kind: 'dust' };
  let placed: Placed = { kind: 'sent' };
  while (left > 0n) {
    const quantity = floorTo(min(left, most), step);
    if (quantity <= 0n) break;
    placed = await placeOne(target, { ...wish, quantity });
    if (placed.kind === 'refused' && closing.rejections.band.includes(placed.code))
      placed = await placeInBand(target, { ...wish, quantity }, price);
    if (placed.kind !== 'sent') return placed;
    left = (left - quantity) as Decimal;
  }
  return placed;
}

async function placeInBand(target: Target, wish: OrderWish, price: Price | undefined): Promise<Placed> {
  let placed: Placed = { kind: 'refused', code: 'no-price' };
  if (!price) return placed;
  for (const reach of REACHES) {
    placed = await placeOne(target, { ...wish, limit: limitOf(wish, price, reach) });
    if (placed.kind !== 'refused' || !target.closing.rejections.band.includes(placed.code)) return placed;
  }
  return placed;
}

function limitOf({ side, instrument }: OrderWish, { bid, ask, price }: Price, reach: Decimal): Decimal {
  const near = (side === 'sell' ? bid : ask) ?? price;
  const share = (side === 'sell' ? one - reach : one + reach) as Decimal;
  const limit = multiplyDown(near, share);
  return instrument.tick === undefined ? limit : floorTo(limit, instrument.tick);
}

async function placeOne(target: Target, wish: OrderWish & { readonly limit?: Decimal }): Promise<Placed> {
  const { closing, account, environment } = target;
  const call = closing.place({ ...wish, clientOrderId: target.newClientOrderId() }, environment);
  const reply = await target.ask(call);
  // Nobody knows: it may have been taken. What is there is read again before anything else is sent.
  if (!reply) return { kind: 'sent' };
  const [outcome] = account.outcomes(call, reply.status, reply.body);
  return placedOf(target, outcome);
}

function placedOf({ closing }: Target, outcome: IntentOutcome | undefined): Placed {
  if (outcome?.kind !== 'rejected') return { kind: 'sent' };
  const { code } = outcome;
  const { dust, nothingToReduce, insufficient } = closing.rejections;
  if (dust.includes(code)) return { kind: 'dust' };
  if (nothingToReduce.includes(code)) return { kind: 'nothing' };
  if (insufficient.includes(code)) return { kind: 'locked' };
  return { kind: 'refused', code };
}

/** Whether so much of an instrument can be sold at all. */
export function isDust(instrument: Instrument, quantity: Decimal, price: Price | undefined): boolean {
  const rounded = instrument.step === undefined ? quantity : floorTo(quantity, instrument.step);
  if (rounded <= 0n || rounded < (instrument.minQuantity ?? 0n)) return true;
  const bid = price?.bid ?? price?.price;
  return (
    instrument.minNotional !== undefined && bid !== undefined && multiplyDown(rounded, bid) < instrument.minNotional
  );
}
