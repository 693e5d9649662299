import { type Decimal, type Instrument, type JsonObject, type JsonValue, zero } from '../../core/index.ts';
import { sureCallTo } from '../endpoints.ts';
import type { Call, Environment, Param, Unclear } from '../exchange.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import type { FeedAt, Page, Seen } from '../watch.ts';
import { facts } from './facts.ts';
import { key } from './key.ts';

/** Where the facts of the feeds were read. */
export const spotDocument = 'binance-spot-api-docs rest-api.md of 2026-07-21, read 2026-11-22';
export const connector = 'the official connector (binance-connector-js of 2026-07-24), read 2026-11-22';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** How often what a theft must show in is read: with the time of an answer that is within 8 s. */
export const SOON_MS = 7_500;
/** No source tells how late the lists of the wallet pages are: the answers come from a database. */
export const LIST_LATE_MS = 60_000;

/** A signed read. */
export const ask = (method: 'GET' | 'POST', path: string, query: readonly Param[], environment: Environment): Call =>
  sureCallTo(facts, method, path, { query }, environment);

/** The span as Binance spells it. */
export function span({ fromMs, toMs }: FeedAt): readonly Param[] {
  return [
    ['startTime', String(Math.floor(fromMs))],
    ['endTime', String(Math.floor(toMs))],
  ];
}

export function unclear(status: number, body: string): Unclear {
  return (
    key.readError(status, body) ?? {
      unclear: true,
      cause: 'unreadable',
      message: status === 200 ? 'the answer has not the documented shape' : `status ${status}`,
    }
  );
}

/** Reads every item; one that cannot be read makes the page unclear, for nobody knows what it would have told. */
export function pageOf(
  status: number,
  body: string,
  listIn: (value: JsonValue | undefined) => readonly JsonValue[] | undefined,
  read: (item: JsonObject) => readonly Seen[] | undefined,
): Page | Unclear {
  const list = status === 200 ? listIn(jsonOf(body)) : undefined;
  if (!list) return unclear(status, body);
  const records: Seen[] = [];
  for (const entry of list) {
    const item = objectOf(entry);
    const seen = item && read(item);
    if (!seen) return unclear(status, body);
    records.push(...seen);
  }
  return { records };
}

/** How many items the answer has, to tell a full page. */
export function countOf(
  body: string,
  listIn: (value: JsonValue | undefined) => readonly JsonValue[] | undefined,
): number {
  return listIn(jsonOf(body))?.length ?? 0;
}

export const itself = listOf;
/** The list under a name. */
export const under =
  (name: string) =>
  (value: JsonValue | undefined): readonly JsonValue[] | undefined =>
    listOf(objectOf(value)?.[name]);

/** Marks a page that has as many items as one call gives. */
export function cutAt(page: Page | Unclear, count: number, limit: number): Page | Unclear {
  return 'unclear' in page || count < limit ? page : { ...page, isCut: true };
}

/** Follows a full page with a number that counts pages or rows. */
export function followed(
  page: Page | Unclear,
  call: Call,
  { count, limit, name, by }: { count: number; limit: number; name: string; by: number },
): Page | Unclear {
  if ('unclear' in page || count < limit) return page;
  const now = Number(call.query.find(([param]) => param === name)?.[1] ?? '0');
  return {
    ...page,
    more: { ...call, query: [...call.query.filter(([param]) => param !== name), [name, String(now + by)]] },
  };
}

/** A text that says something, or a number: an id may be either. */
export function wordOf(value: JsonValue | undefined): string | undefined {
  const text = textOf(value);
  return text === '' ? undefined : text;
}

/** Above zero, else `undefined`: Binance writes a zero where there is none. */
export function positiveOf(value: JsonValue | undefined): Decimal | undefined {
  const amount = amountOf(value);
  return amount !== undefined && amount > 0n ? amount : undefined;
}

/** At least zero, else `undefined`. */
export function sizeOf(value: JsonValue | undefined): Decimal | undefined {
  const amount = amountOf(value);
  return amount !== undefined && amount >= 0n ? amount : undefined;
}

/** The sum of amounts, of which the first must be there; one that is there and cannot be read makes it `undefined`. */
export function totalOf(item: JsonObject, first: string, ...others: readonly string[]): Decimal | undefined {
  let total = amountOf(item[first]);
  for (const name of others) {
    const amount = item[name] === undefined || item[name] === null ? zero : amountOf(item[name]);
    total = total === undefined || amount === undefined ? undefined : ((total + amount) as Decimal);
  }
  return total;
}

/** `2019-10-12 11:12:02`, in UTC. */
export function stampOf(value: JsonValue | undefined): number | undefined {
  const text = textOf(value) ?? '';
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const atMs = Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isFinite(atMs) ? atMs : undefined;
}

export type MarketKind = Instrument['kind'];

/** One record as a list, for readers that may find several in an item. */
export function listed<T>(record: T | undefined): readonly T[] | undefined {
  return record === undefined ? undefined : [record];
}

/** What a table has under a word from outside. */
export function ownOf<T>(table: Readonly<Record<string, T>>, word: string | undefined): T | undefined {
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}

export const snapshot = { reach: 'account', shape: 'snapshot', lateMs: 0 } as const;
export const history = { reach: 'account', shape: 'history', lateMs: LIST_LATE_MS } as const;
export const walletUnit = 'weight of the address, of 12,000 a minute for each endpoint of the wallet hosts';
export const lateWord = 'how late it is no source tells, 60 s is cautious';
