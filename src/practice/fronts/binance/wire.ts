import type { Decimal, Side } from '../../../core/index.ts';
import { formatDecimal, parseNumber } from '../../../core/index.ts';
import type { Account } from '../../core/account.ts';
import type { Market } from '../../core/markets.ts';
import { isRejection, type Rejection, type RejectReason } from '../../core/order.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import type { FrontContext, FrontRequest, Param } from '../../front.ts';
import type { Permissions, PracticeKey } from '../../keys.ts';

/** An error answer in Binance's words. */
export interface WireError {
  readonly wireError: true;
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly data?: unknown;
}

export function wireError(code: number, msg: string, status = 400, data?: unknown): WireError {
  return { wireError: true, status, code, msg, ...(data === undefined ? {} : { data }) };
}

export function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && (value as { wireError?: unknown }).wireError === true;
}

/** What of a `WireError` stands in the body. */
export function errorBody(error: WireError): Record<string, unknown> {
  return { code: error.code, msg: error.msg, ...(error.data === undefined ? {} : { data: error.data }) };
}

/** The parameters of a request: where a name is in the query and in the body, the query wins. */
export class Params {
  readonly #values = new Map<string, string>();

  constructor(query: readonly Param[], form: readonly Param[]) {
    for (const [name, value] of [...form, ...query]) this.#values.set(name, value);
  }

  get(name: string): string | undefined {
    const value = this.#values.get(name);
    return value === '' ? undefined : value;
  }

  number(name: string): number | undefined {
    const value = this.get(name);
    return value === undefined || !/^\d{1,16}$/.test(value) ? undefined : Number(value);
  }

  decimal(name: string): Decimal | undefined {
    const value = this.get(name);
    return value === undefined ? undefined : parseNumber(value);
  }

  flag(name: string): boolean {
    return this.get(name)?.toLowerCase() === 'true';
  }

  side(): Side {
    return this.get('side') === 'BUY' ? 'buy' : 'sell';
  }
}

const decimals = ['quantity', 'quoteOrderQty', 'price', 'stopPrice', 'triggerPrice', 'amount', 'newQty'];
const words: Readonly<Record<string, readonly [pattern: RegExp, code: number, msg: string]>> = {
  side: [/^(BUY|SELL)$/, -1117, 'Invalid side.'],
  timeInForce: [/^(GTC|IOC|FOK|GTX|GTD)$/, -1115, 'Invalid timeInForce.'],
  newOrderRespType: [/^(ACK|RESULT|FULL)$/, -1124, 'Invalid newOrderRespType.'],
  newClientOrderId: [
    /^[.A-Z:/a-z0-9_-]{1,36}$/,
    -1100,
    "Illegal characters found in parameter 'newClientOrderId'; legal range is '^[\\.A-Z\\:/a-z0-9_-]{1,36}$'.",
  ],
};

/** The first parameter that is missing or unreadable, as an error. */
export function checkParams(params: Params, mandatory: readonly string[]): WireError | undefined {
  for (const name of mandatory) {
    if (params.get(name) === undefined) {
      return wireError(-1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);
    }
  }
  for (const name of decimals) {
    const text = params.get(name);
    if (text !== undefined && (!/^\d{1,20}(\.\d{1,20})?$/.test(text) || parseNumber(text) === undefined)) {
      return wireError(
        -1100,
        `Illegal characters found in parameter '${name}'; legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'.`,
      );
    }
  }
  for (const [name, [pattern, code, msg]] of Object.entries(words)) {
    const text = params.get(name);
    if (text !== undefined && !pattern.test(text)) return wireError(code, msg);
  }
  return undefined;
}

/** A public call, ready to be answered. `market` is set where the route asks for a symbol and one was sent. */
export interface Call {
  readonly request: FrontRequest;
  readonly context: FrontContext;
  readonly core: PracticeCore;
  readonly params: Params;
  readonly nowMs: number;
  readonly market?: Market;
}

export interface SignedCall extends Call {
  readonly key: PracticeKey;
  readonly account: Account;
}

interface RouteBase {
  /** `GET /api/v3/time` */
  readonly line: string;
  readonly weight?: number;
  /** What it weighs when no market is named. */
  readonly weightOfAll?: number;
  readonly mandatory?: readonly string[];
  /** Which kind of market `symbol` names. */
  readonly symbol?: Market['kind'];
  /** Counts as an order in the rate headers. */
  readonly order?: boolean;
}

export interface PublicRoute extends RouteBase {
  readonly needs: 'nothing';
  answer(call: Call): unknown;
}

export interface SignedRoute extends RouteBase {
  readonly needs: keyof Permissions;
  /** Carries the key's id alone (security type USER_STREAM). */
  readonly unsigned?: true;
  answer(call: SignedCall): unknown;
}

export type Route = PublicRoute | SignedRoute;

/** Which markets Binance lists here: everything but the US dollar itself. */
export function listed(core: PracticeCore, kind: Market['kind']): readonly Market[] {
  return core.markets().filter((market) => market.kind === kind && market.quote !== 'USD');
}

export function symbolOf(market: Market): string {
  return market.base + market.quote;
}

export function marketOf(core: PracticeCore, kind: Market['kind'], symbol: string): Market | undefined {
  return listed(core, kind).find((market) => symbolOf(market) === symbol);
}

/** Exactly so many decimals, cut off. */
export function fixed(value: Decimal, places = 8): string {
  const [whole = '0', fraction = ''] = formatDecimal(value).split('.');
  return places === 0 ? whole : `${whole}.${fraction.padEnd(places, '0').slice(0, places)}`;
}

/** At least so many decimals, and all that there are: amounts of money add up to the last digit. */
export function exact(value: Decimal, places = 8): string {
  return fixed(value, Math.max(places, placesOf(value)));
}

/** Decimals of a tick or step. */
export function placesOf(step: Decimal): number {
  return formatDecimal(step).split('.')[1]?.length ?? 0;
}

const spotErrors: { readonly [reason in RejectReason]?: readonly [number, string] } = {
  'quantity-step': [-1013, 'Filter failure: LOT_SIZE'],
  'quantity-range': [-1013, 'Filter failure: LOT_SIZE'],
  'price-tick': [-1013, 'Filter failure: PRICE_FILTER'],
  'price-band': [-1013, 'Filter failure: PERCENT_PRICE_BY_SIDE'],
  'min-notional': [-1013, 'Filter failure: NOTIONAL'],
  'too-many-orders': [-1013, 'Filter failure: MAX_NUM_ORDERS'],
  'insufficient-balance': [-2010, 'Account has insufficient balance for requested action.'],
  'post-only-takes': [-2010, 'Order would immediately match and take.'],
  'client-id-taken': [-2010, 'Duplicate order sent.'],
  'triggers-at-once': [-2010, 'Stop price would trigger immediately.'],
};

const linearErrors: { readonly [reason in RejectReason]?: readonly [number, string] } = {
  'quantity-step': [-1111, 'Precision is over the maximum defined for this asset.'],
  'quantity-range': [-4005, 'Quantity greater than max quantity.'],
  'price-tick': [-4014, 'Price not increased by tick size.'],
  'price-band': [-4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit."],
  'min-notional': [-4164, "Order's notional must be no smaller than its minimum (unless you choose reduce only)."],
  'too-many-orders': [-2025, 'Reach max open order limit.'],
  'insufficient-margin': [-2019, 'Margin is insufficient.'],
  'insufficient-balance': [-2019, 'Margin is insufficient.'],
  'reduce-only-refused': [-2022, 'ReduceOnly Order is rejected.'],
  'closes-too-much': [-2022, 'ReduceOnly Order is rejected.'],
  'position-side': [-4061, "Order's position side does not match user's setting."],
  'post-only-takes': [
    -5022,
    'Due to the order could not be executed as maker, the Post Only order will be rejected. The order will not be recorded in the order history',
  ],
  'client-id-taken': [-4116, 'ClientOrderId is duplicated.'],
  'triggers-at-once': [-2021, 'Order would immediately trigger.'],
  'no-change': [-5027, 'No need to modify the order.'],
  'leverage-range': [-4028, 'Leverage is not valid'],
};

/** A refusal of the core in Binance's words. */
export function refusalOf(rejection: Rejection, kind: Market['kind']): WireError {
  const found = (kind === 'spot' ? spotErrors : linearErrors)[rejection.reason];
  if (found) return wireError(...found);
  if (rejection.reason === 'unknown-order') return wireError(-2011, 'Unknown order sent.');
  if (rejection.reason === 'unknown-market') return wireError(-1121, 'Invalid symbol.');
  return wireError(-1106, 'A parameter was sent that is missing, or not required.');
}

/** Passes a result of the core on, or its refusal in Binance's words. */
export function told<T, U>(result: T | Rejection, kind: Market['kind'], shape: (value: T) => U): U | WireError {
  return isRejection(result) ? refusalOf(result, kind) : shape(result as T);
}
