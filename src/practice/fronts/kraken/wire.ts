import {
  type Decimal,
  formatDecimal,
  isJsonFault,
  isJsonObject,
  JsonNumber,
  type JsonValue,
  parseJson,
  parseNumber,
} from '../../../core/index.ts';
import type { Account } from '../../core/account.ts';
import type { Market } from '../../core/markets.ts';
import { isRejection, type Rejection, type RejectReason } from '../../core/order.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import type { FrontContext, FrontRequest } from '../../front.ts';
import type { Permissions, PracticeKey } from '../../keys.ts';
import { namesOf } from './names.ts';

/** An error in Kraken's words: `EOrder:Unknown order`. */
export interface WireError {
  readonly wireError: string;
}

export function wireError(text: string): WireError {
  return { wireError: text };
}

export function isWireError(value: unknown): value is WireError {
  return typeof (value as { wireError?: unknown } | undefined)?.wireError === 'string';
}

/** The parameters of a request: its query, its form, or its JSON. */
export class Params {
  readonly #values = new Map<string, JsonValue>();

  static of(request: FrontRequest): Params {
    const params = new Params();
    for (const [name, value] of [...request.query, ...request.form]) params.#values.set(name, value);
    const json = request.rawBody.startsWith('{') ? parseJson(request.rawBody) : undefined;
    if (json !== undefined && !isJsonFault(json) && isJsonObject(json)) params.#take(json);
    return params;
  }

  static ofObject(object: JsonValue): Params {
    const params = new Params();
    if (isJsonObject(object)) params.#take(object);
    return params;
  }

  #take(object: { [name: string]: JsonValue }): void {
    for (const [name, value] of Object.entries(object)) this.#values.set(name, value);
  }

  value(name: string): JsonValue | undefined {
    return this.#values.get(name);
  }

  get(name: string): string | undefined {
    const value = this.#values.get(name);
    const text = value instanceof JsonNumber ? value.text : typeof value === 'boolean' ? String(value) : value;
    return typeof text === 'string' && text !== '' ? text : undefined;
  }

  number(name: string): number | undefined {
    const value = this.get(name);
    return value === undefined || !/^-?\d{1,16}(\.\d+)?$/.test(value) ? undefined : Number(value);
  }

  /** Absolute amounts only: Kraken's relative prices (`+5`, `#2%`) are not played here. */
  decimal(name: string): Decimal | undefined {
    const value = this.get(name);
    return value === undefined || !/^\d+(\.\d+)?$/.test(value) ? undefined : parseNumber(value);
  }

  flag(name: string): boolean {
    return /^(true|1)$/i.test(this.get(name) ?? '');
  }
}

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

/** By the last part of the path. Gives what stands under `result`, or an error. */
export type PublicRoutes = Readonly<Record<string, (call: Call) => unknown>>;
export type SignedRoutes = Readonly<
  Record<string, { readonly needs?: keyof Permissions; answer(call: SignedCall): unknown }>
>;

const errors: { readonly [reason in RejectReason]?: string } = {
  'unknown-market': 'EQuery:Unknown asset pair',
  'unknown-order': 'EOrder:Unknown order',
  'quantity-step': 'EGeneral:Invalid arguments:volume',
  'quantity-range': 'EOrder:Order minimum not met',
  'price-band': 'EOrder:Invalid price',
  'min-notional': 'EOrder:Cost minimum not met',
  'insufficient-balance': 'EOrder:Insufficient funds',
  'post-only-takes': 'EOrder:Post only order',
  'client-id-taken': 'EGeneral:Invalid arguments:cl_ord_id',
  'triggers-at-once': 'EOrder:Invalid price:Invalid price argument',
  'too-many-orders': 'EOrder:Orders limit exceeded',
  'no-change': 'EGeneral:Invalid arguments',
};

/** A refusal of the core in Kraken's words. */
export function refusalOf(rejection: Rejection, market?: Market): WireError {
  if (rejection.reason === 'price-tick' && market) {
    const pair = namesOf(market).wsname;
    return wireError(
      `EOrder:Invalid price:${pair} price can only be specified up to ${placesOf(market.tick)} decimals.`,
    );
  }
  return wireError(errors[rejection.reason] ?? 'EGeneral:Invalid arguments');
}

/** Passes a result of the core on, or its refusal in Kraken's words. */
export function told<T, U>(result: T | Rejection, shape: (value: T) => U, market?: Market): U | WireError {
  return isRejection(result) ? refusalOf(result, market) : shape(result as T);
}

/** Exactly so many decimals, cut off. */
export function fixed(value: Decimal, places = 8): string {
  const [whole = '0', fraction = ''] = formatDecimal(value).split('.');
  return places === 0 ? whole : `${whole}.${fraction.padEnd(places, '0').slice(0, places)}`;
}

/** So many decimals, ten as Kraken keeps most coins, and more where the practice market makes them: nothing is cut, so that sums are right. */
export function exact(value: Decimal, places = 10): string {
  const [whole = '0', fraction = ''] = formatDecimal(value).split('.');
  return `${whole}.${fraction.padEnd(places, '0')}`;
}

/** Entries of one page of a list that is asked for by offset. */
const PAGE = 50;

export function pageOf<T>(params: Params, items: readonly T[]): readonly T[] {
  const offset = params.number('ofs') ?? 0;
  return items.slice(offset, offset + PAGE);
}

/** After `start`, not after `end`; both in seconds. */
export function isWithin(params: Params, atMs: number): boolean {
  const [start, end] = [params.number('start'), params.number('end')];
  return (start === undefined || atMs > start * 1000) && (end === undefined || atMs <= end * 1000);
}

/** Decimals of a tick or step. */
export function placesOf(step: Decimal): number {
  return formatDecimal(step).split('.')[1]?.length ?? 0;
}

/** Seconds, as Kraken tells times. */
export function seconds(ms: number): number {
  return ms / 1000;
}

/** `2026-11-22T10:00:00Z` */
export function isoSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
