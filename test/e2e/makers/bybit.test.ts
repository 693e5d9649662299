import { describe, expect, it } from 'vitest';
import { inspections, type Right } from '../../../src/exchanges/index.ts';
import { recordSecret } from '../../canary.ts';
import { type Said, saying, testKey, wish } from './asked.ts';
import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'bybit',
  subAccount: '100400345',
  told: (asked) => {
    const has = (...rights: readonly string[]) => rights.some((right) => asked.includes(right as 'spot'));
    return {
      // A margin order is a spot order.
      ...(has('spot', 'margin') ? { spot: 'yes', margin: 'yes' } : {}),
      // The options permission is for perpetuals too; whether the derivatives of an account include options is not told.
      ...(has('options') ? { futures: 'yes' } : has('futures') ? { options: 'unknown' } : {}),
      // Whoever moves funds may delete itself.
      ...(has('transfer') ? { admin: 'yes' } : {}),
    };
  },
  ips: 'shown',
  subAccountTold: 'yes',
  listsToAll: true,
});

const { maker } = inspections['bybit']!;
const master = testKey('bybit');
const secret = 'PZaLnqTq-of-the-documents-0000000000';
const reply = (result: object) => [200, { retCode: 0, retMsg: '', result, retExtInfo: {}, time: 1 }] as const;
const refused = (retCode: number) => [200, { retCode, retMsg: 'x', result: {}, retExtInfo: {}, time: 1 }] as const;
const made = reply({ id: '16651283', note: 'testxxx', apiKey: 'xxxxxxSubKey', readOnly: 0, secret, permissions: {} });

describe('a key of a Bybit sub-account', () => {
  const bodyOf = async (rights: readonly Right[], ips: readonly string[] = []) => {
    recordSecret(secret);
    const { ask, asked } = saying(made);
    expect(await maker!.create(ask, master, wish('53888000', { rights, ips }), 'live')).toMatchObject({
      id: 'xxxxxxSubKey',
    });
    expect([asked[0]!.method, asked[0]!.target]).toEqual(['POST', '/v5/user/create-sub-api']);
    return JSON.parse(asked[0]!.body);
  };

  it('is asked for with the groups of its rights alone', async () => {
    expect(await bodyOf(['read', 'spot', 'transfer'], ['192.0.2.7', '192.0.2.8'])).toEqual({
      subuid: 53888000,
      note: 'kw-abcdef0001',
      readOnly: 0,
      ips: '192.0.2.7,192.0.2.8',
      permissions: { Spot: ['SpotTrade'], Wallet: ['AccountTransfer', 'SubMemberTransferList'] },
    });
    expect((await bodyOf(['spot', 'margin', 'futures', 'options'])).permissions).toEqual({
      Spot: ['SpotTrade'],
      ContractTrade: ['Order', 'Position'],
      Options: ['OptionsTrade'],
    });
  });

  it('only reads where nothing else is asked for', async () => {
    const { readOnly, ips, permissions } = await bodyOf(['read']);
    expect([readOnly, ips, Object.keys(permissions)]).toEqual([1, undefined, ['Spot', 'ContractTrade']]);
  });

  it('is listed from every page, and not at all from a list without an end', async () => {
    const page = (apiKey: string, nextPageCursor: string) =>
      reply({ result: [{ apiKey, note: 'UTA' }], nextPageCursor });
    const { ask, asked } = saying(page('firstKey01', 'a%3D'), page('secondKey2', ''));
    expect(await maker!.list(ask, master, '100400345', 'live')).toEqual([
      { id: 'firstKey01', label: 'UTA' },
      { id: 'secondKey2', label: 'UTA' },
    ]);
    expect(asked.map(({ target }) => target)).toEqual([
      '/v5/user/sub-apikeys?subMemberId=100400345&limit=20',
      '/v5/user/sub-apikeys?subMemberId=100400345&limit=20&cursor=a%3D',
    ]);
    const endless = maker!.list(saying(page('firstKey01', 'a')).ask, master, '100400345', 'live');
    expect(await endless).toMatchObject({ cause: 'unreadable' });
    const cut = saying(page('firstKey01', 'a'), refused(10_006));
    expect(await maker!.list(cut.ask, master, '100400345', 'live')).toMatchObject({ cause: 'rate' });
  });

  it('is named when it is removed, for without a name the master key would mean itself', async () => {
    const { ask, asked } = saying(reply({}));
    expect(await maker!.remove(ask, master, '100400345', { id: 'firstKey01' }, 'live')).toBe('removed');
    expect(asked[0]!.body).toBe('{"apikey":"firstKey01"}');
    expect(await maker!.remove(ask, master, '100400345', { id: '' }, 'live')).toMatchObject({ cause: 'unreadable' });
    expect(asked).toHaveLength(1);
  });

  it('is taken for gone only when the list says so', async () => {
    const remove = (...said: readonly Said[]) =>
      maker!.remove(saying(...said).ask, master, '100400345', { id: 'firstKey01' }, 'live');
    const rows = (...result: object[]) => reply({ result, nextPageCursor: '' });
    for (const code of [10_001, 10_003]) {
      expect(await remove(refused(code), rows())).toBe('absent');
      expect(await remove(refused(code), rows({ apiKey: 'firstKey01' }))).toHaveProperty('unclear', true);
    }
    expect(await remove(refused(10_005), rows())).toMatchObject({ cause: 'permission' });
  });

  it('is not made in a demo account, which has no such calls', async () => {
    const { ask, asked } = saying(made);
    expect(await maker!.create(ask, master, wish('53888000'), 'demo')).toMatchObject({ cause: 'unreadable' });
    expect(asked).toEqual([]);
  });
});
