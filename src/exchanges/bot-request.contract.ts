import { isJsonFault, parseJson } from '../core/index.ts';
import type { Body, BotRequest, Endpoint, Method, Param, UpstreamRequest } from './exchange.ts';
import type { Example } from './fixture.contract.ts';

/** A request as a client sends it. */
export interface SentRequest {
  readonly method: Method;
  readonly url: string;
  readonly headers?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: string | undefined;
}

/** What stands behind the HTTP door for a request that a client sent. `addressedAs` adds the forms of a gateway's own address. */
export function botRequestOf(sent: SentRequest, addressedAs: readonly string[] = []): BotRequest {
  const url = new URL(sent.url);
  const headers = new Map(
    Object.entries(sent.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const rawQuery = sent.url.includes('?') ? sent.url.slice(sent.url.indexOf('?') + 1) : '';
  const rawBody = sent.body ?? '';
  const path = decodeURIComponent(url.pathname);
  return {
    method: sent.method,
    host: url.host,
    path,
    rawQuery,
    query: pairsOf(rawQuery),
    headers,
    rawBody,
    body: bodyOf(rawBody, headers.get('content-type') ?? ''),
    addressedAs: [`https://${url.host}${path}`, ...addressedAs],
  };
}

/** What a request of Keyward's own would be if a bot had sent it. */
export function botRequestOfUpstream(upstream: UpstreamRequest): BotRequest {
  return botRequestOf({ ...upstream, url: `https://${upstream.host}${upstream.target}` });
}

/** An example as a bot's request, without its proof. */
export function botRequestOfExample(example: Example, endpoint: Endpoint): BotRequest {
  const query = new URLSearchParams(example.query).toString();
  const [type, body] =
    example.json !== undefined
      ? ['application/json', JSON.stringify(example.json)]
      : example.form !== undefined
        ? ['application/x-www-form-urlencoded', new URLSearchParams(example.form).toString()]
        : ['', ''];
  return botRequestOf({
    method: endpoint.method,
    url: `https://${example.host}${example.path ?? endpoint.path}${query === '' ? '' : `?${query}`}`,
    headers: { ...example.headers, ...(type === '' ? {} : { 'content-type': type }) },
    body,
  });
}

function pairsOf(raw: string): Param[] {
  return [...new URLSearchParams(raw)].map(([name, value]) => [name, value] as const);
}

function bodyOf(raw: string, type: string): Body {
  if (raw === '') return { kind: 'none' };
  if (!type.includes('json')) return { kind: 'form', params: pairsOf(raw) };
  const value = parseJson(raw);
  if (isJsonFault(value)) throw new Error(`not JSON: ${value.fault}`);
  return { kind: 'json', value };
}
