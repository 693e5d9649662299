import { describe, expect, it } from 'vitest';
import { inspections } from '../../../src/exchanges/index.ts';
import { recordSecret } from '../../canary.ts';
import { type Said, saying, secretOf, testKey, wish } from './asked.ts';
import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'okx',
  subAccount: 'bots0001',
  // One word allows all trading, and moving funds.
  told: (asked) =>
    asked.every((right) => right === 'read')
      ? {}
      : { spot: 'yes', margin: 'yes', futures: 'yes', options: 'yes', transfer: 'yes' },
  ips: 'shown',
  mostIps: 20,
  subAccountTold: 'yes',
  master: { permissions: { trade: true }, ips: ['127.0.0.1'] },
  denied: { permissions: { read: true }, ips: ['127.0.0.1'] },
  listsToAll: true,
});

const { maker } = inspections['okx']!;
const master = testKey('okx');
const secretKey = 'A1B2C3D4-OF-THE-DOCUMENTS-000000';
const reply = (...data: readonly unknown[]) => [200, { code: '0', msg: '', data }] as const;
const refused = (code: string, status = 200) => [status, { code, msg: 'x', data: [] }] as const;
const row = { subAcct: 'test-1', label: 'v5', apiKey: 'arg13sdfgs', secretKey, perm: 'read_only,trade', ip: '' };

describe('a key of an OKX sub-account', () => {
  it('is asked for with a passphrase that has a sign in it, and comes back with that', async () => {
    recordSecret(secretKey);
    const bodyWith = async (passphrase: string) => {
      const { ask, asked } = saying(reply(row));
      const parts = await maker!.create(ask, master, wish('test-1', { passphrase: secretOf(passphrase) }), 'live');
      if ('unclear' in parts) throw new Error(parts.message);
      const body = JSON.parse(asked[0]!.body);
      parts.passphrase!.openBytes((bytes) => expect(bytes.toString()).toBe(body.passphrase));
      expect([asked[0]!.method, asked[0]!.target, parts.id]).toEqual([
        'POST',
        '/api/v5/users/subaccount/apikey',
        'arg13sdfgs',
      ]);
      return body;
    };
    expect(await bodyWith('Aa2LettersAndDigits1')).toEqual({
      subAcct: 'test-1',
      label: 'kw-abcdef0001',
      perm: 'read_only,trade',
      ip: '192.0.2.7',
      passphrase: 'Aa2LettersAndDigits1-',
    });
    expect((await bodyWith('Aa2!LettersAndDigits')).passphrase).toBe('Aa2!LettersAndDigits');
  });

  it('is not asked for without a passphrase', async () => {
    const { ask, asked } = saying(reply(row));
    expect(await maker!.create(ask, master, wish('test-1'), 'live')).toMatchObject({
      message: expect.stringContaining('passphrase'),
    });
    expect(asked).toEqual([]);
  });

  it('is not made by a master key without an IP list', async () => {
    const { ask } = saying(refused('50035', 403));
    expect(await maker!.create(ask, master, wish('test-1', { passphrase: secretOf('Aa2-phrase') }), 'live')).toEqual({
      unclear: true,
      cause: 'permission',
      message: 'status 403, code 50035',
    });
  });

  it('is listed from the sample of the documents', async () => {
    const { ask, asked } = saying(reply({ label: 'v5', apiKey: 'arg13sdfgs', perm: 'read_only', ip: '', ts: '1' }));
    expect(await maker!.list(ask, master, 'test-1', 'live')).toEqual([{ id: 'arg13sdfgs', label: 'v5' }]);
    expect(asked[0]!.target).toBe('/api/v5/users/subaccount/apikey?subAcct=test-1');
  });

  it('is gone by its code, or when the list says so', async () => {
    const remove = (...said: readonly Said[]) =>
      maker!.remove(saying(...said).ask, master, 'test-1', { id: 'arg13sdfgs' }, 'live');
    expect(await remove(reply({ subAcct: 'test-1' }))).toBe('removed');
    expect(await remove(refused('59506'))).toBe('absent');
    expect(await remove(refused('51000', 400), reply())).toBe('absent');
    expect(await remove(refused('51000', 400), reply(row))).toMatchObject({ message: 'status 400, code 51000' });
    expect(await remove(refused('50120'), reply())).toMatchObject({ cause: 'permission' });
  });
});
