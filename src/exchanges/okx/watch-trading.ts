import type { Decimal, JsonObject, OrderType } from '../../core/index.ts';
import { present } from '../orders.ts';
import { amountOf, timeOf } from '../replies.ts';
import type { FeedContext, SeenFill, SeenOrder, SeenPosition } from '../watch.ts';
import { baseUnits, currencyIn, filled, type Place, placeOf, priceIn } from './watch-rows.ts';

const CLOSED_STATES = new Set(['canceled', 'mmp_canceled', 'filled', 'effective', 'order_failed', 'partially_failed']);

/** Orders that the exchange made itself, by their category, which no caller can set; `twap` is a part of an order of the account's own. */
const SYSTEM_CATEGORIES = new Set([
  'adl',
  'full_liquidation',
  'partial_liquidation',
  'delivery',
  'ddh',
  'auto_conversion',
]);

const bookTypes: ReadonlyMap<string, OrderType> = new Map([
  ['market', 'market'],
  ['optimal_limit_ioc', 'market'],
  ['limit', 'limit'],
  ['post_only', 'limit'],
  ['ioc', 'limit'],
  ['fok', 'limit'],
]);

/** Words of the conditional book that wait for a price; the rest of it are ways to fill a large order. */
const WAITING = new Set(['conditional', 'oco', 'trigger', 'move_order_stop']);

interface Terms {
  readonly side: 'buy' | 'sell';
  readonly reduceOnly: boolean;
  /** It makes a position smaller, or sells what is held. */
  readonly reduces: boolean;
}

/** In long/short mode side and position side tell what closes. */
function termsOf(row: JsonObject, { kind }: Place): Terms | undefined {
  const [side, posSide] = [filled(row, 'side'), filled(row, 'posSide')];
  if (side !== 'buy' && side !== 'sell') return undefined;
  const closes = (posSide === 'long' && side === 'sell') || (posSide === 'short' && side === 'buy');
  const reduceOnly = closes || filled(row, 'reduceOnly') === 'true' || filled(row, 'closeFraction') !== undefined;
  return { side, reduceOnly, reduces: reduceOnly || (kind === 'spot' && side === 'sell') };
}

/** The size of the order; `undefined` when it is told in quote units. */
function sizeOf(row: JsonObject, place: Place, { side }: Terms, atMarket: boolean): Decimal | undefined {
  const unit = filled(row, 'tgtCcy') ?? (side === 'buy' ? 'quote_ccy' : 'base_ccy');
  if (place.kind === 'spot' && atMarket && unit === 'quote_ccy') return undefined;
  return baseUnits(amountOf(row['sz']), place);
}

/** An order of the ordinary book. A take-profit with a limit price, set off by its parent, stands here from the start. */
export function bookOrder(row: JsonObject, context: FeedContext): SeenOrder | undefined {
  const [place, orderId, state] = [placeOf(row, context), filled(row, 'ordId'), filled(row, 'state')];
  const terms = place && termsOf(row, place);
  if (!place || !terms || orderId === undefined || state === undefined) return undefined;
  const type = bookTypes.get(filled(row, 'ordType') ?? '');
  const algoId = filled(row, 'algoId');
  const parent =
    algoId === undefined
      ? undefined
      : { orderId: algoId, ...present({ clientOrderId: filled(row, 'algoClOrdId') }), conditional: true as const };
  return {
    what: 'order',
    order: { orderId, ...present({ clientOrderId: filled(row, 'clOrdId') }) },
    symbol: place.symbol,
    kind: place.kind,
    side: terms.side,
    reduceOnly: terms.reduceOnly,
    isProtective: terms.reduces && filled(row, 'isTpLimit') === 'true',
    isOpen: !CLOSED_STATES.has(state),
    ...present({
      market: place.instrument?.market,
      type,
      quantity: sizeOf(row, place, terms, type === 'market'),
      filled: baseUnits(amountOf(row['accFillSz']), place),
      price: priceIn(row, 'px'),
      bySystem: SYSTEM_CATEGORIES.has(filled(row, 'category') ?? '') ? (true as const) : undefined,
      parent,
      createdMs: timeOf(row['cTime']),
      updatedMs: timeOf(row['uTime']),
    }),
  };
}

interface Condition {
  readonly type: OrderType | undefined;
  readonly trigger: Decimal | undefined;
  readonly price: Decimal | undefined;
}

/** What sets it off and what is placed then; of a stop loss together with a take profit, the stop loss. */
function conditionOf(row: JsonObject): Condition {
  const word = filled(row, 'ordType');
  const legOf = (trigger: string, order: string) => ({ trigger: priceIn(row, trigger), price: priceIn(row, order) });
  const [stop, profit] = [legOf('slTriggerPx', 'slOrdPx'), legOf('tpTriggerPx', 'tpOrdPx')];
  if (word === 'trigger') {
    const leg = legOf('triggerPx', 'ordPx');
    return { ...leg, type: leg.price === undefined ? 'stop' : 'stop-limit' };
  }
  if (word === 'move_order_stop') return { type: undefined, trigger: priceIn(row, 'moveTriggerPx'), price: undefined };
  const both = stop.trigger !== undefined && (profit.trigger !== undefined || profit.price !== undefined);
  if (word !== 'conditional' || both) return { ...stop, type: undefined };
  if (stop.trigger !== undefined) return { ...stop, type: stop.price === undefined ? 'stop' : 'stop-limit' };
  return { ...profit, type: profit.price === undefined ? 'take-profit' : 'take-profit-limit' };
}

/** An order of the conditional book. */
export function algoOrder(row: JsonObject, context: FeedContext): SeenOrder | undefined {
  const [place, orderId, state] = [placeOf(row, context), filled(row, 'algoId'), filled(row, 'state')];
  const terms = place && termsOf(row, place);
  if (!place || !terms || orderId === undefined || state === undefined) return undefined;
  const { type, trigger, price } = conditionOf(row);
  return {
    what: 'order',
    order: { orderId, ...present({ clientOrderId: filled(row, 'algoClOrdId') }), conditional: true },
    symbol: place.symbol,
    kind: place.kind,
    side: terms.side,
    reduceOnly: terms.reduceOnly,
    isProtective: terms.reduces && WAITING.has(filled(row, 'ordType') ?? ''),
    isOpen: !CLOSED_STATES.has(state),
    ...present({
      market: place.instrument?.market,
      type,
      quantity: sizeOf(row, place, terms, price === undefined),
      price,
      trigger,
      createdMs: timeOf(row['cTime']),
      updatedMs: timeOf(row['uTime']),
    }),
  };
}

/** Numbers of trades are the market's own, so they are told with it; what is no match of the market (ADL) has the number of its bill. */
export function tradeId(row: JsonObject): string | undefined {
  const [trade, symbol, bill] = [filled(row, 'tradeId'), filled(row, 'instId'), filled(row, 'billId')];
  return trade === undefined || symbol === undefined ? bill : `${symbol}:${trade}`;
}

/** Contracts of markets whose contract size is not known stay contracts. */
export function fill(row: JsonObject, context: FeedContext): SeenFill | undefined {
  const [place, id, side] = [placeOf(row, context), tradeId(row), filled(row, 'side')];
  const [size, price, atMs] = [amountOf(row['fillSz']), amountOf(row['fillPx']), timeOf(row['ts'])];
  const fee = amountOf(row['fee']);
  if (!place || id === undefined || (side !== 'buy' && side !== 'sell')) return undefined;
  if (size === undefined || price === undefined || atMs === undefined) return undefined;
  return {
    what: 'fill',
    id,
    order: present({ orderId: filled(row, 'ordId'), clientOrderId: filled(row, 'clOrdId') }),
    symbol: place.symbol,
    kind: place.kind,
    side,
    quantity: baseUnits(size, place) ?? size,
    price,
    atMs,
    ...present({
      market: place.instrument?.market,
      fee: fee === undefined ? undefined : (-fee as Decimal),
      feeAsset: currencyIn(row, 'feeCcy'),
    }),
  };
}

/**
 * A position. One on margin has the symbol of a spot market, is told in its own currency (short where that is the quote currency), and names no
 * market, for no order on spot closes it. Contracts of markets whose contract size is not known stay contracts.
 */
export function position(row: JsonObject, context: FeedContext): SeenPosition | undefined {
  const [place, size, posSide] = [placeOf(row, context), amountOf(row['pos']), filled(row, 'posSide')];
  if (!place || size === undefined) return undefined;
  const onMargin = place.kind === 'spot';
  const isShort = onMargin ? filled(row, 'posCcy') === place.symbol.split('-')[1] : posSide === 'short' && size > 0n;
  const units = onMargin ? size : (baseUnits(size, place) ?? size);
  const isLeg = posSide === 'long' || posSide === 'short';
  return {
    what: 'position',
    symbol: place.symbol,
    kind: place.kind,
    quantity: (isShort ? -units : units) as Decimal,
    ...present({
      market: onMargin ? undefined : place.instrument?.market,
      leg: isLeg ? posSide : undefined,
      mode: filled(row, 'mgnMode'),
      entry: priceIn(row, 'avgPx'),
      mark: priceIn(row, 'markPx'),
    }),
  };
}
