import type { FieldTable } from '../fields.ts';

/**
 * Parameters by endpoint, from the Advanced Trade REST reference (create-order, edit-order, cancel-order) and the types of
 * coinbase-api 1.2.6 and coinbase-advanced-py 1.8.4, read 2026-11-22. The exchange knows more: what is refused stands here with its name.
 */
export const orderTable: FieldTable = {
  client_order_id: 'id',
  product_id: 'symbol',
  side: ['BUY', 'SELL'],
  order_configuration: 'elsewhere',
  self_trade_prevention_id: 'id',
  // Names an order that was previewed, of which nothing was checked.
  preview_id: 'refused',
  attached_order_configuration: 'refused',
  equity_order_metadata: 'refused',
  leverage: 'refused',
  margin_type: 'refused',
  // Deprecated: only keys of the old kind could choose a portfolio.
  retail_portfolio_id: 'refused',
};

export const editTable: FieldTable = {
  order_id: 'id',
  price: 'amount',
  size: 'amount',
  stop_price: 'amount',
  attached_order_configuration: 'refused',
  cancel_attached_order: ['false'],
  average_entry_price: 'refused',
};

export const cancelTable: FieldTable = { order_ids: 'elsewhere' };

const sizes: FieldTable = {
  base_size: 'amount',
  quote_size: 'amount',
  rfq_disabled: 'flag',
  // For derivatives; on a spot order it says nothing.
  reduce_only: ['false'],
};
const limited: FieldTable = { ...sizes, limit_price: 'amount' };
const stopped: FieldTable = {
  ...limited,
  stop_price: 'amount',
  stop_direction: ['STOP_DIRECTION_STOP_UP', 'STOP_DIRECTION_STOP_DOWN'],
};

/** By the one key of `order_configuration`. Bracket, TWAP and scaled orders are not modelled. */
export const configurations: Readonly<
  Record<string, { readonly kind: 'market' | 'limit' | 'stop'; readonly table: FieldTable }>
> = {
  market_market_ioc: { kind: 'market', table: sizes },
  market_market_fok: { kind: 'market', table: sizes },
  sor_limit_ioc: { kind: 'limit', table: limited },
  limit_limit_gtc: { kind: 'limit', table: { ...limited, post_only: 'flag' } },
  limit_limit_gtd: { kind: 'limit', table: { ...limited, post_only: 'flag', end_time: 'text' } },
  limit_limit_fok: { kind: 'limit', table: limited },
  stop_limit_stop_limit_gtc: { kind: 'stop', table: stopped },
  stop_limit_stop_limit_gtd: { kind: 'stop', table: { ...stopped, end_time: 'text' } },
};

/** What a token's `iss` and `aud` may say: the documents and coinbase-advanced-py have no `aud`, ccxt has one by the kind of key. */
export const issuers: readonly string[] = ['cdp', 'coinbase-cloud'];
export const audiences: readonly string[] = ['cdp_service', 'retail_rest_api_proxy'];

/**
 * How clients write an address into `uri`. The documents and ccxt take `https://` off (ccxt leaves an `http://` standing);
 * coinbase-api cuts eight characters, whatever they are.
 */
export const uriForms: readonly ((url: string) => string)[] = [
  (url) => (url.startsWith('https://') ? url.slice('https://'.length) : url),
  (url) => url.slice(8),
];
