import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { isRefusal, systemClock } from '../../../src/core/index.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { readBody, signed } from '../../../src/exchanges/whitebit/sign.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type MintedKey, type Practice, startPractice } from '../../../src/practice/index.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

function clientOf(key: MintedKey, practiceUrl: string) {
  const client = new ccxt.whitebit({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
  client.proxyUrl = `${practiceUrl}/`;
  return client;
}

describeInspection({
  exchange: 'whitebit',
  tells: {
    read: ['read'],
    spot: 'untold',
    margin: 'untold',
    futures: 'untold',
    options: 'untold',
    transfer: 'untold',
    withdraw: 'untold',
    admin: 'untold',
  },
  ip: 'untold',
  created: false,
  expires: false,
  account: false,
  causes: {
    revoked: ['key-or-ip-or-permission'],
    signature: ['signature'],
    ip: ['key-or-ip-or-permission'],
    rate: ['rate'],
  },
  ccxt: (key, practiceUrl) => clientOf(key, practiceUrl).v4PrivatePostTradeAccountBalance(),
});

describeFaults('whitebit', { gone: ['key-or-ip-or-permission', 'signature'], lost: 404 });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const path = '/api/v4/trade-account/balance';

describe('what WhiteBIT says of a key', () => {
  it('is signed as recorded', () => {
    const credential = credentialFrom('whitebit', key.id, key.secret);
    if (isRefusal(credential)) throw new Error(credential.message);
    const body =
      '{"request":"/api/v4/order/new","nonce":"1790000000000","nonceWindow":false,"market":"BTC_USDT","side":"buy","amount":"1","price":"10","clientOrderId":"c1"}';
    const { headers } = signed('whitebit.com', '/api/v4/order/new', body, credential);
    expect(headers).toEqual({
      'content-type': 'application/json',
      'x-txc-apikey': 'test-key-0001',
      'x-txc-payload':
        'eyJyZXF1ZXN0IjoiL2FwaS92NC9vcmRlci9uZXciLCJub25jZSI6IjE3OTAwMDAwMDAwMDAiLCJub25jZVdpbmRvdyI6ZmFsc2UsIm1hcmtldCI6IkJUQ19VU0RUIiwic2lkZSI6ImJ1eSIsImFtb3VudCI6IjEiLCJwcmljZSI6IjEwIiwiY2xpZW50T3JkZXJJZCI6ImMxIn0=',
      'x-txc-signature':
        '16926b7da97d008df197e18f27de7ce71bdfa5111708431ce4844a223eaacf180806a1d479a6fdce3e9b7ce011bacc162867a1e84112d294235ecf0b350398d7',
    });
  });

  it('is asked with a nonce that rises in seconds, and is held to the clock from milliseconds on', () => {
    const windowOf = (nonce: bigint) => JSON.parse(readBody(path, nonce)) as unknown;
    expect(windowOf(1_790_000_000n)).toEqual({ request: path, nonce: '1790000000', nonceWindow: false });
    expect(windowOf(1_790_000_000_000n)).toMatchObject({ nonceWindow: true });
    expect(windowOf(1_790_000_000_000_000n)).toMatchObject({ nonceWindow: true });
  });

  it('is that it is alive, and nothing else', async () => {
    const report = await reportOf('whitebit', key, [200, { BTC: { available: '0', freeze: '0' } }]);
    expect(report.rights).toMatchObject({ read: 'yes', spot: 'unknown', withdraw: 'unknown', admin: 'unknown' });
    const { found } = await inspectionOf('whitebit', key, [[200, {}]]);
    expect(found).toEqual({ unclear: true, cause: 'unreadable', message: 'status 200, code none' });
  });

  it.each([
    [401, { code: 10, message: 'Unauthorized request.' }, 'signature', '10'],
    [
      403,
      { code: 2, message: 'This action is unauthorized. Enable your key in API settings' },
      'key-or-ip-or-permission',
      '2',
    ],
    [403, { code: 4, message: 'This API Key is not authorized to perform this action.' }, 'permission', '4'],
    [403, { code: 0, message: "You don't have permission to use this endpoint." }, 'permission', '0'],
    [422, { code: 9, message: 'Your nonce is more than 5 seconds lesser than the current nonce' }, 'clock', '9'],
    [429, { code: 0, errors: {}, message: 'Too many requests.' }, 'rate', '0'],
  ] as const)('is refused with status %s and %j for a reason', async (status, body, cause, code) => {
    const { found } = await inspectionOf('whitebit', key, [[status, body]]);
    expect(found).toEqual({ unclear: true, cause, message: `status ${status}, code ${code}` });
  });
});

describe('a bot that shares the key', () => {
  let practice: Practice;
  let forwarder: Forwarder;
  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: 'whitebit nonce', clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });

  const inspect = (minted: MintedKey) => {
    const inspection = inspections['whitebit']!;
    const credential = credentialFrom('whitebit', minted.id, minted.secret);
    if (isRefusal(credential)) throw new Error(credential.message);
    const ask = askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock });
    return inspection.inspect(ask, credential, 'live');
  };
  const balances = (client: InstanceType<typeof ccxt.whitebit>) => client.v4PrivatePostTradeAccountBalance();

  it('is not shut out by an audit, whether it counts seconds, milliseconds or microseconds', async () => {
    for (const unit of [1_000, 1, 0.001]) {
      const minted = practice.mintKey({ exchange: 'whitebit' });
      const client = clientOf(minted, practice.url);
      let agoMs = 10_000;
      client.nonce = () => Math.floor((Date.now() - agoMs) / unit);
      await balances(client);
      expect(await inspect(minted)).toMatchObject({ rights: { read: 'yes' } });
      // The bot's next unit: two that ask within one are refused by chance, with Keyward or without.
      agoMs = unit === 1_000 ? -1_000 : -1;
      expect(await balances(client)).toBeDefined();
    }
  });

  it('loses a key that is audited from an address which is not on its list', async () => {
    const minted = practice.mintKey({ exchange: 'whitebit', ips: ['192.0.2.7'] });
    expect(await inspect(minted)).toMatchObject({ cause: 'key-or-ip-or-permission' });
    expect(practice.keys.find('whitebit', minted.id)?.revoked).toBe(true);
    expect(inspections['whitebit']!.facts.page.notes.join(' ')).toContain('switched off by the first request');
  });

  it('is never overtaken: what is not in seconds is held to the clock', async () => {
    const minted = practice.mintKey({ exchange: 'whitebit' });
    const mark = practice.mark();
    const limited = practice.faults.set({ kind: 'rate-limit', path });
    await inspect(minted);
    limited();
    const sent = practice.received(mark).filter((one) => one.path === path);
    const bodies = sent.map(({ rawBody }) => JSON.parse(rawBody) as { nonce: string; nonceWindow: boolean });
    expect(bodies.map(({ nonce, nonceWindow }) => [nonce.length, nonceWindow])).toEqual([
      ...[10, 10, 10].map((length) => [length, false]),
      ...[13, 13, 13, 16].map((length) => [length, true]),
    ]);
    expect(await balances(clientOf(minted, practice.url))).toBeDefined();
  });
});
