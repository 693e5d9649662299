import { describe, expect, it } from 'vitest';
import { type CcxtClient, ccxtEndpoints } from '../ccxt-endpoints.contract.ts';
import { EndpointIndex } from '../endpoints.ts';
import { facts } from './facts.ts';
import { ccxtClient } from './scene.contract.ts';
import { fieldTables } from './tables.ts';

const index = new EndpointIndex(facts);
const listed = ccxtEndpoints(ccxtClient().client as CcxtClient);

describe('the endpoints', () => {
  it('hold every one that the installed ccxt knows', () => {
    const api = listed.filter(({ host }) => host === 'api.kraken.com');
    expect(api.length).toBeGreaterThan(60);
    expect(api.filter(({ method, path }) => !index.find('spot', method, path))).toEqual([]);
  });

  it('leave out only articles of the help pages', () => {
    expect([...new Set(listed.map(({ host }) => host))].sort()).toEqual(['api.kraken.com', 'kraken.zendesk.com']);
  });

  it.each([
    ['POST', '/0/private/Withdraw', 'withdraw'],
    ['POST', '/0/private/WithdrawCancel', 'withdraw'],
    ['POST', '/0/private/Pay/transfer/create', 'withdraw'],
    ['POST', '/funding/v1/withdrawals', 'withdraw'],
    ['POST', '/0/private/WalletTransfer', 'transfer'],
    ['POST', '/0/private/AccountTransfer', 'transfer'],
    ['POST', '/0/private/GetWebSocketsToken', 'stream'],
    ['POST', '/0/private/CreateSubaccount', 'admin'],
    ['DELETE', '/funding/v1/addresses/abc', 'admin'],
    ['GET', '/funding/v1/fees/abc', 'finance'],
    ['POST', '/0/private/Earn/Allocate', 'finance'],
    ['POST', '/0/private/RemoveExport', 'finance'],
  ])('class %s %s as %s', (method, path, cls) => {
    expect(index.find('spot', method, path)?.class).toBe(cls);
  });

  it('that read are private POSTs, and none of them names a change', () => {
    for (const { method, path } of facts.endpoints.filter(({ class: cls }) => cls === 'read')) {
      expect(`${method} ${path}`).toMatch(/^POST \/0\/private\//);
      expect(path).not.toMatch(/\/(Add|Create|Update|Delete|Remove|Cancel|Edit|Amend|Set|Withdraw$|Settle)/);
    }
  });

  it('that trade have a table each, but for the one that is not modelled', () => {
    const trade = facts.endpoints
      .filter(({ class: cls }) => cls === 'trade')
      .map(({ path }) => path.slice('/0/private/'.length));
    expect(trade.filter((name) => !fieldTables[name])).toEqual(['EditOrder']);
    expect(Object.keys(fieldTables).filter((name) => !trade.includes(name))).toEqual([]);
  });

  it('are found under no other method or spelling', () => {
    expect(index.find('spot', 'GET', '/0/private/Balance')).toBeUndefined();
    expect(index.find('spot', 'POST', '/0/private/balance')).toBeUndefined();
    expect(index.find('spot', 'POST', '/0/private/MakeMeRich')).toBeUndefined();
  });
});
