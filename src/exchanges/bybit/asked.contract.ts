import { createHmac } from 'node:crypto';
import { type Instrument, one, Secret } from '../../core/index.ts';
import { botRequestOf } from '../bot-request.contract.ts';
import { EndpointIndex } from '../endpoints.ts';
import type { BotKey, BotRequest, Call, Credential, Endpoint, Environment, Method, ParseContext } from '../exchange.ts';
import { facts } from './facts.ts';

export const index = new EndpointIndex(facts);
export const KEY_ID = 'KWabcdefghijklmnop';
export const KEY_SECRET = 'aSecretOfThirtySixLettersAndDigits00';

export function secretOf(text: string): Secret {
  return Secret.take(Buffer.from(text));
}

export const botKey: BotKey = { id: KEY_ID, secret: secretOf(KEY_SECRET) };

function listed(market: string, symbol: string, kind: Instrument['kind']): Instrument {
  const [base, rest] = market.split('/') as [string, string];
  return { market, symbol, kind, base, quote: rest.split(':')[0]!, contractSize: one, active: true };
}

export const spot = listed('BTC/USDT', 'BTCUSDT', 'spot');
export const linear = listed('BTC/USDT:USDT', 'BTCUSDT', 'linear');
const usdc = listed('BTC/USDC:USDC', 'BTCPERP', 'linear');

export function contextOf(environment: Environment = 'live'): ParseContext {
  let made = 0;
  return {
    environment,
    instrument: (symbol, kind) => [spot, linear, usdc].find((item) => item.symbol === symbol && item.kind === kind),
    newClientOrderId: () => `made${++made}`,
  };
}

/** A bot's request as the gateway's door reads it. */
export function asked(method: string, url: string, headers: Record<string, unknown> = {}, body = ''): BotRequest {
  const typed = body === '' ? headers : { ...headers, 'Content-Type': 'application/json' };
  return botRequestOf({ method: method as Method, url, headers: typed, body });
}

export function endpointFor(request: BotRequest): Endpoint {
  const endpoint = index.find(index.host(request.host)!.group, request.method, request.path);
  if (!endpoint) throw new Error(`not in the facts: ${request.method} ${request.path}`);
  return endpoint;
}

/** A POST with a JSON body, signed as a bot signs. */
export function posted(path: string, body: unknown, atMs = 1_790_000_000_000): BotRequest {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const text = `${atMs}${KEY_ID}5000${raw}`;
  const headers = {
    'X-BAPI-API-KEY': KEY_ID,
    'X-BAPI-TIMESTAMP': atMs,
    'X-BAPI-RECV-WINDOW': 5000,
    'X-BAPI-SIGN': createHmac('sha256', KEY_SECRET).update(text).digest('hex'),
  };
  return asked('POST', `https://api.bybit.com${path}`, headers, raw);
}

export const credential: Credential = { id: 'realKey00000000001', scheme: 'hmac', secret: secretOf('real-secret') };

/** What a call looks like when it comes in again as a request. */
export function again(call: Call): BotRequest {
  const raw = call.body.kind === 'json' ? JSON.stringify(call.body.value) : '';
  return asked(call.endpoint.method, `https://${call.host}${call.path}`, {}, raw);
}
