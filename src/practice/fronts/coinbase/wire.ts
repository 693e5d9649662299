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
import type { PracticeCore } from '../../core/practice-core.ts';
import type { FrontContext, FrontRequest, Param } from '../../front.ts';
import type { Permissions, PracticeKey } from '../../keys.ts';

/** An error in Coinbase's words; `/v2` spells it in another shape. */
export interface CoinbaseError {
  readonly coinbaseError: true;
  readonly status: number;
  readonly error: string;
  readonly message: string;
}

export function coinbaseError(status: number, error: string, message: string): CoinbaseError {
  return { coinbaseError: true, status, error, message };
}

export function isCoinbaseError(value: unknown): value is CoinbaseError {
  return (value as { coinbaseError?: unknown } | undefined)?.coinbaseError === true;
}

export const invalid = (message: string): CoinbaseError => coinbaseError(400, 'INVALID_ARGUMENT', message);

/** Query parameters, of which some stand several times, or the scalars of a JSON object. */
export class Params {
  readonly #values: readonly Param[];

  constructor(values: readonly Param[]) {
    this.#values = values;
  }

  static ofObject(object: JsonObject): Params {
    return new Params(
      Object.entries(object).flatMap(([name, value]) => {
        const text = value instanceof JsonNumber ? value.text : typeof value === 'boolean' ? String(value) : value;
        return typeof text === 'string' ? [[name, text] as const] : [];
      }),
    );
  }

  all(...names: string[]): string[] {
    return this.#values.filter(([name, value]) => names.includes(name) && value !== '').map(([, value]) => value);
  }

  get(name: string): string | undefined {
    return this.all(name)[0];
  }

  count(name: string): number | undefined {
    const text = this.get(name);
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  }

  decimal(name: string): Decimal | undefined {
    const text = this.get(name);
    const value = text === undefined ? undefined : parseNumber(text);
    return value !== undefined && value >= 0n ? value : undefined;
  }

  /** A time in ISO form or in seconds, as ms. */
  timeMs(name: string): number | undefined {
    const text = this.get(name);
    if (text === undefined) return undefined;
    const ms = /^\d{9,11}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
    return Number.isFinite(ms) ? ms : undefined;
  }
}

export interface Call {
  readonly request: FrontRequest;
  readonly context: FrontContext;
  readonly core: PracticeCore;
  readonly query: Params;
  readonly nowMs: number;
  /** What stands in the path for `{}`, in order. */
  readonly segments: readonly string[];
}

export interface SignedCall extends Call {
  readonly key: PracticeKey;
  readonly account: Account;
  /** The JSON of the body; empty where there is none. */
  readonly body: JsonObject;
}

/** `GET /path/{}`; the answer is the JSON of a 200, or an error. */
export interface Route<C> {
  readonly line: string;
  readonly needs?: keyof Permissions;
  readonly answer: (call: C) => unknown;
}

/** Finds the route of a request line; exact ones before those with a part to fill in. */
export function findRoute<C>(
  routes: readonly Route<C>[],
  method: string,
  path: string,
): { readonly route: Route<C>; readonly segments: readonly string[] } | undefined {
  const line = `${method} ${path}`;
  const exact = routes.find((route) => route.line === line);
  if (exact) return { route: exact, segments: [] };
  for (const route of routes) {
    if (!route.line.includes('{}')) continue;
    const match = new RegExp(`^${route.line.split('{}').join('([^/]+)')}$`).exec(line);
    if (match) return { route, segments: match.slice(1) };
  }
  return undefined;
}

/** The body as a JSON object; `undefined` when it is something else. */
export function readBody(request: FrontRequest): JsonObject | undefined {
  if (request.rawBody === '') return Object.create(null) as JsonObject;
  const value = parseJson(request.rawBody);
  return !isJsonFault(value) && isJsonObject(value) ? value : undefined;
}

export function textsIn(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function plain(value: Decimal): string {
  return formatDecimal(value);
}

/** `2026-11-22T10:00:00.000000Z` */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** One page of a list; the cursor is how many came before. A larger page than there is gives the largest. */
export function pageOf<T>(
  items: readonly T[],
  query: Params,
  { usual, most }: { readonly usual: number; readonly most: number },
): { page: readonly T[]; cursor: string } {
  const from = query.count('cursor') ?? 0;
  const to = from + Math.min(most, Math.max(1, query.count('limit') ?? usual));
  return { page: items.slice(from, to), cursor: to < items.length ? String(to) : '' };
}

const WALLET_PAGE = { usual: 25, most: 100 };

/** One page of the wallet API, which goes on after the id of the last record; an id that is not in the list is refused. */
export function walletPage(path: string, items: readonly { readonly id?: unknown }[], query: Params): unknown {
  const [after, limit] = [query.get('starting_after'), query.count('limit') ?? WALLET_PAGE.usual];
  const size = Math.min(WALLET_PAGE.most, Math.max(1, limit));
  const before = after === undefined ? -1 : items.findIndex(({ id }) => id === after);
  if (after !== undefined && before === -1) return coinbaseError(400, 'invalid_request', 'starting_after is invalid');
  const data = items.slice(before + 1, before + 1 + size);
  const last = before + 1 + size < items.length ? (data.at(-1)?.id ?? null) : null;
  return {
    pagination: {
      ending_before: null,
      starting_after: after ?? null,
      previous_ending_before: null,
      next_starting_after: last,
      limit: size,
      order: 'desc',
      previous_uri: null,
      next_uri: last === null ? null : `${path}?limit=${size}&starting_after=${String(last)}`,
    },
    data,
  };
}
