import ccxt from 'ccxt';
import type { Instrument } from '../core/index.ts';
import type { SentRequest } from './bot-request.contract.ts';
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
  [call: string]: unknown;
}

type Classes = Record<string, new (options: object) => CcxtClient>;

/** A client of ccxt with a key, its secret as text. */
export function ccxtClient(id: string, parts: CredentialParts): CcxtClient {
  const text = (secret: CredentialParts['secret'] | undefined) =>
    secret?.openBytes((bytes) => bytes.toString('latin1'));
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

/** Gives a client markets without asking anyone; with precision fine enough to leave the numbers alone. */
export function setCcxtMarkets(client: CcxtClient, instruments: readonly Instrument[], info: object = {}): void {
  client.setMarkets(
    instruments.map((instrument) => marketOf(instrument, info)),
    {},
  );
}

function marketOf({ market, symbol, kind, base, quote }: Instrument, info: object): object {
  const contract = kind !== 'spot';
  const settle = contract ? quote : undefined;
  return {
    id: symbol,
    symbol: market,
    ...{ base, quote, settle, baseId: base, quoteId: quote, settleId: settle },
    type: contract ? 'swap' : 'spot',
    ...{ spot: !contract, swap: contract, margin: false, future: false, option: false, contract, active: true },
    ...(contract ? { linear: true, inverse: false, contractSize: 1 } : {}),
    precision: { amount: 1e-8, price: 1e-8 },
    limits: { amount: {}, price: {}, cost: {}, leverage: {} },
    info,
  };
}

/** What ccxt sends for one call of its unified interface, in order; it is answered with an empty object. */
export async function sentByCcxt(client: CcxtClient, call: string, ...args: unknown[]): Promise<SentRequest[]> {
  const sent: SentRequest[] = [];
  client.fetch = async (url, method, headers, body) => {
    sent.push({ url, method: method as Method, headers: (headers ?? {}) as Record<string, unknown>, body });
    return {};
  };
  try {
    await (client[call] as (...args: unknown[]) => Promise<unknown>).call(client, ...args);
  } catch (error) {
    // The empty answer is no good one; what matters was sent before.
    if (sent.length === 0) throw error;
  }
  return sent;
}
