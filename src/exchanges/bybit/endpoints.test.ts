import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { ccxtEndpoints } from '../ccxt-endpoints.contract.ts';
import { index } from './asked.contract.ts';
import { facts } from './facts.ts';
import { batchTables, fieldTables } from './tables.ts';

const known = ccxtEndpoints(new ccxt.bybit({ apiKey: 'a', secret: 'b' }));

/** What bybit-api calls, read from its source: whether it signs, method, path. */
function sdkCalls(): (readonly [isPrivate: boolean, method: string, path: string])[] {
  const main = createRequire(import.meta.url).resolve('bybit-api');
  const source = readFileSync(main.replace(/index\.js$/, 'rest-client-v5.js'), 'utf8');
  const calls = source.matchAll(/this\.(get|post|delete)(Private\w*)?\(\s*'([^']+)/g);
  return [...calls].map((match) => [match[2] !== undefined, match[1]!.toUpperCase(), match[3]!] as const);
}

describe('the endpoints of Bybit', () => {
  it('hold every endpoint that the installed ccxt knows', () => {
    expect(known.length).toBeGreaterThan(400);
    expect(known.filter(({ method, path }) => !index.find('v5', method, path))).toEqual([]);
  });

  it('hold every endpoint that the installed SDK calls, and need no key for those that it does not sign', () => {
    const calls = sdkCalls();
    expect(calls.length).toBeGreaterThan(350);
    const wrong = calls.filter(([isPrivate, method, path]) => {
      const endpoint = index.find('v5', method, path.startsWith('/') ? path : `/${path}`);
      return !endpoint || (!isPrivate && endpoint.class !== 'public');
    });
    expect(wrong).toEqual([]);
  });

  it('have no read that is not a GET', () => {
    const reads = facts.endpoints.filter(({ class: cls }) => cls === 'read' || cls === 'public');
    expect(reads.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it.each([
    ['POST', '/v5/asset/withdraw/create', 'withdraw'],
    ['POST', '/asset/v3/private/withdraw/create', 'withdraw'],
    ['POST', '/v5/p2p/order/finish', 'withdraw'],
    ['POST', '/v5/broker/award/distribute-award', 'withdraw'],
    ['POST', '/v5/asset/transfer/inter-transfer', 'transfer'],
    ['POST', '/v5/asset/transfer/universal-transfer', 'transfer'],
    ['POST', '/contract/v3/private/copytrading/wallet/transfer', 'transfer'],
    ['POST', '/v5/position/move-positions', 'transfer'],
    ['POST', '/v5/user/update-api', 'admin'],
    ['POST', '/v5/user/create-sub-api', 'admin'],
    ['GET', '/v5/user/del-submember', 'admin'],
    ['GET', '/user/v3/private/frozen-sub-member', 'admin'],
    ['POST', '/v5/account/borrow', 'finance'],
    ['POST', '/v5/asset/exchange/convert-execute', 'finance'],
    ['POST', '/v5/p2p/order/info', 'finance'],
    ['POST', '/v5/strategy/create', 'finance'],
    ['POST', '/v5/order/create', 'trade'],
    ['POST', '/v5/position/trading-stop', 'trade'],
    ['POST', '/unified/v3/private/order/create', 'trade'],
    ['POST', '/v5/order/disconnected-cancel-all', 'settings'],
    ['POST', '/v5/spot-margin-trade/switch-mode', 'settings'],
    ['GET', '/v5/user/query-api', 'read'],
    ['GET', '/v5/market/tickers', 'public'],
  ])('class %s %s as %s', (method, path, cls) => {
    expect(index.find('v5', method, path)?.class).toBe(cls);
  });

  it('have tables of parameters for none but trade and settings endpoints', () => {
    for (const name of [...Object.keys(fieldTables), ...Object.keys(batchTables)]) {
      const [method, path] = name.split(' ') as [string, string];
      expect(['trade', 'settings']).toContain(index.find('v5', method, path)?.class);
    }
  });

  it('stand on hosts of one group, each in one environment', () => {
    expect(new Set(facts.endpoints.map(({ group }) => group))).toEqual(new Set(facts.hosts.map(({ group }) => group)));
    expect(new Set(facts.hosts.map(({ name }) => name)).size).toBe(facts.hosts.length);
    expect(index.host('api-demo.bybit.com')?.environment).toBe('demo');
    expect(index.host('api-testnet.bybit.com')?.environment).toBe('testnet');
  });
});
