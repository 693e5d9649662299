import {
  add,
  type Decimal,
  floorTo,
  type Instrument,
  max,
  min,
  multiplyDown,
  one,
  parseDecimal,
} from '../core/index.ts';
import type { Account, Call, ClosingOrder, IntentOutcome, Price } from '../exchanges/index.ts';
import { reasonOf } from './reads.ts';
import type { Reply, Target } from './target.ts';

/** How far into the book a limit order reaches, as shares of the price: further each time that one was taken and did nothing. */
const REACHES = ['0.005', '0.02', '0.05', '0.1'].map((share) => parseDecimal(share)!);
/** The most orders that one amount is split into in one go; what is left comes with the next round. */
const MOST_PARTS = 20;

/** What became of an order of Keyward's own. `isSure`: the exchange has said that it took it; else nobody knows, and what is left is read again. */
export type Placed =
  | { readonly kind: 'sent'; readonly isSure: boolean }
  | { readonly kind: 'dust' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'refused'; readonly code: string };

export type OrderWish = Omit<ClosingOrder, 'clientOrderId' | 'limit' | 'rests'>;

/** `idle`: how many orders before this one were taken and did nothing. `price`: asked only when a limit needs one. */
export interface PlaceHow {
  readonly idle: number;
  price(): Promise<Price | undefined>;
}

/** At the market; where the exchange's price band refuses that, or has taken the order and cancelled it unfilled, as a limit order that fills at once or not. */
export async function placeClosing(target: Target, wish: OrderWish, how: PlaceHow): Promise<Placed> {
  const { instrument } = wish;
  const step = instrument.step ?? (1n as Decimal);
  const most = max(floorTo(instrument.maxQuantity ?? wish.quantity, step), step);
  let left = floorTo(wish.quantity, step);
  if (left <= 0n) return { kind: 'dust' };
  let isSure = true;
  for (let parts = 0; left > 0n && parts < MOST_PARTS; parts++) {
    const placed = await placePart(target, { ...wish, quantity: min(left, most) }, how);
    // The rest of an amount of which some was taken is looked at in the next round.
    if (placed.kind !== 'sent') return parts === 0 ? placed : { kind: 'sent', isSure };
    isSure &&= placed.isSure;
    left = (left - min(left, most)) as Decimal;
  }
  return { kind: 'sent', isSure };
}

async function placePart(target: Target, wish: OrderWish, how: PlaceHow): Promise<Placed> {
  if (how.idle > 0) {
    const price = await how.price();
    if (price) return placeLimit(target, wish, price, how.idle - 1);
  }
  const placed = await placeOne(target, wish);
  if (!isOutOfBand(target, placed)) return placed;
  const price = await how.price();
  return price ? placeLimit(target, wish, price, 0) : placed;
}

/** Where the exchange's band refuses a limit, one that reaches less far lies inside of it: down to the price itself. */
async function placeLimit(target: Target, wish: OrderWish, price: Price, reach: number): Promise<Placed> {
  const near = (wish.side === 'sell' ? price.bid : price.ask) ?? price.price;
  const shares = REACHES.slice(0, Math.min(reach, REACHES.length - 1) + 1).reverse();
  const limits = [...shares.map((share) => limitOf(wish, near, share)), exact(wish, near), exact(wish, price.price)];
  let placed: Placed = { kind: 'refused', code: 'no-price' };
  for (const limit of new Set(limits)) {
    placed = await placeOne(target, { ...wish, limit });
    if (!isOutOfBand(target, placed)) return placed;
  }
  return placed;
}

function isOutOfBand({ closing }: Target, placed: Placed): boolean {
  return placed.kind === 'refused' && closing.rejections.band.includes(placed.code);
}

function limitOf(wish: OrderWish, near: Decimal, reach: Decimal): Decimal {
  return exact(wish, multiplyDown(near, (wish.side === 'sell' ? one - reach : one + reach) as Decimal));
}

/** At the instrument's tick, in the direction that still fills; never zero. */
function exact({ side, instrument: { tick = 1n as Decimal } }: OrderWish, price: Decimal): Decimal {
  const floor = floorTo(price, tick);
  return max(side === 'buy' && floor < price ? add(floor, tick) : floor, tick);
}

/** In the forms that the exchange may want of a spot order, by the mode of the account, until it takes one. */
async function placeOne(target: Target, wish: OrderWish & { readonly limit?: Decimal }): Promise<Placed> {
  const { closing } = target;
  const placed = await sendOne(target, wish);
  const { instead } = closing;
  if (!instead || wish.instrument.kind !== 'spot' || wish.mode !== undefined || placed.kind !== 'refused')
    return placed;
  return instead.codes.includes(placed.code) ? sendOne(target, { ...wish, mode: instead.mode }) : placed;
}

async function sendOne(target: Target, wish: OrderWish & { readonly limit?: Decimal }): Promise<Placed> {
  const { closing, account, environment } = target;
  let call: Call;
  try {
    call = closing.place({ ...wish, clientOrderId: target.newClientOrderId() }, environment);
  } catch (error) {
    return { kind: 'refused', code: reasonOf(error) };
  }
  const reply = await target.ask(call).catch(() => undefined);
  // Nobody knows: it may have been taken. What is there is read again before anything else is sent.
  if (!reply) return { kind: 'sent', isSure: false };
  return placedOf(target, outcomeOf(account, call, reply));
}

/** Of an answer that cannot be read nobody knows what it says. */
export function outcomeOf(account: Account, call: Call, { status, body }: Reply): IntentOutcome | undefined {
  try {
    return account.outcomes(call, status, body)[0];
  } catch {
    return undefined;
  }
}

export function placedOf({ closing }: Target, outcome: IntentOutcome | undefined): Placed {
  if (outcome?.kind !== 'rejected') return { kind: 'sent', isSure: outcome?.kind === 'accepted' };
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
