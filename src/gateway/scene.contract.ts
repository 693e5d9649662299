import {
  type Clock,
  type Decimal,
  type Instrument,
  type Log,
  one,
  type PlaceOrder,
  parseDecimal,
  Secret,
} from '../core/index.ts';
import { EndpointIndex, type Exchange, exchanges, type UpstreamRequest } from '../exchanges/index.ts';
import type { Cost } from '../policy/index.ts';
import type { Forward, Outcome } from './forward.ts';
import { Link, SigningKey } from './link.ts';

/** The world in which the tests of this room act: a clock that moves by hand, Binance behind a function, one market. */
export class HandClock implements Clock {
  wallMs: number;
  steadyMs = 1_000;

  constructor(wallMs = Date.UTC(2026, 0, 15, 12)) {
    this.wallMs = wallMs;
  }

  nowMs = (): number => this.wallMs;
  monotonicMs = (): number => this.steadyMs;

  /** Time passes. */
  pass(ms: number): void {
    this.wallMs += ms;
    this.steadyMs += ms;
  }

  /** The wall clock is set anew. */
  jump(ms: number): void {
    this.wallMs += ms;
  }
}

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

export function dec(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`not a decimal: ${text}`);
  return value;
}

export const btc: Instrument = {
  market: 'BTC/USDT',
  symbol: 'BTCUSDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  contractSize: one,
  active: true,
};

let named = 0;

/** A limit buy of 1 at 100. */
export function place(changes: Partial<PlaceOrder> = {}): PlaceOrder {
  return {
    action: 'place-order',
    instrument: btc,
    side: 'buy',
    type: 'limit',
    quantity: dec('1'),
    price: dec('100'),
    closePosition: false,
    reduceOnly: false,
    postOnly: false,
    clientOrderId: `c${++named}`,
    validateOnly: false,
    ...changes,
  };
}

/** What an order placed costs. */
export function costOf(notional: string): Cost {
  const amount = dec(notional);
  return { orders: 1, cancels: 0, openOrders: 1, currency: 'USDT', notional: amount, opens: amount, openAfter: amount };
}

export const binance = exchanges['binance'] as Exchange;

export function answered(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Outcome {
  return { kind: 'answered', status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A link whose requests are answered by a function, with its clock set to the host's. */
export function linkTo(forward: Forward, clock: Clock, exchange: Exchange = binance): Link {
  const link = new Link({
    exchange,
    environment: 'live',
    index: new EndpointIndex(exchange.facts),
    markets: new Set([btc.market]),
    forward,
    clock,
  });
  link.clock.measure(clock.nowMs(), clock.monotonicMs(), clock.monotonicMs());
  return link;
}

export function keyOn(link: Link): SigningKey {
  const secret = Secret.take(Buffer.from('s'.repeat(64)));
  const credential = { id: 'K'.repeat(64), scheme: 'hmac', secret };
  const key = new SigningKey({ name: 'main', fingerprint: 'f', link, credential, nonces: undefined });
  key.refused = undefined;
  return key;
}

/** What was asked for, as `METHOD /path?query`. */
export function lineOf({ method, target }: UpstreamRequest): string {
  return `${method} ${target}`;
}
