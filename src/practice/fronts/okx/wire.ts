import {
  type Decimal,
  divideDown,
  formatDecimal,
  isJsonObject,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  multiplyDown,
  parseNumber,
} from '../../../core/index.ts';
import type { Account } from '../../core/account.ts';
import { decimal, type Market } from '../../core/markets.ts';
import type { Rejection, RejectReason } from '../../core/order.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import type { FrontContext, FrontRequest, Param } from '../../front.ts';
import type { Permissions, PracticeKey } from '../../keys.ts';

/** An error in OKX's words, by its code; most come with the HTTP status 200. */
export interface OkxError {
  readonly okxError: true;
  readonly code: string;
  readonly msg: string;
  readonly status: number;
}

export function okxError(code: string, msg: string, status = 200): OkxError {
  return { okxError: true, code, msg, status };
}

export function isOkxError(value: unknown): value is OkxError {
  return typeof value === 'object' && value !== null && (value as { okxError?: unknown }).okxError === true;
}

/** An answer whose rows succeed or fail each for itself. */
export interface Rows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** The parameters of a query, or the scalars of one JSON object; what is empty is not there. */
export class Params {
  readonly #values = new Map<string, string>();

  static ofQuery(query: readonly Param[]): Params {
    const params = new Params();
    for (const [name, value] of query) if (value !== '') params.#values.set(name, value);
    return params;
  }

  static ofObject(object: JsonObject): Params {
    const params = new Params();
    for (const [name, value] of Object.entries(object)) {
      const text = value instanceof JsonNumber ? value.text : typeof value === 'boolean' ? String(value) : value;
      if (typeof text === 'string' && text !== '') params.#values.set(name, text);
    }
    return params;
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  decimal(name: string): Decimal | undefined {
    const text = this.get(name);
    return text === undefined ? undefined : parseNumber(text);
  }

  number(name: string): number | undefined {
    const text = this.get(name);
    return text === undefined || !/^\d{1,16}$/.test(text) ? undefined : Number(text);
  }
}

export interface Call {
  readonly request: FrontRequest;
  readonly context: FrontContext;
  readonly core: PracticeCore;
  readonly nowMs: number;
  /** Of the query, or of the body when it is one object. */
  readonly params: Params;
  readonly body: JsonValue | undefined;
}

export interface SignedCall extends Call {
  readonly key: PracticeKey;
  readonly account: Account;
}

export interface PublicRoute {
  /** `GET /api/v5/public/time` */
  readonly line: string;
  readonly needs: 'nothing';
  /** The rows of `data`, or an error. */
  answer(call: Call): readonly unknown[] | OkxError;
}

export interface SignedRoute {
  readonly line: string;
  readonly needs: keyof Permissions;
  answer(call: SignedCall): readonly unknown[] | Rows | OkxError;
}

export type Route = PublicRoute | SignedRoute;

/** A parameter error as OKX tells it. */
export function parameterError(name: string): OkxError {
  return okxError('51000', `Parameter ${name} error`, 400);
}

/** The objects of a body that is a list; an error when it is empty, too long or something else. */
export function listOf(body: JsonValue | undefined, most: number): readonly Params[] | OkxError {
  if (!Array.isArray(body) || body.length === 0) return okxError('50002', 'JSON syntax error', 400);
  if (body.length > most) return okxError('51111', `Maximum ${most} orders can be placed in bulk.`, 400);
  return body.every(isJsonObject)
    ? body.map((entry) => Params.ofObject(entry))
    : okxError('50002', 'JSON syntax error', 400);
}

/** Markets that are listed here: everything but those of the US dollar and the euro. */
export function listed(core: PracticeCore): readonly Market[] {
  return core.markets().filter((market) => market.quote === 'USDT');
}

export function instIdOf(market: Market): string {
  return `${market.base}-${market.quote}${market.kind === 'linear' ? '-SWAP' : ''}`;
}

export function instTypeOf(market: Market): string {
  return market.kind === 'linear' ? 'SWAP' : 'SPOT';
}

export function marketOf(core: PracticeCore, instId: string | undefined): Market | undefined {
  return listed(core).find((market) => instIdOf(market) === instId);
}

/** The market that `instId` names; a parameter error when there is none. */
export function namedMarket(core: PracticeCore, params: Params): Market | OkxError {
  return (
    marketOf(core, params.get('instId')) ??
    okxError('51001', "Instrument ID, Instrument ID code, or Spread ID doesn't exist.")
  );
}

const contractValues: Readonly<Record<string, string>> = { BTC: '0.01', ETH: '0.1' };

/** Base units in one contract; one on spot. */
export function contractValue(market: Market): Decimal {
  return decimal(market.kind === 'linear' ? (contractValues[market.base] ?? '1') : '1');
}

/** A size as OKX tells it (contracts on swaps), in base units. */
export function toBase(size: Decimal, market: Market): Decimal {
  return multiplyDown(size, contractValue(market));
}

/** Base units as OKX tells them. */
export function sizeOf(quantity: Decimal, market: Market): string {
  return formatDecimal(divideDown(quantity, contractValue(market)) ?? quantity);
}

const reasons: { readonly [reason in RejectReason]?: readonly [code: string, msg: string] } = {
  'quantity-step': ['51121', 'Order quantity must be a multiple of the lot size.'],
  'quantity-range': ['51020', 'Your order should meet or exceed the minimum order amount.'],
  'price-tick': ['51000', 'Parameter px error'],
  'price-band': ['51006', 'Order price is not within the price limit'],
  'min-notional': ['51020', 'Your order should meet or exceed the minimum order amount.'],
  'insufficient-balance': ['51008', 'Order failed. Insufficient balance in account.'],
  'insufficient-margin': ['51008', 'Order failed. Insufficient margin in account.'],
  'post-only-takes': ['51031', 'This order price is not within the closing price range'],
  'reduce-only-refused': [
    '51169',
    "Order failed because you don't have any positions in this direction to reduce or close.",
  ],
  'closes-too-much': ['51112', 'Close order size exceeds your available size.'],
  'position-side': ['51000', 'Parameter posSide error'],
  'client-id-taken': ['51016', 'Duplicated client order ID'],
  'triggers-at-once': ['51280', 'SL trigger price must be less than the last price.'],
  'too-many-orders': ['51025', 'Order count exceeds the limit.'],
  'leverage-range': ['59102', 'Leverage exceeds the maximum limit. Please lower the leverage.'],
  'unknown-order': ['51603', 'Order does not exist.'],
  'unknown-market': ['51001', "Instrument ID doesn't exist."],
};

/** A refusal of the core in OKX's words. */
export function refusalOf({ reason }: Rejection): OkxError {
  return okxError(...(reasons[reason] ?? ['51000', 'Parameter error']));
}

/** The page of a list that is newest first, by the parameters `after` and `before`, which name ids or times and count neither of them in. */
export function page<T>(params: Params, items: readonly T[], idOf: (item: T) => number): readonly T[] {
  const [after, before] = [params.number('after'), params.number('before')];
  const limit = Math.min(params.number('limit') ?? 100, 100);
  return items
    .filter((item) => (after === undefined || idOf(item) < after) && (before === undefined || idOf(item) > before))
    .slice(0, limit);
}

/** The page of a list that is newest first, as it stands behind the row that `after` names, or before the one that `before` does. */
export function pageOfRows<T>(params: Params, items: readonly T[], idOf: (item: T) => string): readonly T[] {
  const [after, before] = [params.get('after'), params.get('before')];
  const limit = Math.min(params.number('limit') ?? 100, 100);
  const at = (id: string) => items.findIndex((item) => idOf(item) === id);
  const [from, to] = [after === undefined ? -1 : at(after), before === undefined ? -1 : at(before)];
  if (after !== undefined && from === -1) return [];
  return items.slice(from + 1, to === -1 ? undefined : to).slice(0, limit);
}

/** True for what happened in the time asked for with `begin` and `end`, and not longer ago than it is kept. */
export function isInTime({ params, nowMs }: Call, atMs: number, keptMs: number): boolean {
  const [begin, end] = [params.number('begin'), params.number('end')];
  return atMs >= Math.max(begin ?? 0, nowMs - keptMs) && (end === undefined || atMs <= end);
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
