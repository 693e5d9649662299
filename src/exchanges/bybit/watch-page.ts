import type { JsonObject, JsonValue } from '../../core/index.ts';
import type { Call, Param, Unclear } from '../exchange.ts';
import { listOf, objectOf, textOf } from '../replies.ts';
import type { FeedContext, Page, Seen } from '../watch.ts';
import { type Envelope, envelopeOf, nextPage, unclear } from './calls.ts';

/** What a row is read with, beside itself. */
export interface RowContext extends FeedContext {
  readonly category: string | undefined;
  /** When the exchange answered, by its own clock. */
  readonly answeredMs: number;
}

/** The records of one row, none for a row that tells nothing; `undefined` for one that cannot be read. */
export type RowReader = (row: JsonObject, context: RowContext) => readonly Seen[] | undefined;

export interface PageShape {
  /** The list in `result`. */
  readonly list: 'list' | 'rows' | 'balance' | 'subMembers';
  /** Rows of a full page; a shorter one is the last, though a cursor may stand in it. Absent where the list is whole in one answer. */
  readonly limit?: number;
  readonly row: RowReader;
}

/** Reads one page of a list. A row that cannot be read makes the whole page unclear: what is left out would be taken for what is not there. */
export function readPage(
  shape: PageShape,
  call: Call,
  status: number,
  body: string,
  context: FeedContext,
): Page | Unclear {
  const envelope = envelopeOf(body);
  const rows = listOf(envelope?.result[shape.list]);
  const answeredMs = /^\d{13}$/.test(envelope?.time ?? '') ? Number(envelope!.time) : undefined;
  if (status !== 200 || envelope?.code !== '0' || !rows || answeredMs === undefined) return unclear(status, body);
  const category = paramOf(call, 'category');
  if (!isOfCategory(envelope, category)) return unreadable(`${call.path} answers for another category`);
  const records: Seen[] = [];
  for (const [index, value] of rows.entries()) {
    const read = readRow(shape.row, value, { instrument: context.instrument, category, answeredMs });
    if (!read) return unreadable(`row ${index} of ${call.path} cannot be read`);
    records.push(...read);
  }
  const isFull = shape.limit !== undefined && rows.length >= shape.limit;
  const more = isFull ? following(shape, call, envelope, body) : undefined;
  if (more === 'stuck') return unreadable(`${call.path} gives the same page again`);
  return more ? { records, more } : { records };
}

/** The page of a list that there is not in this environment: empty, when the account answers. */
export function readAnswered(status: number, body: string): Page | Unclear {
  return status === 200 && envelopeOf(body)?.code === '0' ? { records: [] } : unclear(status, body);
}

function readRow(read: RowReader, value: JsonValue, context: RowContext): readonly Seen[] | undefined {
  const row = objectOf(value);
  return row && read(row, context);
}

function isOfCategory({ result }: Envelope, category: string | undefined): boolean {
  const told = textOf(result['category']);
  return told === undefined || category === undefined || told === category;
}

function following(shape: PageShape, call: Call, envelope: Envelope, body: string): Call | 'stuck' | undefined {
  const [name, more] =
    shape.list === 'subMembers'
      ? (['nextCursor', nextMembers(call, envelope)] as const)
      : (['cursor', nextPage(call, body)] as const);
  return more && paramOf(more, name) === paramOf(call, name) ? 'stuck' : more;
}

/** The list of sub-accounts has a cursor of its own; `0` ends it. */
function nextMembers(call: Call, { result }: Envelope): Call | undefined {
  const cursor = textOf(result['nextCursor']);
  if (cursor === undefined || cursor === '' || cursor === '0') return undefined;
  const kept = call.query.filter(([name]) => name !== 'nextCursor');
  return { ...call, query: [...kept, ['nextCursor', cursor] satisfies Param] };
}

function unreadable(message: string): Unclear {
  return { unclear: true, cause: 'unreadable', message };
}

function paramOf(call: Call, wanted: string): string | undefined {
  return call.query.find(([name]) => name === wanted)?.[1];
}

/** Text that is there: neither absent nor empty. */
export function named(row: JsonObject, name: string): string | undefined {
  const text = textOf(row[name]);
  return text === '' ? undefined : text;
}
