import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Decimal,
  divideDown,
  floorTo,
  type Instrument,
  max,
  multiplyDown,
  one,
  parseDecimal,
} from '../core/index.ts';
import type { ClosingOrder, Feed, SeenOrder } from '../exchanges/index.ts';
import { readOpenOrders } from './reads.ts';
import type { Target } from './target.ts';

/** How far below the bid the order is wished for: shares of the price, tried in turn where the exchange's price band refuses it. */
const AWAYS = ['0.3', '0.15', '0.07', '0.03'].map((share) => parseDecimal(share)!);
/** Above the smallest notional, for the price may move. */
const MARGIN = parseDecimal('1.1')!;
/** An order too small is tried again larger, up to so many times the smallest. */
const MOST_TIMES = 64n;
const LOOK_MS = 300;
/** How long an order is looked for: a request that hangs at the exchange may still land, and no signature counts for longer. */
const SEEN_WITHIN_MS = 12_000;
const GONE_WITHIN_MS = 20_000;

/** What is to be placed, before anything is. */
export interface DrillOrder {
  readonly instrument: Instrument;
  readonly clientOrderId: string;
}

export interface DrillStep {
  readonly what: 'place' | 'read back' | 'cancel' | 'verify gone';
  readonly isDone: boolean;
  readonly says: string;
}

export interface LiveDrill {
  /** `left`: the order may still be there; `unreached`: nothing was placed, for nothing could be asked. */
  readonly state: 'passed' | 'failed' | 'left' | 'unreached';
  readonly steps: readonly DrillStep[];
  /** What may be left, by the id under which its owner finds it. */
  readonly order?: string;
}

/** The order of a drill in one of these markets, the first that can be traded; `undefined` where none can. */
export async function drillOrderOf(target: Target, markets: readonly string[]): Promise<DrillOrder | undefined> {
  const listed = await target.instruments();
  // Spot first: nothing of the account's mode matters there.
  const known = markets.flatMap((market) =>
    listed.filter((one) => one.market === market && one.active && one.kind !== 'inverse'),
  );
  const instrument = known.find(({ kind }) => kind === 'spot') ?? known[0];
  return instrument && { instrument, clientOrderId: idTaken(target, instrument) };
}

/** As the exchange takes it, for some take no id of our form: under this one it is found. */
function idTaken({ closing, environment, newClientOrderId }: Target, instrument: Instrument): string {
  const clientOrderId = newClientOrderId();
  const [quantity, limit] = [instrument.step ?? one, instrument.tick ?? one];
  const shape = { instrument, side: 'buy', quantity, limit, rests: true, reduceOnly: false, clientOrderId } as const;
  const [intent] = closing.place(shape, environment).intents;
  return (intent?.action === 'place-order' ? intent.clientOrderId : undefined) ?? clientOrderId;
}

/**
 * Places the smallest order far below the market, which rests, sees it in the lists that the kill switch reads, cancels it, and sees it gone.
 * Whatever fails, it goes on until the order is gone or its time is over.
 */
export async function drillLive(target: Target, order: DrillOrder): Promise<LiveDrill> {
  const steps: DrillStep[] = [];
  const note = (what: DrillStep['what'], isDone: boolean, says: string): void =>
    void steps.push({ what, isDone, says });
  const price = (await target.prices([order.instrument])).get(order.instrument.market);
  const bid = price?.bid ?? price?.price;
  if (bid === undefined) {
    note('place', false, 'the exchange does not tell a price');
    return { state: 'unreached', steps };
  }
  const placed = await place(target, order, bid);
  note('place', placed.isSent === 'yes', placed.says);
  if (placed.isSent === 'no') return { state: 'failed', steps };
  const seen = await look(target, order, placed);
  note(
    'read back',
    seen.order !== undefined,
    seen.order ? 'it stands in the open orders' : (seen.why ?? 'it is not among the open orders'),
  );
  const { isGone, isAsked, says } = await takeAway(target, order, placed, seen);
  note('cancel', isAsked, isAsked ? 'the exchange took it' : 'the exchange did not take it');
  note('verify gone', isGone, says);
  if (!isGone) return { state: 'left', steps, order: idOf(placed, order) };
  return { state: steps.every(({ isDone }) => isDone) ? 'passed' : 'failed', steps };
}

interface Placed {
  readonly isSent: 'yes' | 'no' | 'unknown';
  readonly says: string;
  /** As it was last tried. */
  readonly limit?: Decimal;
  readonly quantity?: Decimal;
  readonly orderId?: string;
  /** As the exchange takes it: some take no id of our form. */
  readonly sentId?: string;
}

async function place(target: Target, { instrument, clientOrderId }: DrillOrder, bid: Decimal): Promise<Placed> {
  const { closing, account, environment } = target;
  let last: Placed = { isSent: 'no', says: 'nothing was tried' };
  // Where no smallest value is told, there may be one.
  for (let [at, times] = [0, 1n]; at < AWAYS.length && times <= MOST_TIMES; ) {
    const limit = floorTo(multiplyDown(bid, (one - AWAYS[at]!) as Decimal), instrument.tick ?? (1n as Decimal));
    const quantity = (smallest(instrument, limit) * times) as Decimal;
    const order: ClosingOrder = {
      instrument,
      side: 'buy',
      quantity,
      limit,
      rests: true,
      reduceOnly: false,
      clientOrderId,
    };
    const call = closing.place(order, environment);
    const [intent] = call.intents;
    const sentId = (intent?.action === 'place-order' ? intent.clientOrderId : undefined) ?? clientOrderId;
    const tried = { limit, quantity, sentId };
    const reply = await target.ask(call);
    if (!reply) return { isSent: 'unknown', says: 'no answer: nobody knows whether it was taken', ...tried };
    const [outcome] = account.outcomes(call, reply.status, reply.body);
    if (outcome?.kind === 'accepted') {
      const orderId = outcome.status?.order.orderId;
      return {
        isSent: 'yes',
        says: 'the exchange took it',
        ...tried,
        ...(orderId === undefined ? {} : { orderId }),
      };
    }
    if (outcome?.kind !== 'rejected')
      return { isSent: 'unknown', says: `the answer is not clear (HTTP ${reply.status})`, ...tried };
    last = { isSent: 'no', says: `refused with ${outcome.code}` };
    if (closing.rejections.band.includes(outcome.code)) at++;
    else if (closing.rejections.dust.includes(outcome.code)) times *= 4n;
    else break;
  }
  return last;
}

/** The smallest that the exchange takes, rounded up to its step. */
function smallest(
  { step = 1n as Decimal, minQuantity = 0n as Decimal, minNotional }: Instrument,
  limit: Decimal,
): Decimal {
  const byValue =
    minNotional === undefined
      ? (0n as Decimal)
      : (divideDown(multiplyDown(minNotional, MARGIN), limit) ?? (0n as Decimal));
  const wanted = max(minQuantity, byValue);
  const floor = floorTo(wanted, step);
  return floor < wanted || floor === 0n ? ((floor + step) as Decimal) : floor;
}

/** By which its owner finds it. */
function idOf({ orderId, sentId }: Placed, { clientOrderId }: DrillOrder): string {
  return orderId ?? sentId ?? clientOrderId;
}

interface Looked {
  readonly order?: SeenOrder;
  /** The list in which it stands. */
  readonly feed?: Feed;
  /** The list was read whole, so that an order that is not in it is not there. */
  readonly isWhole: boolean;
  readonly why?: string;
}

/** By its id, or the exchange's; and by its shape, for a list may leave out the one and a lost answer the other. */
function isOurs(
  { instrument, clientOrderId }: DrillOrder,
  { orderId, sentId, limit, quantity }: Placed,
  seen: SeenOrder,
): boolean {
  const id = seen.order.clientOrderId;
  if (id !== undefined && (id === clientOrderId || id === sentId)) return true;
  if (orderId !== undefined) return seen.order.orderId === orderId;
  const isThere = seen.market === instrument.market && seen.side === 'buy';
  return isThere && seen.price === limit && seen.quantity === quantity;
}

/** The lists in which an order of this market may stand. What the key may not read of other markets is no matter of the drill. */
function listsOf({ watch }: Target, { instrument }: DrillOrder): readonly Feed[] {
  return watch.feeds.filter(
    ({ kind, kinds }) => kind === 'open-orders' && (kinds === undefined || kinds.includes(instrument.kind)),
  );
}

/** `feeds`: the lists in which it may stand; each look at a list costs. */
async function lookOnce(
  target: Target,
  order: DrillOrder,
  placed: Placed,
  feeds: readonly Feed[] = listsOf(target, order),
): Promise<Looked> {
  const lists = await Promise.all(
    feeds.map(async (feed) => {
      const alone = { ...target, watch: { ...target.watch, feeds: [feed] } };
      const rights = { proof: new Set<string>(), mayHold: () => true };
      const { records, unread } = await readOpenOrders(alone, rights, [order.instrument]);
      return { feed, unread, found: records.find((seen) => isOurs(order, placed, seen)) };
    }),
  );
  const at = lists.find(({ found }) => found !== undefined);
  const unread = lists.find((list) => list.unread !== undefined)?.unread;
  return {
    isWhole: unread === undefined,
    ...(at?.found === undefined ? {} : { order: at.found, feed: at.feed }),
    ...(unread === undefined ? {} : { why: `the open orders cannot be read (${unread})` }),
  };
}

async function look(target: Target, order: DrillOrder, placed: Placed): Promise<Looked> {
  const untilMs = target.clock.monotonicMs() + SEEN_WITHIN_MS;
  for (;;) {
    const looked = await lookOnce(target, order, placed);
    if (looked.order || target.clock.monotonicMs() > untilMs) return looked;
    await sleep(LOOK_MS);
  }
}

/** Cancels it again and again until two whole lists in a row are without it. */
async function takeAway(
  target: Target,
  order: DrillOrder,
  placed: Placed,
  { order: seen, feed }: Looked,
): Promise<{ readonly isGone: boolean; readonly isAsked: boolean; readonly says: string }> {
  const { instrument, clientOrderId } = order;
  const { symbol, kind, market } = instrument;
  const named: SeenOrder = seen ?? {
    what: 'order',
    order: {
      clientOrderId: placed.sentId ?? clientOrderId,
      ...(placed.orderId === undefined ? {} : { orderId: placed.orderId }),
    },
    symbol,
    kind,
    market,
    side: 'buy',
    type: 'limit',
    reduceOnly: false,
    isProtective: false,
    isOpen: true,
  };
  const untilMs = target.clock.monotonicMs() + GONE_WITHIN_MS;
  let isAsked = false;
  let without = 0;
  let why: string | undefined;
  while (target.clock.monotonicMs() < untilMs) {
    if (without === 0) {
      const call = target.closing.cancel(named, target.environment);
      const reply = await target.ask(call);
      if (reply && target.account.outcomes(call, reply.status, reply.body)[0]?.kind === 'accepted') isAsked = true;
    }
    await sleep(LOOK_MS);
    const looked = await lookOnce(target, order, placed, feed && [feed]);
    why = looked.why;
    without = looked.order === undefined && looked.isWhole ? without + 1 : 0;
    // One that was taken, was never seen and could not be cancelled may stand where nobody looks.
    const isKnown = isAsked || seen !== undefined || placed.isSent !== 'yes';
    if (without >= 2 && isKnown) return { isGone: true, isAsked, says: 'it is in no list of open orders' };
    if (!isKnown) without = 0;
  }
  return {
    isGone: false,
    isAsked,
    says: why ?? `the order ${idOf(placed, order)} is still open in ${market}: cancel it by hand`,
  };
}
