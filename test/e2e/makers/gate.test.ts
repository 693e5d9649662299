import { describe, expect, it } from 'vitest';
import { signed } from '../../../src/exchanges/gate/sign.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { recordSecret } from '../../canary.ts';
import { type Said, saying, testKey, timeMs, wish } from './asked.ts';
import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'gate',
  subAccount: '10001',
  // One group is for spot and margin; the list of groups tells nothing of withdrawing and of managing keys.
  told: (asked) => ({
    withdraw: 'unknown',
    admin: 'unknown',
    ...(asked.some((right) => right === 'spot' || right === 'margin') ? { spot: 'yes', margin: 'yes' } : {}),
  }),
  ips: 'shown',
  mostIps: 20,
  subAccountTold: 'unknown',
});

const { maker } = inspections['gate']!;
const master = testKey('gate');
const key = '75c3264105b74693d8cb5c7f1a8e2420';
const secret = 'cddcc6e5-of-the-documents-0000000000000000000000000000000000000';
const made = [200, { state: 1, name: 'spot', user_id: 100000, mode: 1, secret, key, created_at: 1663683330 }] as const;
const rows = (...modes: readonly unknown[]) => [200, modes.map((mode) => ({ key, name: 'spot', mode }))] as const;

describe('a key of a Gate sub-account', () => {
  it.each([
    [
      'POST',
      '/api/v4/spot/orders',
      '{"currency_pair":"BTC_USDT","side":"buy","amount":"1","price":"10","text":"t-c1"}',
      '869a9abef33112f0ecd99337cdce2f9b0a2e08cbf236d4d4b4219b4ab9e72eba94ef5482668a60a3e33328eafba24b048f8ffed97f5f9a050c34bf9382a84c51',
    ],
    [
      'DELETE',
      '/api/v4/spot/orders?currency_pair=BTC_USDT',
      '',
      '76280288dfd8da83b25a3c3ffdf2a63c675b20baa3dddd6359f527b54015e055a66c950a422a2e0c20e38d9f7fc0684f99bcc0721fc00f6eb79063e611385056',
    ],
  ] as const)('is asked for by a %s that is signed as recorded', (method, target, body, sign) => {
    expect(signed({ method, host: 'api.gateio.ws', target, body }, master, { timeMs }).headers['sign']).toBe(sign);
  });

  it('is made in the account mode of the other keys, with groups that it may read or write', async () => {
    recordSecret(secret);
    const bodyAt = async (...modes: readonly unknown[]) => {
      const { ask, asked } = saying(rows(...modes), made);
      expect(await maker!.create(ask, master, wish('10001'), 'live')).toMatchObject({ id: key });
      expect(asked.map(({ method, target }) => `${method} ${target}`)).toEqual([
        'GET /api/v4/sub_accounts/10001/keys',
        'POST /api/v4/sub_accounts/10001/keys',
      ]);
      return JSON.parse(asked[1]!.body);
    };
    const reads = ['futures', 'wallet', 'account'].map((name) => ({ name, read_only: true }));
    const perms = [{ name: 'spot', read_only: false }, ...reads];
    const body = { name: 'kw-abcdef0001', perms, ip_whitelist: ['192.0.2.7'] };
    expect(await bodyAt()).toEqual(body);
    expect(await bodyAt(1, 1)).toEqual({ ...body, mode: 1 });
    expect(await bodyAt(2)).toEqual({ ...body, mode: 2, perms: [...perms, { name: 'unified', read_only: true }] });
  });

  it('is not made where the other keys are of several modes, for addresses of IPv6, or for a name', async () => {
    const { ask, asked } = saying(rows(1, 2), made);
    for (const wrong of [wish('10001'), wish('10001', { ips: ['2001:db8::1'] }), wish('robot')]) {
      expect(await maker!.create(ask, master, wrong, 'live')).toMatchObject({ cause: 'unreadable' });
    }
    expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('is not read from an answer of another status', async () => {
    recordSecret(secret);
    const { ask } = saying(rows(1), [500, made[1]]);
    expect(await maker!.create(ask, master, wish('10001'), 'live')).toMatchObject({ cause: 'unreadable' });
  });

  it('is taken for gone only when the list says so, whichever key a refusal blames', async () => {
    const refused = [401, { label: 'INVALID_KEY', message: 'Invalid key provided' }] as const;
    const remove = (...said: readonly Said[]) =>
      maker!.remove(saying(...said).ask, master, '10001', { id: key }, 'live');
    expect(await remove(refused, [200, []])).toBe('absent');
    expect(await remove(refused, rows(1))).toMatchObject({ cause: 'key' });
    expect(await remove(refused)).toMatchObject({ cause: 'key' });
    expect(await remove([200, {}], rows(1))).toMatchObject({ cause: 'unreadable' });
  });
});
