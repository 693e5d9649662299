import { type Decimal, divideDown, zero } from '../../../core/index.ts';
import type { Order, Trade } from '../../core/order.ts';
import { namesOf, spellId } from './names.ts';
import { exact, fixed, placesOf, seconds } from './wire.ts';

const statuses = {
  waiting: 'open',
  open: 'open',
  filled: 'closed',
  cancelled: 'canceled',
  expired: 'expired',
} as const;

export function isOpen(order: Order): boolean {
  return order.status === 'open' || order.status === 'waiting';
}

/** The sentence in which Kraken tells an order: `buy 1.25000000 XBTUSD @ limit 27500.0`. */
export function describeOrder(order: Order): string {
  const places = placesOf(order.market.tick);
  const price = (value: Decimal | undefined) => fixed(value ?? zero, places);
  const [kind = ''] = (order.tags['ordertype'] ?? order.type).split('-limit');
  const how =
    order.trigger === undefined
      ? `${kind}${order.price === undefined ? '' : ` ${price(order.price)}`}`
      : `${kind.replace('-', ' ')} ${price(order.trigger)}${order.price === undefined ? '' : ` -> limit ${price(order.price)}`}`;
  const volume = fixed(order.quoteAmount ?? order.quantity);
  return `${order.side} ${volume} ${namesOf(order.market).altname} @ ${order.tags['ordertype'] === 'limit' ? `limit ${price(order.price)}` : how}`;
}

/** The order as the query calls tell it, without its id. */
export function toldOrder(order: Order, trades?: readonly Trade[]): Record<string, unknown> {
  const places = placesOf(order.market.tick);
  const price = (value: Decimal | undefined) => (value === undefined ? '0' : fixed(value, places));
  const own = trades?.filter((trade) => trade.orderId === order.id);
  const fee = (own ?? []).reduce((sum, trade) => sum + trade.fee, 0n) as Decimal;
  const byQuote = order.quoteAmount !== undefined;
  const flags = [...(byQuote ? ['viqc'] : []), ...(order.postOnly ? ['post'] : []), 'fciq'];
  return {
    refid: null,
    userref: order.tags['userref'] === undefined ? null : Number(order.tags['userref']),
    ...(order.tags['cl_ord_id'] === undefined ? {} : { cl_ord_id: order.clientOrderId }),
    status: statuses[order.status],
    ...(isOpen(order)
      ? {}
      : { reason: order.status === 'cancelled' ? 'User requested' : null, closetm: seconds(order.updatedMs) }),
    opentm: seconds(order.createdMs),
    starttm: 0,
    expiretm: 0,
    descr: {
      pair: namesOf(order.market).altname,
      type: order.side,
      ordertype: order.tags['ordertype'] ?? order.type,
      price: price(order.trigger ?? order.price),
      price2: order.trigger === undefined ? '0' : price(order.price),
      leverage: 'none',
      order: describeOrder(order),
      close: '',
    },
    vol: fixed(order.quoteAmount ?? order.quantity),
    vol_exec: fixed(byQuote ? order.filledQuote : order.filled),
    cost: fixed(order.filledQuote, 5),
    fee: fixed(fee, 5),
    price: fixed(divideDown(order.filledQuote, order.filled) ?? zero, places),
    stopprice: fixed(zero, places),
    limitprice: fixed(zero, places),
    misc: '',
    oflags: flags.join(','),
    ...(own && own.length > 0 ? { trades: own.map(({ id }) => spellId('T', id)) } : {}),
  };
}

export function toldTrade(trade: Trade, ordertype: string): Record<string, unknown> {
  const places = placesOf(trade.market.tick);
  return {
    ordertxid: spellId('O', trade.orderId),
    postxid: spellId('T', trade.id),
    pair: namesOf(trade.market).id,
    time: seconds(trade.atMs),
    type: trade.side,
    ordertype,
    price: fixed(trade.price, places),
    cost: exact(trade.quote, 5),
    fee: fixed(trade.fee, 5),
    vol: fixed(trade.quantity),
    margin: '0.00000',
    leverage: '0',
    misc: '',
    trade_id: trade.id,
    maker: trade.maker,
  };
}
