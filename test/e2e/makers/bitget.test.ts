import { describe, expect, it } from 'vitest';
import { signed } from '../../../src/exchanges/bitget/sign.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { recordSecret } from '../../canary.ts';
import { type Said, saying, secretOf, testKey, timeMs, wish } from './asked.ts';
import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'bitget',
  subAccount: '900000002',
  ips: 'shown',
  mostIps: 30,
  subAccountTold: 'unknown',
  master: { ips: ['127.0.0.1'] },
});

const { maker } = inspections['bitget']!;
const master = testKey('bitget');
const ok = (data: unknown) => [200, { code: '00000', msg: 'success', requestTime: timeMs, data }] as const;

describe('a key of a Bitget sub-account', () => {
  it('is asked for by a request that is signed as recorded', () => {
    const body =
      '{"symbol":"BTCUSDT","side":"buy","orderType":"limit","force":"gtc","price":"10","size":"1","clientOid":"c1"}';
    const request = { method: 'POST', host: 'api.bitget.com', target: '/api/v2/spot/trade/place-order', body } as const;
    const made = signed(request, master, { timeMs }, 'live');
    expect(made.headers['access-sign']).toBe('UQYuwZf1dRSOBrtVeD8n+7mbTYporrsP1py8/kCtrBo=');
  });

  it('is made with the words of its rights, a label, and a list only where there is one', async () => {
    const secretKey = 'secret-of-a-new-key-of-bitget-00000001';
    recordSecret(secretKey);
    const { ask, asked } = saying(ok({ subAccountUid: '2', subAccountApiKey: 'bg_new_key', secretKey }));
    for (const ips of [[], ['192.0.2.7']]) {
      const passphrase = secretOf('Trading123');
      expect(await maker!.create(ask, master, wish('2', { ips, passphrase }), 'live')).toMatchObject({
        id: 'bg_new_key',
        passphrase,
      });
    }
    const body = {
      subAccountUid: '2',
      passphrase: 'Trading123',
      label: 'kw-abcdef0001',
      permList: ['read', 'spot_trade'],
    };
    expect(asked.map((one) => JSON.parse(one.body))).toEqual([body, { ...body, ipList: ['192.0.2.7'] }]);
  });

  it('is not asked for without a passphrase, or for the name of a sub-account', async () => {
    const { ask, asked } = saying(ok({}));
    for (const wrong of [wish('2'), wish('robot', { passphrase: secretOf('Trading123') })]) {
      expect(await maker!.create(ask, master, wrong, 'live')).toMatchObject({ cause: 'unreadable' });
    }
    expect(asked).toEqual([]);
  });

  it('is not read from an answer of another code or status', async () => {
    const secretKey = 'secret-of-a-new-key-of-bitget-00000002';
    recordSecret(secretKey);
    const data = { subAccountApiKey: 'bg_new_key', secretKey };
    for (const [status, code] of [
      [200, '40020'],
      [500, '00000'],
    ] as const) {
      const { ask } = saying([status, { code, msg: '', data }]);
      const made = await maker!.create(ask, master, wish('2', { passphrase: secretOf('Trading123') }), 'live');
      expect(made).toMatchObject({ cause: 'unreadable' });
      expect(await maker!.remove(ask, master, '2', { id: 'bg_new_key' }, 'live')).toMatchObject({
        cause: 'unreadable',
      });
    }
  });

  it('that the exchange does not remove is left to its owner, until it is listed no more', async () => {
    const refused = [400, { code: '40020', msg: 'Parameter error', data: null }] as const;
    const remove = (...said: readonly Said[]) =>
      maker!.remove(saying(...said).ask, master, '2', { id: 'bg_old_key' }, 'live');
    expect(await remove(refused, ok([{ subAccountApiKey: 'bg_old_key' }]))).toMatchObject({
      cause: 'unreadable',
      message: 'status 400, code 40020; delete it at https://www.bitget.com, then go on',
    });
    expect(await remove(refused, ok([{ subAccountApiKey: 'another' }]))).toBe('absent');
    const gone = [400, { code: '40037', msg: 'Apikey does not exist', data: null }] as const;
    expect(await remove(gone, ok([]))).toBe('absent');
    expect(await remove(gone)).toMatchObject({ cause: 'key', message: 'status 400, code 40037' });
  });
});
