import ccxt from 'ccxt';
import type { CredentialParts, Method } from './exchange.ts';

export interface SignedByCcxt {
  readonly url: string;
  readonly method: Method;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** What the tests use of ccxt, an oracle that is not ours. */
export interface CcxtClient {
  /** ccxt's table of endpoints. */
  readonly api: unknown;
  sign(path: string, api: unknown, method: string, params: object): SignedByCcxt;
  handleErrors(
    status: number,
    reason: string,
    url: string,
    method: string,
    headers: object,
    body: string,
    response: unknown,
    requestHeaders: object,
    requestBody: string,
  ): unknown;
  handleHttpStatusCode(status: number, reason: string, url: string, method: string, body: string): void;
  setMarkets(markets: object[], currencies: object): void;
  fetch(url: string, method: string, headers: unknown, body: string | undefined): Promise<unknown>;
}

type Classes = Record<string, new (options: object) => CcxtClient>;

/** A client of ccxt with a key, its secret as text. */
export function ccxtClient(id: string, parts: CredentialParts): CcxtClient {
  const text = (secret: CredentialParts['secret'] | undefined) => secret?.openBytes((bytes) => bytes.toString('latin1'));
  const classes = ccxt as unknown as Classes;
  return new classes[id]!({
    apiKey: parts.id,
    secret: text(parts.secret),
    password: text(parts.passphrase),
    enableRateLimit: false,
  });
}

/** The class of error as which ccxt tells this answer to its user; `undefined` when it takes it for a good one. */
export function ccxtErrorOf(
  client: CcxtClient,
  url: string,
  answer: { status: number; headers: object; body: string },
): Error | undefined {
  try {
    let parsed: unknown;
    try {
      parsed = JSON.parse(answer.body);
    } catch {
      parsed = undefined;
    }
    client.handleErrors(answer.status, '', url, 'POST', answer.headers, answer.body, parsed, {}, '');
    client.handleHttpStatusCode(answer.status, '', url, 'POST', answer.body);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
