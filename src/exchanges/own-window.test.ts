import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { one, Secret } from '../core/index.ts';
import type { Credential, Exchange } from './exchange.ts';
import { exchanges } from './registry.ts';

const TIME_MS = 1_790_000_000_000;
const instrument = {
  market: 'BTC/USDT',
  symbol: 'BTCUSDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  contractSize: one,
  active: true,
} as const;

function built(exchange: Exchange, changes: Partial<Credential> = {}) {
  const secret = Secret.take(Buffer.from('c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0'));
  const call = exchange.account.findOrder(instrument, { orderId: '1' }, 'live');
  return exchange.wire.build(call, { id: 'k', scheme: 'hmac', secret, ...changes }, { timeMs: TIME_MS, nonce: 1n });
}

function lifeMs(authorization: string): number {
  const { exp } = JSON.parse(Buffer.from(authorization.split('.')[1]!, 'base64url').toString('utf8')) as {
    exp: number;
  };
  return exp * 1_000 - TIME_MS;
}

describe("how long Keyward's own requests are taken in", () => {
  it('is what the requests say of themselves', () => {
    const { binance, bybit, coinbase } = exchanges as Record<string, Exchange>;
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const query = new URLSearchParams(built(binance!).target.split('?')[1]);
    expect(Number(query.get('recvWindow'))).toBe(binance!.facts.signing.ownWindowMs);
    expect(Number(built(bybit!).headers['x-bapi-recv-window'])).toBe(bybit!.facts.signing.ownWindowMs);
    const token = built(coinbase!, { scheme: 'es256', privateKey }).headers['authorization']!;
    expect(lifeMs(token)).toBe(coinbase!.facts.signing.ownWindowMs);
  });

  it('is a minute or less but for tokens, and never nothing', () => {
    const windows = Object.entries(exchanges).map(([id, { facts }]) => [id, facts.signing.ownWindowMs]);
    expect(Object.fromEntries(windows)).toEqual({
      binance: 5_000,
      bybit: 5_000,
      coinbase: 120_000,
      kraken: 60_000,
      okx: 30_000,
    });
  });

  it('of OKX is not cut short by a header: its time alone counts', () => {
    expect(Object.keys(built(exchanges['okx']!).headers)).not.toContain('exptime');
  });
});
