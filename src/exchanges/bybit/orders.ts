import {
  type AmendOrder,
  type CancelAll,
  type CancelOrder,
  type Decimal,
  type Instrument,
  type Intent,
  isRefusal,
  type OrderRef,
  type OrderType,
  type Refusal,
  refuse,
  type Side,
} from '../../core/index.ts';
import type { ParseContext } from '../exchange.ts';
import { type Fields, printable } from '../fields.ts';
import { placement, present } from '../orders.ts';

const CLIENT_ORDER_ID = /^[A-Za-z0-9_-]{1,36}$/;

/** Reads the intent of one order, amendment or cancellation out of validated fields. */
export type IntentReader = (fields: Fields, context: ParseContext) => Intent | Refusal;

/** The market, by `category` and `symbol`. */
export function instrumentOf(fields: Fields, context: ParseContext): Instrument | Refusal {
  const category = fields.text('category');
  const symbol = fields.text('symbol');
  if (category === undefined) return refuse('parameter-invalid', 'parameter category is missing');
  if (symbol === undefined) return refuse('parameter-invalid', 'parameter symbol is missing');
  const instrument = context.instrument(symbol, category === 'spot' ? 'spot' : 'linear');
  return instrument ?? refuse('market-unknown', `no ${category} market ${printable(symbol)}`);
}

/** POST /v5/order/create and, with `validateOnly`, /v5/order/pre-check. */
export function placeReader(validateOnly: boolean): IntentReader {
  return (fields, context) => {
    const instrument = instrumentOf(fields, context);
    if (isRefusal(instrument)) return instrument;
    const side = fields.text('side') === 'Sell' ? 'sell' : 'buy';
    const isMarket = fields.text('orderType') === 'Market';
    if (fields.text('side') === undefined || fields.text('orderType') === undefined) {
      return refuse('parameter-invalid', 'parameter side or orderType is missing');
    }
    const misfit = misfitOf(fields, instrument, isMarket);
    if (misfit) return misfit;
    const clientOrderId = clientOrderIdOf(fields, context);
    if (isRefusal(clientOrderId)) return clientOrderId;
    // Spot has no positions: the exchange does not read the flags there.
    const isLinear = instrument.kind === 'linear';
    const price = fields.amount('price');
    return placement({
      instrument,
      side,
      type: typeOf(side, isMarket, fields),
      ...sizeOf(fields, instrument, side, isMarket),
      price: isMarket && price === 0n ? undefined : price,
      trigger: fields.amount('triggerPrice'),
      reduceOnly: isLinear && fields.flag('reduceOnly'),
      postOnly: !isMarket && fields.text('timeInForce') === 'PostOnly',
      clientOrderId,
      validateOnly,
    });
  };
}

/** What only fits one kind of market, so that nothing is read in two ways. */
function misfitOf(fields: Fields, instrument: Instrument, isMarket: boolean): Refusal | undefined {
  const filter = fields.text('orderFilter') ?? 'Order';
  if (fields.text('marketUnit') !== undefined && !(instrument.kind === 'spot' && isMarket)) {
    return refuse('parameter-invalid', 'parameter marketUnit is for spot market orders');
  }
  if (instrument.kind === 'linear' && filter !== 'Order') {
    return refuse('parameter-invalid', 'parameter orderFilter is for spot orders');
  }
  // In hedge mode the index names the position: the buy side's is made smaller by a sell.
  const opening = fields.text('side') === 'Buy' ? '1' : '2';
  if (fields.flag('reduceOnly') && fields.text('positionIdx') === opening) {
    return refuse('parameter-invalid', 'reduceOnly does not fit the side and positionIdx: the order would open');
  }
  if (instrument.kind === 'spot' && (filter === 'Order') !== (fields.amount('triggerPrice') === undefined)) {
    return refuse('parameter-invalid', 'parameters orderFilter and triggerPrice do not fit each other');
  }
  return undefined;
}

/**
 * The size. On spot the `qty` of a market buy is an amount of the quote currency unless `marketUnit` says otherwise;
 * a contract's `qty` is always in base units, and zero closes the position when both flags ask for it.
 */
function sizeOf(
  fields: Fields,
  instrument: Instrument,
  side: Side,
  isMarket: boolean,
): { quantity: Decimal | undefined; quoteAmount: Decimal | undefined; closePosition: boolean } {
  const size = fields.amount('qty');
  if (instrument.kind === 'linear') {
    const closePosition = size === 0n && fields.flag('reduceOnly') && fields.flag('closeOnTrigger');
    return { quantity: closePosition ? undefined : size, quoteAmount: undefined, closePosition };
  }
  const unit = fields.text('marketUnit') ?? (side === 'buy' ? 'quoteCoin' : 'baseCoin');
  const isQuote = isMarket && unit === 'quoteCoin';
  return { quantity: isQuote ? undefined : size, quoteAmount: isQuote ? size : undefined, closePosition: false };
}

/** A trigger in the direction of the order is a stop, against it a take-profit; without a direction it counts as a stop. */
function typeOf(side: Side, isMarket: boolean, fields: Fields): OrderType {
  if (fields.amount('triggerPrice') === undefined) return isMarket ? 'market' : 'limit';
  const direction = fields.text('triggerDirection');
  const isTakeProfit = direction === (side === 'buy' ? '2' : '1');
  if (isTakeProfit) return isMarket ? 'take-profit' : 'take-profit-limit';
  return isMarket ? 'stop' : 'stop-limit';
}

function clientOrderIdOf(fields: Fields, context: ParseContext): string | Refusal {
  const given = fields.text('orderLinkId');
  if (given === undefined) {
    const made = context.newClientOrderId();
    fields.add('orderLinkId', made);
    return made;
  }
  return CLIENT_ORDER_ID.test(given)
    ? given
    : refuse('parameter-invalid', 'parameter orderLinkId is not of letters, digits, - and _');
}

function orderRef(fields: Fields): OrderRef | Refusal {
  const ref = present({ orderId: fields.text('orderId'), clientOrderId: fields.text('orderLinkId') });
  return Object.keys(ref).length === 0 ? refuse('parameter-invalid', 'the order is not named') : ref;
}

/** POST /v5/order/amend. */
export function readAmend(fields: Fields, context: ParseContext): AmendOrder | Refusal {
  const instrument = instrumentOf(fields, context);
  if (isRefusal(instrument)) return instrument;
  const order = orderRef(fields);
  if (isRefusal(order)) return order;
  const changes = {
    quantity: fields.amount('qty'),
    price: fields.amount('price'),
    trigger: fields.amount('triggerPrice'),
  };
  const given = Object.values(changes).filter((value) => value !== undefined);
  if (given.length === 0) return refuse('parameter-invalid', 'nothing that can be amended is given');
  if (given.includes(0n as Decimal)) return refuse('parameter-invalid', 'a quantity or price of an amendment is zero');
  return { action: 'amend-order', instrument, order, ...present(changes) };
}

/** POST /v5/order/cancel. */
export function readCancel(fields: Fields, context: ParseContext): CancelOrder | Refusal {
  const instrument = instrumentOf(fields, context);
  if (isRefusal(instrument)) return instrument;
  const order = orderRef(fields);
  return isRefusal(order) ? order : { action: 'cancel-order', instrument, order };
}

/** POST /v5/order/cancel-all: the symbol counts where also a coin is given. */
export function readCancelAll(fields: Fields, context: ParseContext): CancelAll | Refusal {
  if (fields.text('symbol') === undefined) {
    return fields.text('category') === undefined
      ? refuse('parameter-invalid', 'parameter category is missing')
      : { action: 'cancel-all' };
  }
  const instrument = instrumentOf(fields, context);
  return isRefusal(instrument) ? instrument : { action: 'cancel-all', instrument };
}
