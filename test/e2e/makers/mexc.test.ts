import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspections, type UpstreamRequest } from '../../../src/exchanges/index.ts';
import { recordSecret } from '../../canary.ts';
import { type Said, saying, testKey, wish } from './asked.ts';
import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'mexc',
  subAccount: 'bots1',
  told: () => ({ margin: 'unknown' }),
  ips: 'shown',
  mostIps: 20,
  subAccountTold: 'unknown',
});

const { maker } = inspections['mexc']!;
const master = testKey('mexc');
const secretKey = 'nkjwn21973ihi-of-the-documents';
const made = { subAccount: 'mexc1', note: '1', apiKey: 'arg13sdfgs', secretKey, permissions: 'SPOT_ACCOUNT_READ' };

describe('a key of a MEXC sub-account', () => {
  it('is asked for in the query, which is signed, and read from the sample of the documents', async () => {
    recordSecret(secretKey);
    const { ask, asked } = saying([200, made]);
    const asks = wish('mexc1', { rights: ['spot', 'transfer'], ips: ['192.0.2.7', '192.0.2.8'] });
    expect(await maker!.create(ask, master, asks, 'live')).toMatchObject({ id: 'arg13sdfgs' });
    const [{ method, target, body }] = asked as [UpstreamRequest];
    const params = new URLSearchParams(target.split('?')[1]);
    expect([method, target.split('?')[0], body]).toEqual(['POST', '/api/v3/sub-account/apiKey', '']);
    expect([params.get('subAccount'), params.get('note'), params.get('ip')]).toEqual([
      'mexc1',
      'kw-abcdef0001',
      '192.0.2.7,192.0.2.8',
    ]);
    expect(
      params
        .get('permissions')!
        .split(',')
        .filter((word) => word.endsWith('WRITE')),
    ).toEqual(['SPOT_DEAL_WRITE', 'SPOT_TRANSFER_WRITE']);
    expect(params.get('permissions')).not.toContain('WITHDRAW');
    const [, signedText, signature] = /\?(.*)&signature=(.*)$/.exec(target)!;
    const expected = createHmac('sha256', 'test-secret-0001-test-secret-0001').update(signedText!).digest('hex');
    expect(signature).toBe(expected);
  });

  it('is named in the query of a DELETE, and nothing is left out of a list', async () => {
    const gone = saying([200, { subAccount: 'mexc1' }]);
    expect(await maker!.remove(gone.ask, master, 'mexc1', { id: 'arg13sdfgs' }, 'live')).toBe('removed');
    expect(gone.asked[0]).toMatchObject({ method: 'DELETE', body: '' });
    expect(gone.asked[0]!.target).toContain('?subAccount=mexc1&apiKey=arg13sdfgs&timestamp=');
    const list = (...rows: object[]) => maker!.list(saying([200, { subAccount: rows }]).ask, master, 'mexc1', 'live');
    expect(await list({ note: 'v5', apiKey: 'arg13sdfgs' }, { note: 'v5.1', apikey: 'arg13sdfgs12' })).toEqual([
      { id: 'arg13sdfgs', label: 'v5' },
      { id: 'arg13sdfgs12', label: 'v5.1' },
    ]);
    expect(await list({ note: 'v5', apiKey: 'arg13sdfgs' }, { note: 'v5.1', apiKey: 'arg1***' })).toMatchObject({
      cause: 'unreadable',
    });
  });

  it('is gone by its code, or when the list says so', async () => {
    const remove = (...said: readonly Said[]) =>
      maker!.remove(saying(...said).ask, master, 'mexc1', { id: 'arg13sdfgs' }, 'live');
    expect(await remove([400, { code: 730706, msg: 'x' }])).toBe('absent');
    const unknown = [400, { code: 730799, msg: 'x' }] as const;
    expect(await remove(unknown, [200, { subAccount: [] }])).toBe('absent');
    expect(await remove(unknown, [200, { subAccount: [made] }])).toMatchObject({ message: 'status 400, code 730799' });
    expect(await remove([400, { code: 700007, msg: 'x' }], [200, { subAccount: [] }])).toMatchObject({
      cause: 'permission',
    });
  });
});
