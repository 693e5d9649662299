import { type Intent, isJsonObject, type JsonObject, parseJson } from '../../core/index.ts';
import { getOf, sureCallTo } from '../endpoints.ts';
import type { Call, Environment, Param, Unclear } from '../exchange.ts';
import { textOf } from '../replies.ts';
import { facts } from './facts.ts';

/** A GET of Keyward's own; private ones count as a read. */
export const ask = (path: string, query: readonly Param[], environment: Environment): Call =>
  getOf(facts, path, query, environment);

/** A POST of Keyward's own, with what it wants. */
export const post = (path: string, json: JsonObject, intents: readonly Intent[], environment: Environment): Call =>
  sureCallTo(facts, 'POST', path, { json, intents }, environment);

/** The parts of every answer: `{ retCode, retMsg, result, retExtInfo, time }`. */
export interface Envelope {
  readonly code: string;
  readonly result: JsonObject;
  readonly extra: JsonObject;
  /** As spelt; ms since the epoch. */
  readonly time: string | undefined;
}

const none: JsonObject = Object.create(null);

/** Reads the envelope; `undefined` when the body is none. */
export function envelopeOf(body: string): Envelope | undefined {
  const value = parseJson(body);
  if (!isJsonObject(value as never)) return undefined;
  const object = value as JsonObject;
  const code = textOf(object['retCode']);
  if (code === undefined) return undefined;
  const { result, retExtInfo } = object;
  return {
    code,
    result: isJsonObject(result) ? result : none,
    extra: isJsonObject(retExtInfo) ? retExtInfo : none,
    time: textOf(object['time']),
  };
}

const causes: Readonly<Record<string, Unclear['cause']>> = {
  '10003': 'key',
  '33004': 'key',
  '-2015': 'key',
  '10007': 'key',
  '10004': 'signature',
  '10010': 'ip',
  '10009': 'ip',
  '10005': 'permission',
  '10008': 'permission',
  '10024': 'permission',
  '10027': 'permission',
  '10028': 'permission',
  '10029': 'permission',
  '10002': 'clock',
  '-1': 'clock',
  '10006': 'rate',
  '10018': 'rate',
  '429': 'rate',
};

/** What an error answer means for a key; `undefined` for an answer that is no error or says nothing of the key. */
export function readError(status: number, body: string): Unclear | undefined {
  const code = envelopeOf(body)?.code;
  const known = code !== undefined && Object.hasOwn(causes, code) ? causes[code] : undefined;
  const cause = known ?? (status === 403 || status === 429 ? 'rate' : undefined);
  return cause && { unclear: true, cause, message: `status ${status}, code ${code ?? 'none'}` };
}

/** The reason why an answer says nothing usable. */
export function unclear(status: number, body: string): Unclear {
  const code = envelopeOf(body)?.code;
  const message = `status ${status}, code ${code ?? 'none'}`;
  return readError(status, body) ?? { unclear: true, cause: 'unreadable', message };
}

/** The call for the page that follows an answer; `undefined` after the last. */
export function nextPage(call: Call, body: string): Call | undefined {
  const cursor = textOf(envelopeOf(body)?.result['nextPageCursor']);
  if (cursor === undefined || cursor === '') return undefined;
  return { ...call, query: [...call.query.filter(([name]) => name !== 'cursor'), ['cursor', plain(cursor)]] };
}

/** The exchange gives a cursor as it is to stand in a URL, where it is encoded again. */
function plain(cursor: string): string {
  try {
    return decodeURIComponent(cursor);
  } catch {
    return cursor;
  }
}
