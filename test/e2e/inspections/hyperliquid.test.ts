import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/index.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { type Practice, startPractice } from '../../../src/practice/index.ts';
import { inspectionOf, reportOf } from './answers.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'hyperliquid',
  // An API wallet trades, whatever is ticked; the wallet of the account can do everything.
  tells: {
    read: ['read'],
    spot: ['read'],
    margin: 'untold',
    futures: ['read'],
    options: 'never',
    transfer: ['read'],
    withdraw: ['withdraw', 'admin'],
    admin: ({ withdraw, admin }) => (withdraw || admin ? 'yes' : 'unknown'),
  },
  ip: 'never',
  created: false,
  expires: true,
  account: true,
  causes: { revoked: ['key'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.hyperliquid({ walletAddress: key.id, privateKey: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.publicPostInfo({ type: 'userRole', user: key.id });
  },
});

const key = {
  id: '0x14791697260E4c9A71f18484C9f997B308e59325',
  secret: '0x0123456789012345678901234567890123456789012345678901234567890123',
};
const master = '0x1719884eb866cb12b2287399b15f7db5e7d775ea';
const agent = [200, { role: 'agent', data: { user: master } }] as const;

describe('the role of a Hyperliquid key', () => {
  it('is asked of its address, and its end of the account that approved it', async () => {
    const validUntil = 1_795_000_000_000;
    const rows = [
      { name: 'other', address: master, validUntil: 1 },
      { name: 'bot', address: key.id, validUntil },
    ];
    const { asked, found } = await inspectionOf('hyperliquid', key, [agent, [200, rows]]);
    expect(asked.map(({ target, body }) => [target, JSON.parse(body)])).toEqual([
      ['/info', { type: 'userRole', user: key.id.toLowerCase() }],
      ['/info', { type: 'extraAgents', user: master }],
    ]);
    expect(JSON.stringify(asked)).not.toContain(key.secret.slice(2));
    expect(found).toEqual({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'unknown',
        futures: 'yes',
        options: 'no',
        transfer: 'yes',
        withdraw: 'no',
        admin: 'unknown',
      },
      ipRestricted: 'no',
      label: 'bot',
      expiresMs: validUntil,
      subAccount: 'no',
      account: master,
      words: ['role:agent'],
    });
  });

  it.each([
    [[429, '']],
    [[200, []]],
    [[200, 'rubbish']],
    [[200, [{ address: key.id, name: '', validUntil: null }]]],
  ] as const)('is told without an end where the list is %j', async (said) => {
    const report = await reportOf('hyperliquid', key, agent, said);
    expect(report).toMatchObject({ rights: { spot: 'yes', withdraw: 'no' } });
    expect(report).not.toHaveProperty('expiresMs');
    expect(report).not.toHaveProperty('label');
  });

  it('is everything for the wallet of the account itself', async () => {
    const { asked, found } = await inspectionOf('hyperliquid', key, [[200, { role: 'user' }]]);
    expect(asked).toHaveLength(1);
    expect(found).toMatchObject({ rights: { transfer: 'yes', withdraw: 'yes', admin: 'yes' }, words: ['role:user'] });
  });

  it('names the account: the address itself, or the one that approved it, in small letters', async () => {
    const big = [200, { role: 'agent', data: { user: master.toUpperCase().replace('X', 'x') } }] as const;
    expect((await reportOf('hyperliquid', key, big, [200, []])).account).toBe(master);
    expect((await reportOf('hyperliquid', key, [200, { role: 'user' }])).account).toBe(key.id.toLowerCase());
    for (const [role, user] of [
      ['agent', 'somebody'],
      ['vault', master],
    ]) {
      expect(await reportOf('hyperliquid', key, [200, { role, data: { user } }])).not.toHaveProperty('account');
    }
  });

  it('is none for an address that is removed, has ended or was never approved', async () => {
    const { found } = await inspectionOf('hyperliquid', key, [[200, { role: 'missing' }]]);
    expect(found).toEqual({ unclear: true, cause: 'key', message: 'status 200, code role-missing' });
  });

  it.each(['vault', 'subAccount', 'superuser', 'a word that is none'])(
    'leaves every right open for %s',
    async (role) => {
      const { rights } = await reportOf('hyperliquid', key, [200, { role }]);
      expect([rights.read, rights.spot, rights.transfer, rights.withdraw, rights.admin]).toEqual(
        Array(5).fill('unknown'),
      );
    },
  );

  it('never repeats the text of an error', () => {
    const response = `User or API Wallet ${key.id} does not exist.`;
    const { readError } = inspections['hyperliquid']!;
    expect(readError(200, JSON.stringify({ status: 'err', response }))).toEqual({
      unclear: true,
      cause: 'key',
      message: 'status 200, code none',
    });
    const busy = 'Too many cumulative requests sent (37986 > 10436) for cumulative volume traded';
    expect(readError(200, JSON.stringify({ status: 'err', response: busy }))).toMatchObject({ cause: 'rate' });
  });

  it('belongs to the address that ccxt finds for the same key', () => {
    const client = new ccxt.hyperliquid({});
    expect(client.ethGetAddressFromPrivateKey(key.secret)).toBe(key.id.toLowerCase());
  });
});

describe('the practice front of hyperliquid', () => {
  let practice: Practice;
  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: 'front hyperliquid', clock: systemClock });
  });
  afterAll(() => practice.stop());
  const exchange = 'hyperliquid';
  const told = async (body: string, path = '/info') => {
    const response = await fetch(`${practice.url}/api.hyperliquid.xyz${path}`, { method: 'POST', body });
    return [response.status, await response.text()] as const;
  };
  const role = (user: string) => told(JSON.stringify({ type: 'userRole', user }));

  it('makes the same wallet of the same bytes, and another of others', () => {
    const [a, b, c] = [1, 1, 2].map((byte) =>
      practice.mintKey({ exchange, random: (size) => Buffer.alloc(size, byte) }),
    );
    expect(b).toEqual(a);
    expect([c!.id, c!.secret]).not.toContain(a!.id);
    expect(c!.secret).not.toBe(a!.secret);
  });

  it('does not know a wallet that has ended, or that was never approved', async () => {
    const { id } = practice.mintKey({ exchange, expiresMs: Date.now() - 1 });
    for (const user of [id, key.id]) expect(await role(user)).toEqual([200, '{"role":"missing"}']);
  });

  it('takes no notice of lists of addresses, for there are none', async () => {
    const { id } = practice.mintKey({ exchange, ips: ['192.0.2.7'] });
    expect((await role(id))[1]).toContain('"role":"agent"');
  });

  it('says that a body is none of its own, that it is broken or busy, and that a path is not there', async () => {
    expect((await told('rubbish'))[0]).toBe(422);
    expect((await told('{"type":"meta"}'))[0]).toBe(422);
    expect((await told('{}', '/none'))[0]).toBe(404);
    const broken = practice.faults.set({ kind: 'server-error', status: 500 });
    expect(await role(key.id)).toEqual([500, 'null']);
    broken();
    const busy = practice.faults.set({ kind: 'rate-limit' });
    expect((await role(key.id))[0]).toBe(429);
    busy();
  });
});
