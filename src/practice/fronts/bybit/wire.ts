import {
  type Decimal,
  formatDecimal,
  isJsonFault,
  isJsonObject,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  parseJson,
  parseNumber,
} from '../../../core/index.ts';
import type { Account } from '../../core/account.ts';
import type { Market } from '../../core/markets.ts';
import { isRejection, type Rejection, type RejectReason } from '../../core/order.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import { type FrontAnswer, type FrontContext, type FrontRequest, jsonAnswer, type Param } from '../../front.ts';
import type { PracticeKey } from '../../keys.ts';

/** An error answer in Bybit's words; HTTP 200 unless said otherwise. */
export interface WireError {
  readonly wireError: true;
  readonly code: number;
  readonly msg: string;
}

export function wireError(code: number, msg: string): WireError {
  return { wireError: true, code, msg };
}

export function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && (value as { wireError?: unknown }).wireError === true;
}

/** What a call gives beside its result. */
export interface Extended {
  readonly extended: true;
  readonly result: unknown;
  readonly extra: unknown;
}

export function extended(result: unknown, extra: unknown): Extended {
  return { extended: true, result, extra };
}

/** The envelope of every answer: `{ retCode, retMsg, result, retExtInfo, time }`. */
export function envelope(given: unknown, nowMs: number, headers: Readonly<Record<string, string>> = {}): FrontAnswer {
  const time = { time: nowMs };
  if (isWireError(given)) {
    const { code, msg } = given;
    return jsonAnswer(200, { retCode: code, retMsg: msg, result: {}, retExtInfo: {}, ...time }, headers);
  }
  const { result, extra } = isExtended(given) ? given : { result: given, extra: {} };
  return jsonAnswer(200, { retCode: 0, retMsg: 'OK', result, retExtInfo: extra, ...time }, headers);
}

function isExtended(value: unknown): value is Extended {
  return typeof value === 'object' && value !== null && (value as { extended?: unknown }).extended === true;
}

/** The parameters of a request: the query of a GET, the members of the JSON body of a POST. */
export class Params {
  readonly #values: ReadonlyMap<string, JsonValue>;

  constructor(values: Iterable<readonly [string, JsonValue]>) {
    this.#values = new Map(values);
  }

  /** `undefined` when the body is not a JSON object. */
  static of(request: FrontRequest): Params | undefined {
    if (request.method === 'GET') return new Params(request.query as readonly Param[]);
    const value = parseJson(request.rawBody === '' ? '{}' : request.rawBody);
    return isJsonFault(value) || !isJsonObject(value) ? undefined : new Params(Object.entries(value));
  }

  static ofObject(object: JsonObject, more: readonly Param[]): Params {
    return new Params([...Object.entries(object), ...more]);
  }

  /** A string or number as text; blanks count as absent. */
  get(name: string): string | undefined {
    const value = this.#values.get(name);
    if (value instanceof JsonNumber) return value.text;
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  list(name: string): readonly JsonValue[] | undefined {
    const value = this.#values.get(name);
    return Array.isArray(value) ? value : undefined;
  }

  number(name: string): number | undefined {
    const value = this.get(name);
    return value === undefined || !/^\d{1,16}$/.test(value) ? undefined : Number(value);
  }

  decimal(name: string): Decimal | undefined {
    return parseNumber(this.get(name) ?? '');
  }

  flag(name: string): boolean {
    return this.#values.get(name) === true;
  }
}

/** A public call, ready to be answered. */
export interface Call {
  readonly request: FrontRequest;
  readonly context: FrontContext;
  readonly core: PracticeCore;
  readonly params: Params;
  readonly nowMs: number;
}

export interface SignedCall extends Call {
  readonly key: PracticeKey;
  readonly account: Account;
}

export interface PublicRoute {
  /** `GET /v5/market/time` */
  readonly line: string;
  readonly mandatory?: readonly string[];
  readonly open: true;
  answer(call: Call): unknown;
}

export interface SignedRoute {
  readonly line: string;
  readonly mandatory?: readonly string[];
  /** `trade` is spot or contracts, as the category says. */
  readonly needs: 'read' | 'trade' | 'futures' | 'transfer' | 'withdraw';
  /** Requests a second, or a minute, that one key may send. */
  readonly perSecond?: number;
  readonly perMinute?: number;
  answer(call: SignedCall): unknown;
}

export type Route = PublicRoute | SignedRoute;

export type Category = 'spot' | 'linear' | 'inverse' | 'option';

export function categoryOf(params: Params): Category | undefined {
  const category = params.get('category');
  return category === 'spot' || category === 'linear' || category === 'inverse' || category === 'option'
    ? category
    : undefined;
}

export const noCategory = wireError(10001, 'params error: Category is invalid');
export const noSymbol = wireError(10001, 'params error: symbol invalid');

/** Which markets Bybit lists here: those in USDT. */
export function listed(core: PracticeCore, category: Category): readonly Market[] {
  return core.markets().filter((market) => market.kind === category && market.quote === 'USDT');
}

export function symbolOf(market: Market): string {
  return market.base + market.quote;
}

/** The market that `category` and `symbol` name. */
export function marketOf(core: PracticeCore, params: Params): Market | WireError {
  const category = categoryOf(params);
  if (!category) return noCategory;
  return listed(core, category).find((market) => symbolOf(market) === params.get('symbol')) ?? noSymbol;
}

/** The markets of a category, or the one that is named. */
export function marketsOf(core: PracticeCore, params: Params): readonly Market[] | WireError {
  if (params.get('symbol') === undefined) {
    const category = categoryOf(params);
    return category ? listed(core, category) : noCategory;
  }
  const market = marketOf(core, params);
  return isWireError(market) ? market : [market];
}

export const plain = formatDecimal;

/** Decimals of a tick or step. */
export function placesOf(step: Decimal): number {
  return formatDecimal(step).split('.')[1]?.length ?? 0;
}

/** Exactly so many decimals, cut off. */
export function fixed(value: Decimal, places: number): string {
  const [whole = '0', fraction = ''] = formatDecimal(value).split('.');
  return places === 0 ? whole : `${whole}.${fraction.padEnd(places, '0').slice(0, places)}`;
}

const spotErrors: { readonly [reason in RejectReason]?: readonly [number, string] } = {
  'quantity-step': [170137, 'Order volume decimal too long.'],
  'quantity-range': [170136, 'Order quantity exceeded lower limit.'],
  'price-tick': [170134, 'Order price decimal too long.'],
  'price-band': [170132, 'Order price too high.'],
  'min-notional': [170140, 'Order value exceeded lower limit.'],
  'too-many-orders': [170810, 'Cannot exceed maximum of 500 conditional, TP/SL and active orders.'],
  'insufficient-balance': [170131, 'Insufficient balance.'],
  'post-only-takes': [170218, 'The LIMIT-MAKER order is rejected due to invalid price.'],
  'client-id-taken': [170141, 'Duplicate clientOrderId.'],
  'triggers-at-once': [170203, 'trigger price cannot be higher than 110% price.'],
  'unknown-order': [170213, 'Order does not exist.'],
};

const linearErrors: { readonly [reason in RejectReason]?: readonly [number, string] } = {
  'quantity-step': [10001, 'Qty invalid'],
  'quantity-range': [110017, 'orderQty will be truncated to zero.'],
  'price-tick': [10001, 'Price invalid'],
  'price-band': [110003, 'Order price exceeds the allowable range.'],
  'min-notional': [110094, 'Order does not meet minimum order value'],
  'too-many-orders': [110020, 'Not allowed to have more than 500 active orders.'],
  'insufficient-margin': [110007, 'ab not enough for new order'],
  'insufficient-balance': [110007, 'ab not enough for new order'],
  'reduce-only-refused': [110017, 'current position is zero, cannot fix reduce-only order qty'],
  'closes-too-much': [110017, 'Reduce-only rule not satisfied'],
  'position-side': [10001, 'position idx not match position mode'],
  'post-only-takes': [170218, 'The LIMIT-MAKER order is rejected due to invalid price.'],
  'client-id-taken': [110072, 'OrderLinkedID is duplicate'],
  'triggers-at-once': [110092, 'expect Rising, but trigger_price <= current'],
  'no-change': [10001, 'The order remains unchanged as the parameters entered match the existing ones.'],
  'leverage-range': [10001, 'leverage invalid'],
  'unknown-order': [110001, 'order not exists or too late to cancel'],
};

/** A refusal of the core in Bybit's words. */
export function refusalOf(rejection: Rejection, kind: Market['kind']): WireError {
  const found = (kind === 'spot' ? spotErrors : linearErrors)[rejection.reason];
  return found ? wireError(...found) : wireError(10001, 'params error');
}

/** Passes a result of the core on, or its refusal in Bybit's words. */
export function told<T, U>(result: T | Rejection, kind: Market['kind'], shape: (value: T) => U): U | WireError {
  return isRejection(result) ? refusalOf(result, kind) : shape(result as T);
}

export const DAY_MS = 86_400_000;

/** The span that a history is asked for, both ends included. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SpanRule {
  readonly longestMs: number;
  /** Where neither end is named. */
  readonly usualMs: number;
  /** A span must be shorter than the longest. */
  readonly isOpen?: true;
  /** Only whole seconds count. */
  readonly bySeconds?: true;
}

/** Reads `startTime` and `endTime`; one alone reaches as far as the usual span. */
export function spanOf({ params, nowMs }: SignedCall, rule: SpanRule): Span | WireError {
  const given = [params.number('startTime'), params.number('endTime')];
  const [start, end] = rule.bySeconds ? given.map((ms) => ms && Math.floor(ms / 1_000) * 1_000) : given;
  const fromMs = start ?? (end ?? nowMs) - rule.usualMs;
  const toMs = end ?? (start === undefined ? nowMs : start + rule.usualMs);
  if (toMs < fromMs) return wireError(10001, 'params error: startTime is after endTime');
  const isLong = rule.isOpen ? toMs - fromMs >= rule.longestMs : toMs - fromMs > rule.longestMs;
  if (isLong) {
    const days = rule.longestMs / DAY_MS;
    return wireError(10001, `The time range between startTime and endTime cannot exceed ${days} days`);
  }
  return { fromMs, toMs: rule.bySeconds ? toMs + 999 : toMs };
}

export function isWithin({ fromMs, toMs }: Span, atMs: number): boolean {
  return atMs >= fromMs && atMs <= toMs;
}

/**
 * One page of a history, newest first. The cursor names the place counted from the oldest, so that what comes in meanwhile shifts nothing; it
 * stands in every page that holds something, encoded for a URL, also in the last.
 */
export function historyPage<T>(
  params: Params,
  items: readonly T[],
  usual: number,
  most: number,
): { list: T[]; nextPageCursor: string } | WireError {
  const cursor = params.get('cursor');
  const left = cursor === undefined ? items.length : Number(/^page:(\d{1,9}),\d{1,9}$/.exec(cursor)?.[1] ?? Number.NaN);
  const limit = Math.min(Math.max(params.number('limit') ?? usual, 1), most);
  if (Number.isNaN(left)) return wireError(10001, 'params error: cursor invalid');
  const from = Math.max(0, items.length - left);
  const list = items.slice(from, from + limit);
  const rest = Math.max(0, items.length - from - list.length);
  return { list, nextPageCursor: list.length === 0 ? '' : encodeURIComponent(`page:${rest},${items.length}`) };
}

/** One page of a list: `cursor` is how many were passed before. */
export function page<T>(
  params: Params,
  items: readonly T[],
  usual: number,
  most: number,
): { list: T[]; nextPageCursor: string } {
  const from = params.number('cursor') ?? 0;
  const limit = Math.min(Math.max(params.number('limit') ?? usual, 1), most);
  const list = items.slice(from, from + limit);
  return { list, nextPageCursor: from + limit < items.length ? String(from + limit) : '' };
}
