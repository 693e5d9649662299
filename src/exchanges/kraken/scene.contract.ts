import ccxt, { type kraken as CcxtKraken } from 'ccxt';
import { type Instrument, one, parseJson, type Refusal, Secret } from '../../core/index.ts';
import { decodeBase64 } from '../base64.ts';
import { endpointOf } from '../endpoints.ts';
import type { Body, BotRequest, Call, Credential, Endpoint, Method, Param, ParseContext } from '../exchange.ts';
import { facts } from './facts.ts';
import { parse } from './parse.ts';

/** What the tests of this folder share: instruments, a context, and requests as ccxt makes them. */
export const keyId = 'KWRDabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** The secret of the official example. */
export const secretText = 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==';

export function secretOf(text: string): Secret {
  return Secret.take(Buffer.from(text, 'latin1'));
}

export function credentialOf(text: string, id = keyId): Credential {
  return { id, scheme: 'hmac', secret: Secret.take(decodeBase64(Buffer.from(text))!) };
}

function spot(symbol: string, altname: string, base: string, quote: string): Instrument {
  const market = `${base}/${quote}`;
  return { market, symbol, aliases: [altname, market], kind: 'spot', base, quote, contractSize: one, active: true };
}

export const bitcoin: Instrument = {
  ...spot('XXBTZUSD', 'XBTUSD', 'BTC', 'USD'),
  aliases: ['XBTUSD', 'XBT/USD', 'BTC/USD'],
};
export const ether = spot('XETHZEUR', 'ETHEUR', 'ETH', 'EUR');
const instruments = [bitcoin, ether];

export const context: ParseContext = {
  environment: 'live',
  instrument: (symbol, kind) =>
    kind === 'spot' ? instruments.find((each) => each.symbol === symbol || each.aliases?.includes(symbol)) : undefined,
  newClientOrderId: () => '0123456789abcdef0123456789abcdef',
  orderInstrument: (order) =>
    order.orderId === 'OKNOWN-AAAAA-BBBBBB' || order.clientOrderId === 'mine' ? bitcoin : undefined,
};

/** A request as the gateway's door hands it on. */
export function requestOf(signed: {
  url: string;
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}): BotRequest {
  const url = new URL(signed.url);
  const headers = new Map(Object.entries(signed.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const rawBody = signed.body ?? '';
  return {
    method: (signed.method ?? 'POST') as Method,
    host: url.hostname,
    path: url.pathname,
    rawQuery: url.search.slice(1),
    query: pairs(url.search.slice(1)),
    headers,
    rawBody,
    body: bodyOf(rawBody, headers.get('content-type') ?? ''),
    addressedAs: [],
  };
}

function bodyOf(raw: string, type: string): Body {
  if (raw === '') return { kind: 'none' };
  if (type === 'application/json') return { kind: 'json', value: parseJson(raw) as never };
  return { kind: 'form', params: pairs(raw) };
}

function pairs(raw: string): Param[] {
  return [...new URLSearchParams(raw)];
}

export function form(name: string, params: Readonly<Record<string, string>>): BotRequest {
  return requestOf({
    url: `https://api.kraken.com/0/private/${name}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ nonce: '1', ...params }).toString(),
  });
}

export function json(name: string, value: object | string): BotRequest {
  return requestOf({
    url: `https://api.kraken.com/0/private/${name}`,
    headers: { 'content-type': 'application/json' },
    body: typeof value === 'string' ? value : JSON.stringify({ nonce: '1', ...value }),
  });
}

export function endpoint(name: string): Endpoint {
  return endpointOf(facts.endpoints, 'POST', `/0/private/${name}`);
}

/** Reads a request to the private endpoint that its path names. */
export function read(request: BotRequest, how: ParseContext = context): Call | Refusal {
  return parse(request, endpoint(request.path.slice('/0/private/'.length)), how);
}

/** The form parameters of a call. */
export function formOf(call: Call): readonly Param[] {
  return call.body.kind === 'form' ? call.body.params : [];
}

const markets = [
  { id: 'XXBTZUSD', altname: 'XBTUSD', symbol: 'BTC/USD', base: 'BTC', quote: 'USD', baseId: 'XXBT', quoteId: 'ZUSD' },
  { id: 'XETHZEUR', altname: 'ETHEUR', symbol: 'ETH/EUR', base: 'ETH', quote: 'EUR', baseId: 'XETH', quoteId: 'ZEUR' },
];

/** ccxt with two markets and no network: its requests are caught as it signed them. */
export function ccxtClient(): { client: CcxtKraken; sent: BotRequest[]; answers: string[] } {
  const sent: BotRequest[] = [];
  const answers: string[] = [];
  const client = new ccxt.kraken({ apiKey: keyId, secret: secretText, enableRateLimit: false });
  const precision = { amount: 1e-8, price: 0.1 };
  client.setMarkets(
    markets.map((market) => ({
      ...market,
      type: 'spot',
      spot: true,
      margin: true,
      active: true,
      precision,
      limits: {},
      info: { altname: market.altname },
    })) as never,
  );
  client.options['marketsByAltname'] = client.indexBy(client.markets as never, 'altname');
  client.fetch = async (url: string, method = 'GET', headers: unknown = undefined, body: unknown = undefined) => {
    sent.push(
      requestOf({ url, method, headers: (headers ?? {}) as Record<string, string>, body: (body ?? '') as string }),
    );
    const answer = answers.shift() ?? '{"error":[],"result":{}}';
    client.handleErrors(200, 'OK', url, method, {}, answer, JSON.parse(answer), headers, body);
    return JSON.parse(answer);
  };
  return { client, sent, answers };
}
