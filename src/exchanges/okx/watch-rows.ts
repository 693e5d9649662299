import { type Decimal, type Instrument, type JsonObject, multiplyDown } from '../../core/index.ts';
import type { Call, Param, Unclear } from '../exchange.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import type { FeedContext, Page } from '../watch.ts';
import { key } from './key.ts';
import { currency } from './market.ts';

/** The most rows of a page, wherever the documents name one. */
export const PAGE_ROWS = 100;

/** The rows of a whole answer; an error, and a list with something in it that is no row, is `Unclear`. */
export function rowsOf(status: number, body: string): readonly JsonObject[] | Unclear {
  const value = objectOf(jsonOf(body));
  const list = listOf(value?.['data']);
  if (status !== 200 || textOf(value?.['code']) !== '0' || !list) {
    return key.readError(status, body) ?? { unclear: true, cause: 'unreadable', message: `status ${status}` };
  }
  const rows = list.map(objectOf);
  return rows.every((row) => row !== undefined) ? rows : unreadable;
}

/** "Only the API key of the main account has permission": the key is of a sub-account, which has no sub-accounts of its own. */
const FOR_MASTERS = new Set(['59500', '59604']);

export function saysNoMaster(status: number, body: string): boolean {
  return status === 200 && FOR_MASTERS.has(textOf(objectOf(jsonOf(body))?.['code']) ?? '');
}

export const unreadable: Unclear = { unclear: true, cause: 'unreadable', message: 'a row cannot be read' };

/** A text that says something: what does not apply is empty. */
export function filled(row: JsonObject, name: string): string | undefined {
  const text = textOf(row[name]);
  return text === '' ? undefined : text;
}

/** A currency as instruments name it. */
export function currencyIn(row: JsonObject, name: string): string | undefined {
  const text = filled(row, name);
  return text === undefined ? undefined : currency(text);
}

/** Where a row trades. A margin order or position has the symbol of a spot market, and is none of it. */
export interface Place {
  readonly symbol: string;
  readonly kind: Instrument['kind'];
  readonly instrument: Instrument | undefined;
}

/** `BTC-USDT` is spot; of what has more parts, all that is counted against `USD` itself is settled in its coin. */
export function placeOf(row: JsonObject, context: FeedContext): Place | undefined {
  const symbol = filled(row, 'instId');
  if (symbol === undefined) return undefined;
  const parts = symbol.split('-');
  const kind = parts.length <= 2 ? 'spot' : parts[1] === 'USD' ? 'inverse' : 'linear';
  return { symbol, kind, instrument: context.instrument(symbol, kind) };
}

/** A size as the exchange counts it, in base units; `undefined` for contracts of a market whose contract size is not known. */
export function baseUnits(size: Decimal | undefined, { kind, instrument }: Place): Decimal | undefined {
  if (size === undefined || kind === 'spot') return size;
  return instrument && multiplyDown(size, instrument.contractSize);
}

/** A price above zero; `-1` stands for the market price. */
export function priceIn(row: JsonObject, name: string): Decimal | undefined {
  const price = amountOf(row[name]);
  return price === undefined || price <= 0n ? undefined : price;
}

/** How a list goes on: by the id or time named, of what is older than the last row; `none` where it is one page. */
export type Paging = 'ordId' | 'algoId' | 'billId' | 'ts' | 'none';

/** The call for the next page after a full one. Times can be the same in many rows, so the next page begins with the last time again. */
export function following(call: Call, rows: readonly JsonObject[], paging: Paging): Omit<Page, 'records'> {
  if (paging === 'none' || rows.length < PAGE_ROWS) return {};
  const after = paging === 'ts' ? oldest(rows) : textOf(rows.at(-1)?.[paging]);
  const before = call.query.find(([name]) => name === 'after')?.[1];
  if (after === undefined || after === '' || after === before) return { isCut: true };
  const query: Param[] = [...call.query.filter(([name]) => name !== 'after'), ['after', after]];
  return { more: { ...call, query } };
}

function oldest(rows: readonly JsonObject[]): string | undefined {
  const times = rows.map((row) => timeOf(row['ts']) ?? Number.NaN);
  const last = Math.min(...times);
  return Number.isNaN(last) ? undefined : String(last + 1);
}
