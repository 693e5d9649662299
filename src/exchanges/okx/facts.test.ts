import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { ccxtEndpoints } from '../ccxt-endpoints.contract.ts';
import { facts } from './facts.ts';
import { index } from './samples.contract.ts';
import { forms } from './tables.ts';

describe('the endpoints', () => {
  it.each(['okx', 'myokx', 'okxus'] as const)('classify every one that ccxt %s knows, on its host', (id) => {
    const known = ccxtEndpoints(new ccxt[id]({ apiKey: 'a', secret: 'b', password: 'c' }));
    expect(known.length).toBeGreaterThan(300);
    const missing = known.filter(({ host, method, path }) => {
      const group = index.host(host)?.group;
      return group === undefined || index.find(group, method, path) === undefined;
    });
    expect(missing).toEqual([]);
  });

  it('classify every one that okx-api knows', () => {
    const file = createRequire(import.meta.url)
      .resolve('okx-api')
      .replace('index.js', 'rest-client.js');
    const calls = readFileSync(file, 'utf8').matchAll(/this\.(get|post)(?:Private)?\(\s*['"]\/?(api\/v5\/[^'"]+)['"]/g);
    const known = [...calls].map(([, verb, path]) => [verb!.toUpperCase(), `/${path}`] as const);
    expect(known.length).toBeGreaterThan(300);
    expect(known.filter(([method, path]) => index.find('rest', method, path) === undefined)).toEqual([]);
  });

  it('let nothing that is not a GET be a read, but for calculators', () => {
    const reads = facts.endpoints.filter((endpoint) => endpoint.method !== 'GET' && endpoint.class === 'read');
    expect(reads.map(({ path }) => path).sort()).toEqual([
      '/api/v5/account/position-builder',
      '/api/v5/account/position-builder-graph',
      '/api/v5/account/simulated_margin',
      '/api/v5/trade/order-precheck',
    ]);
    expect(facts.endpoints.filter((endpoint) => endpoint.method !== 'GET' && endpoint.class === 'public')).toEqual([]);
  });

  it.each([
    ['POST', '/api/v5/asset/withdrawal', 'withdraw'],
    ['POST', '/api/v5/asset/withdrawal-lightning', 'withdraw'],
    ['POST', '/api/v5/asset/cancel-withdrawal', 'withdraw'],
    ['POST', '/api/v5/fiat/create-withdrawal', 'withdraw'],
    ['POST', '/api/v5/asset/transfer', 'transfer'],
    ['POST', '/api/v5/asset/subaccount/transfer', 'transfer'],
    ['POST', '/api/v5/account/move-positions', 'transfer'],
    ['GET', '/api/v5/asset/deposit-lightning', 'transfer'],
    ['POST', '/api/v5/users/subaccount/apikey', 'admin'],
    ['GET', '/api/v5/users/subaccount/apikey', 'admin'],
    ['GET', '/api/v5/account/set-auto-repay', 'finance'],
    ['GET', '/api/v5/account/spot-manual-borrow-repay', 'finance'],
    ['POST', '/api/v5/trade/one-click-repay', 'finance'],
    ['POST', '/api/v5/trade/easy-convert', 'finance'],
  ])('%s %s is %s', (method, path, cls) => {
    expect(index.find('rest', method, path)?.class).toBe(cls);
  });

  it('have a table only where they trade or set', () => {
    for (const name of Object.keys(forms)) {
      const [method = '', path = ''] = name.split(' ');
      expect(['trade', 'settings']).toContain(index.find('rest', method, path)?.class);
    }
  });
});

describe('the hosts', () => {
  it('serve live and demo under one name each', () => {
    for (const name of new Set(facts.hosts.map((host) => host.name))) {
      expect(index.hosts(name).map((host) => host.environment)).toEqual(['live', 'demo']);
      expect(index.host(name, 'demo')?.environment).toBe('demo');
      expect(index.host(name, 'testnet')).toBeUndefined();
    }
    expect(index.hosts('okx.com')).toEqual([]);
  });

  it('name the demo header that ccxt and okx-api send', () => {
    const client = new ccxt.okx();
    client.setSandboxMode(true);
    expect(client.headers).toEqual({ 'x-simulated-trading': '1' });
    expect(facts.headers.environment).toEqual({ 'x-simulated-trading': { live: ['', '0'], demo: ['1'] } });
  });
});
