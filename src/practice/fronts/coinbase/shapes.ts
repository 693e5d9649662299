import { add, type Decimal, divideDown, isJsonObject, type JsonObject, sum, zero } from '../../../core/index.ts';
import { remainingOf } from '../../core/account.ts';
import { decimal } from '../../core/markets.ts';
import type { Order, OrderStatus, PlaceRequest, Trade } from '../../core/order.ts';
import { portfolioOf, productOf, spellId } from './names.ts';
import { iso, Params, plain } from './wire.ts';

interface Form {
  readonly kind: 'market' | 'limit' | 'stop';
  readonly force: 'GTC' | 'IOC' | 'FOK';
  readonly told: string;
}

/** By the one key of `order_configuration`. Times at which an order ends are kept, but not played. */
export const forms: Readonly<Record<string, Form>> = {
  market_market_ioc: { kind: 'market', force: 'IOC', told: 'IMMEDIATE_OR_CANCEL' },
  market_market_fok: { kind: 'market', force: 'FOK', told: 'FILL_OR_KILL' },
  sor_limit_ioc: { kind: 'limit', force: 'IOC', told: 'IMMEDIATE_OR_CANCEL' },
  limit_limit_gtc: { kind: 'limit', force: 'GTC', told: 'GOOD_UNTIL_CANCELLED' },
  limit_limit_gtd: { kind: 'limit', force: 'GTC', told: 'GOOD_UNTIL_DATE_TIME' },
  limit_limit_fok: { kind: 'limit', force: 'FOK', told: 'FILL_OR_KILL' },
  stop_limit_stop_limit_gtc: { kind: 'stop', force: 'GTC', told: 'GOOD_UNTIL_CANCELLED' },
  stop_limit_stop_limit_gtd: { kind: 'stop', force: 'GTC', told: 'GOOD_UNTIL_DATE_TIME' },
};

/** What `order_configuration` asks of the core; `undefined` for what is not played here. */
export function requestOf(
  configuration: JsonObject[string] | undefined,
  side: 'buy' | 'sell',
): Omit<PlaceRequest, 'market'> | undefined {
  const [name = '', ...more] = isJsonObject(configuration) ? Object.keys(configuration) : [];
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  const inner = isJsonObject(configuration) ? configuration[name] : undefined;
  if (!form || more.length > 0 || !isJsonObject(inner)) return undefined;
  const params = Params.ofObject(inner);
  const values = {
    quantity: params.decimal('base_size'),
    quoteAmount: params.decimal('quote_size'),
    price: params.decimal('limit_price'),
    trigger: params.decimal('stop_price'),
  };
  const direction = params.get('stop_direction');
  const follows = (direction === 'STOP_DIRECTION_STOP_UP') === (side === 'buy');
  const tags = Object.fromEntries(
    Object.entries({ form: name, stop_direction: direction, end_time: params.get('end_time') }).filter(
      ([, value]) => value,
    ),
  ) as Record<string, string>;
  return {
    side,
    type: form.kind === 'stop' ? (follows ? 'stop-limit' : 'take-profit-limit') : form.kind,
    ...(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
      [name in keyof typeof values]?: Decimal;
    }),
    timeInForce: form.force,
    postOnly: params.get('post_only') === 'true',
    tags,
  };
}

function configurationOf(order: Order): object {
  const { form = 'limit_limit_gtc', stop_direction, end_time } = order.tags;
  const size =
    order.quoteAmount === undefined ? { base_size: plain(order.quantity) } : { quote_size: plain(order.quoteAmount) };
  return {
    [form]: {
      ...size,
      ...(order.price === undefined ? {} : { limit_price: plain(order.price) }),
      ...(forms[form]?.kind === 'limit' && forms[form].force === 'GTC' ? { post_only: order.postOnly } : {}),
      ...(order.trigger === undefined ? {} : { stop_price: plain(order.trigger) }),
      ...(stop_direction === undefined ? {} : { stop_direction }),
      ...(end_time === undefined ? {} : { end_time }),
    },
  };
}

const statuses: Readonly<Record<OrderStatus, string>> = {
  waiting: 'OPEN',
  open: 'OPEN',
  filled: 'FILLED',
  cancelled: 'CANCELLED',
  expired: 'CANCELLED',
};

export function statusOf(order: Order): string {
  return order.type === 'market' && order.status === 'expired' && order.filled > 0n ? 'FILLED' : statuses[order.status];
}

export function toldOrder(order: Order, trades: readonly Trade[]): Record<string, unknown> {
  const mine = trades.filter(({ orderId }) => orderId === order.id);
  const fees = sum(mine.map(({ fee }) => fee));
  const kind = forms[order.tags['form'] ?? '']?.kind ?? 'limit';
  const isDone = order.status !== 'open' && order.status !== 'waiting';
  const whole = order.quantity === zero ? zero : (divideDown(order.filled, order.quantity) ?? zero);
  return {
    order_id: spellId(order.id),
    product_id: productOf(order.market),
    user_id: portfolioOf(order.account),
    order_configuration: configurationOf(order),
    side: order.side.toUpperCase(),
    client_order_id: order.clientOrderId,
    status: statusOf(order),
    time_in_force: forms[order.tags['form'] ?? '']?.told ?? 'GOOD_UNTIL_CANCELLED',
    created_time: iso(order.createdMs),
    completion_percentage: plain((whole * 100n) as Decimal),
    filled_size: plain(order.filled),
    average_filled_price: plain(divideDown(order.filledQuote, order.filled) ?? zero),
    fee: '',
    number_of_fills: String(mine.length),
    filled_value: plain(order.filledQuote),
    pending_cancel: false,
    size_in_quote: order.quoteAmount !== undefined,
    total_fees: plain(fees),
    size_inclusive_of_fees: false,
    total_value_after_fees: plain(
      order.side === 'buy' ? add(order.filledQuote, fees) : ((order.filledQuote - fees) as Decimal),
    ),
    trigger_status:
      kind !== 'stop' ? 'INVALID_ORDER_TYPE' : order.triggeredMs === undefined ? 'STOP_PENDING' : 'STOP_TRIGGERED',
    order_type: kind === 'stop' ? 'STOP_LIMIT' : kind.toUpperCase(),
    reject_reason: 'REJECT_REASON_UNSPECIFIED',
    settled: isDone,
    product_type: 'SPOT',
    reject_message: '',
    cancel_message: order.status === 'cancelled' ? 'User requested cancel' : '',
    order_placement_source: 'RETAIL_ADVANCED',
    outstanding_hold_amount: isDone ? '0' : plain(remainingOf(order)),
    is_liquidation: false,
    last_fill_time: mine.length === 0 ? null : iso(mine.at(-1)!.atMs),
    edit_history: [],
    leverage: '',
    margin_type: 'UNKNOWN_MARGIN_TYPE',
    retail_portfolio_id: portfolioOf(order.account),
  };
}

export function toldFill(trade: Trade): Record<string, unknown> {
  return {
    entry_id: `entry-${trade.id}`,
    trade_id: spellId(trade.id),
    order_id: spellId(trade.orderId),
    trade_time: iso(trade.atMs),
    trade_type: 'FILL',
    price: plain(trade.price),
    size: plain(trade.quantity),
    commission: plain(trade.fee),
    product_id: productOf(trade.market),
    sequence_timestamp: iso(trade.atMs),
    liquidity_indicator: trade.maker ? 'MAKER' : 'TAKER',
    size_in_quote: false,
    user_id: portfolioOf(trade.account),
    side: trade.side.toUpperCase(),
    retail_portfolio_id: portfolioOf(trade.account),
  };
}

/** Share of the notional that a taker pays. */
export const takerFee = decimal('0.012');
export const makerFee = decimal('0.006');
