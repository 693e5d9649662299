import ccxt, { type okx as CcxtOkx } from 'ccxt';
import {
  formatDecimal,
  type Instrument,
  type Intent,
  isRefusal,
  parseJson,
  type Refusal,
  Secret,
} from '../../core/index.ts';
import { EndpointIndex } from '../endpoints.ts';
import type { BotKey, BotRequest, Call, Endpoint, Environment, Method, Param, ParseContext } from '../exchange.ts';
import { facts } from './facts.ts';
import { market } from './market.ts';
import { wire } from './wire.ts';

/** What the tests of this folder share: keys, markets, and the requests that ccxt makes. */
export const sampleId = '6b770000-0000-4000-8000-000000000001';
export const sampleSecret = '0123456789ABCDEF0123456789ABCDEF';
export const samplePassphrase = 'practice-words-1';
export const clockMs = 1_790_000_000_000;

export function sampleKey(): BotKey {
  return {
    id: sampleId,
    secret: Secret.take(Buffer.from(sampleSecret)),
    passphrase: Secret.take(Buffer.from(samplePassphrase)),
  };
}

const spot = {
  instType: 'SPOT',
  state: 'live',
  uly: '',
  settleCcy: '',
  ctVal: '',
  ctMult: '',
  ctValCcy: '',
  ctType: '',
};
const swap = { instType: 'SWAP', state: 'live', baseCcy: '', quoteCcy: '', ctMult: '1', lever: '100' };

/** Rows as public/instruments gives them. */
export const instrumentRows = [
  {
    ...spot,
    instId: 'BTC-USDT',
    baseCcy: 'BTC',
    quoteCcy: 'USDT',
    lotSz: '0.00000001',
    minSz: '0.00001',
    tickSz: '0.1',
    lever: '10',
  },
  { ...spot, instId: 'AE-USDT', baseCcy: 'AE', quoteCcy: 'USDT', lotSz: '1', minSz: '1', tickSz: '0.0001', lever: '' },
  {
    ...swap,
    instId: 'BTC-USDT-SWAP',
    uly: 'BTC-USDT',
    settleCcy: 'USDT',
    ctVal: '0.01',
    ctValCcy: 'BTC',
    ctType: 'linear',
    lotSz: '0.01',
    minSz: '0.01',
    tickSz: '0.1',
  },
  {
    ...swap,
    instId: 'BTC-USD-SWAP',
    uly: 'BTC-USD',
    settleCcy: 'BTC',
    ctVal: '100',
    ctValCcy: 'USD',
    ctType: 'inverse',
    lotSz: '1',
    minSz: '1',
    tickSz: '0.1',
  },
] as const;

export function answerOf(data: unknown): string {
  return JSON.stringify({ code: '0', data, msg: '' });
}

export const instruments = market.readInstruments(
  market.instruments('live')[0]!,
  answerOf(instrumentRows),
) as readonly Instrument[];

export function sampleContext(environment: Environment = 'live', abilities?: ParseContext['abilities']): ParseContext {
  let made = 0;
  return {
    environment,
    abilities,
    instrument: (symbol, kind) => instruments.find((one) => one.symbol === symbol && one.kind === kind),
    newClientOrderId: () => `KW${String(++made).padStart(30, '0')}`,
  };
}

export const index = new EndpointIndex(facts);

/** A request as the gateway's door would hand it on. */
export function requestOf(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): BotRequest {
  const { host, pathname, search } = new URL(url);
  const query: Param[] = [...new URLSearchParams(search)].map(([name, value]) => [name, value] as const);
  return {
    method: method as Method,
    host,
    path: pathname,
    rawQuery: search.slice(1),
    query,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
    rawBody: body,
    body: body === '' ? { kind: 'none' } : { kind: 'json', value: parseJson(body) as never },
    addressedAs: [url],
  };
}

export function endpointFor(request: BotRequest): Endpoint {
  const endpoint = index.find('rest', request.method, request.path);
  if (!endpoint) throw new Error(`not in the facts: ${request.method} ${request.path}`);
  return endpoint;
}

export function parseRequest(request: BotRequest, environment: Environment = 'live'): Call | Refusal {
  return wire.parse(request, endpointFor(request), sampleContext(environment));
}

/** Parses a POST of this body. */
export function parseBody(path: string, body: unknown): Call | Refusal {
  return parseRequest(requestOf('POST', `https://www.okx.com${path}`, {}, JSON.stringify(body)));
}

/** The intents of a POST of this body, or the refusal. */
export function intentsOf(path: string, body: unknown): Call['intents'] | Refusal {
  const call = parseBody(path, body);
  return isRefusal(call) ? call : call.intents;
}

/** An unmodified ccxt client with the sample key whose network is this list. */
export function recordingCcxt(): { client: CcxtOkx; sent: BotRequest[] } {
  const client = new ccxt.okx({
    apiKey: sampleId,
    secret: sampleSecret,
    password: samplePassphrase,
    enableRateLimit: false,
  });
  client.setMarkets(client.parseMarkets([...instrumentRows]));
  client.milliseconds = () => clockMs;
  const sent: BotRequest[] = [];
  client.fetch = async (url: string, method = 'GET', headers: Record<string, string> = {}, body = '') => {
    sent.push(requestOf(method, url, { ...(client.headers as Record<string, string>), ...headers }, body));
    return { code: '0', data: [{ ordId: '1', algoId: '1', sCode: '0' }], msg: '' };
  };
  return { client, sent };
}

/** An intent with plain numbers, for tables. */
function plain(intent: Intent): Record<string, unknown> {
  const shown = Object.entries(intent).map(([name, value]) => [
    name,
    name === 'instrument'
      ? (value as { market: string }).market
      : typeof value === 'bigint'
        ? formatDecimal(value as never)
        : value,
  ]);
  return Object.fromEntries(shown);
}

/** The one intent of a call, with plain numbers. */
export function onlyIntent(intents: Call['intents'] | Refusal): Record<string, unknown> {
  if (isRefusal(intents)) throw new Error(intents.message);
  const [intent, second] = intents;
  if (!intent || second) throw new Error(`${intents.length} intents`);
  return plain(intent);
}

/** An object without some of its members. */
export const without = (order: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(Object.entries(order).filter(([name]) => !names.includes(name)));
