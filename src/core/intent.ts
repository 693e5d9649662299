import type { Decimal } from './decimal.ts';

/** A thing that can be traded, as its exchange lists it. */
export interface Instrument {
  /** The field's unified symbol: `BTC/USDT` (spot), `BTC/USDT:USDT` (linear perpetual). */
  readonly market: string;
  /** The exchange's own name of it, for example `BTCUSDT` or `XXBTZUSD`. */
  readonly symbol: string;
  /** Other spellings of the symbol that the exchange accepts. */
  readonly aliases?: readonly string[];
  readonly kind: 'spot' | 'linear' | 'inverse';
  readonly base: string;
  readonly quote: string;
  /** Base units in one contract; one for spot and wherever quantities are given in base units. */
  readonly contractSize: Decimal;
  readonly active: boolean;
  /** Quantities are multiples of it, in base units; absent where the exchange does not tell. */
  readonly step?: Decimal;
  /** The smallest quantity of a market order, in base units. */
  readonly minQuantity?: Decimal;
  /** The largest quantity of one market order, in base units. */
  readonly maxQuantity?: Decimal;
  /** The smallest worth of an order, in quote units. */
  readonly minNotional?: Decimal;
  /** Prices are multiples of it. */
  readonly tick?: Decimal;
}

export const orderTypes = ['market', 'limit', 'stop', 'stop-limit', 'take-profit', 'take-profit-limit'] as const;
export type OrderType = (typeof orderTypes)[number];
export type Side = 'buy' | 'sell';

/** Which order is meant: by the exchange's id, or by the client order id. At least one is set. */
export interface OrderRef {
  readonly orderId?: string;
  readonly clientOrderId?: string;
  /** It stands in the separate book of conditional orders that some exchanges keep. */
  readonly conditional?: true;
}

export interface PlaceOrder {
  readonly action: 'place-order';
  readonly instrument: Instrument;
  readonly side: Side;
  readonly type: OrderType;
  /** Base units. Exactly one of `quantity`, `quoteAmount` and `closePosition: true` is given. */
  readonly quantity?: Decimal | undefined;
  /** Quote units to spend or receive (market orders by amount). */
  readonly quoteAmount?: Decimal | undefined;
  /** Closes whatever the position is; only ever reduces it. */
  readonly closePosition: boolean;
  /** Limit price, quote units per base unit. */
  readonly price?: Decimal | undefined;
  /** The price that sets a stop or take-profit off. */
  readonly trigger?: Decimal | undefined;
  readonly reduceOnly: boolean;
  readonly postOnly: boolean;
  /** The bot's, or one that Keyward added so that the order can be looked up. */
  readonly clientOrderId: string;
  /** It goes to the separate book of conditional orders that some exchanges keep. */
  readonly conditional?: true;
  /** The exchange only checks it and places nothing. */
  readonly validateOnly: boolean;
}

export interface AmendOrder {
  readonly action: 'amend-order';
  readonly instrument: Instrument;
  readonly order: OrderRef;
  /** New total quantity in base units; absent when unchanged. */
  readonly quantity?: Decimal;
  readonly price?: Decimal;
  readonly trigger?: Decimal;
  /** Set where the request repeats it (Binance USD-M); otherwise the order table knows. */
  readonly side?: Side;
  /** Set where the request means one kind of order (OKX: a stop loss); of any other it would change something else. */
  readonly ofTypes?: readonly OrderType[];
}

export interface CancelOrder {
  readonly action: 'cancel-order';
  /** Absent where the exchange cancels by id alone (Kraken, Coinbase). */
  readonly instrument?: Instrument;
  readonly order: OrderRef;
}

export interface CancelAll {
  readonly action: 'cancel-all';
  /** Absent: every market that the call reaches. */
  readonly instrument?: Instrument;
}

export interface ChangeSetting {
  readonly action: 'change-setting';
  readonly setting: 'leverage' | 'margin-mode' | 'position-mode' | 'dead-man';
  readonly instrument?: Instrument;
  /** The value asked for: the leverage as plain digits, or the exchange's word. */
  readonly value: string;
}

export interface ReadPrivate {
  readonly action: 'read';
}

/** What one request wants, in Keyward's words. A batch is several. */
export type Intent = PlaceOrder | AmendOrder | CancelOrder | CancelAll | ChangeSetting | ReadPrivate;
export type Action = Intent['action'];
