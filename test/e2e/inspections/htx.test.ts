import { generateKeyPairSync, verify } from 'node:crypto';
import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/core/index.ts';
import { signed } from '../../../src/exchanges/htx/sign.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import type { Permissions } from '../../../src/practice/index.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeInspection } from './inspections.contract.ts';
import { describeThinFront } from './thin-front.contract.ts';

describeInspection({
  exchange: 'htx',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['trade'],
    futures: ['trade'],
    options: 'never',
    transfer: ['trade'],
    withdraw: ['withdraw'],
    admin: ({ trade }: Partial<Permissions>) => (trade ? 'unknown' : 'no'),
  },
  ip: 'list',
  created: true,
  expires: true,
  account: true,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.htx({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.v2PrivateGetUserUid();
  },
});

describeThinFront('htx', { denied: 'no permission', clock: 'timestamp', lost: 404, limited: 'rate-too-many-requests' });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const uid = [200, { code: 200, data: 123, ok: true }] as const;
const entry = {
  accessKey: key.id,
  note: 'label',
  permission: 'readOnly,trade',
  ipAddresses: '1.1.1.1,1.1.1.2',
  validDays: -1,
  status: 'normal',
  createTime: 1545491620000,
  updateTime: 1594883220000,
};
const keys = (...data: readonly unknown[]) => [200, { code: 200, message: 'success', data, ok: true }] as const;
const report = (change: object) => reportOf('htx', key, uid, keys({ ...entry, ...change }));

describe('what HTX says of a key', () => {
  it.each([
    [
      'GET',
      '/v2/user/api-key',
      [['uid', '123']],
      '/v2/user/api-key?AccessKeyId=test-key-0001&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2026-09-21T14%3A13%3A20&uid=123&Signature=kaQBFGqwtDv911LMgVqsxhDFubHmgeX9Buag1b3Ic2Q%3D',
    ],
    [
      'POST',
      '/v1/order/orders/place',
      [],
      '/v1/order/orders/place?AccessKeyId=test-key-0001&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2026-09-21T14%3A13%3A20&Signature=L08LAZ0gqsymzGcTM7TfR8PiD%2FgYj7bZhksIqdfvKd0%3D',
    ],
  ] as const)('is asked in the way of the recorded %s %s', (method, path, params, target) => {
    const credential = credentialFrom('htx', key.id, key.secret);
    if (isRefusal(credential)) throw new Error(credential.message);
    const request = { method, host: 'api.huobi.pro', path, params };
    expect(signed(request, credential, { timeMs: 1_790_000_000_000 }).target).toBe(target);
  });

  it('is signed with an Ed25519 key by its own scheme', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { asked } = await inspectionOf('htx', { ...key, secret }, [uid]);
    const [path, query] = asked[0]!.target.split('?') as [string, string];
    const [plain, signature] = query.split('&Signature=') as [string, string];
    expect(plain).toContain('SignatureMethod=Ed25519');
    const text = Buffer.from(['GET', 'api.huobi.pro', path, plain].join('\n'));
    expect(verify(null, text, publicKey, Buffer.from(decodeURIComponent(signature), 'base64'))).toBe(true);
  });

  it('is asked by the number of the account, of this key and of all', async () => {
    const { asked } = await inspectionOf('htx', key, [uid, keys(entry)]);
    const paths = ['/v2/user/uid', '/v2/user/api-key', '/v2/user/api-key'];
    expect(asked.map(({ target }) => target.split('?')[0])).toEqual(paths);
    const [own, all] = asked.slice(1).map(({ target }) => new URLSearchParams(target.split('?')[1]));
    expect([own!.get('uid'), own!.get('accessKey')]).toEqual(['123', key.id]);
    expect([all!.get('uid'), all!.get('accessKey')]).toEqual(['123', null]);
  });

  it('is told beside the other keys of the user, which are not all where there are sub-users', async () => {
    const other = { ...entry, accessKey: 'another-key-01', note: '' };
    expect((await reportOf('htx', key, uid, keys(entry), keys(entry, other))).listed).toEqual({
      call: 'GET /v2/user/api-key',
      keys: [{ id: key.id, label: 'label' }, { id: 'another-key-01' }],
      isWhole: false,
    });
    for (const said of [keys(other), [200, { code: 1002, message: 'forbidden' }], [500, '<html>']] as const)
      expect(await reportOf('htx', key, uid, keys(entry), said)).not.toHaveProperty('listed');
  });

  it('is read from the sample of the documents', async () => {
    expect(await report({})).toEqual({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'yes',
        futures: 'yes',
        options: 'no',
        transfer: 'yes',
        withdraw: 'no',
        admin: 'unknown',
      },
      ipRestricted: 'yes',
      ips: ['1.1.1.1', '1.1.1.2'],
      label: 'label',
      createdMs: 1545491620000,
      expiresMs: 'never',
      subAccount: 'unknown',
      account: '123',
      words: ['readOnly', 'trade'],
      listed: { call: 'GET /v2/user/api-key', keys: [{ id: key.id, label: 'label' }], isWhole: false },
    });
  });

  it('is read from the own entry only', async () => {
    const other = { ...entry, accessKey: 'another-key-01', permission: 'readOnly,trade,withdraw' };
    expect((await reportOf('htx', key, uid, keys(other, entry))).rights.withdraw).toBe('no');
    expect((await inspectionOf('htx', key, [uid, keys(other)])).found).toMatchObject({ cause: 'unreadable' });
  });

  it('leaves open what is not shown beside a word that is not known', async () => {
    const { rights } = await report({ permission: 'readOnly,borrow' });
    expect(rights).toMatchObject({ read: 'yes', spot: 'unknown', withdraw: 'unknown', admin: 'unknown' });
  });

  it('counts the days that are left from the time of the question', async () => {
    expect((await report({ validDays: 7, ipAddresses: '' })).expiresMs).toBe(1_790_000_000_000 + 7 * 86_400_000);
    expect((await report({ validDays: 'soon' })).expiresMs).toBeUndefined();
  });

  it.each([
    ['Incorrect Access key [Access key错误]', 'key'],
    ['APIkey has expired', 'key'],
    ['API key has no permission [API Key没有权限]', 'permission'],
    ['Incorrect IP address', 'ip'],
    ['Verification failure [校验失败]', 'signature'],
    ['Invalid timestamp', 'clock'],
    ['something new', 'key-or-ip-or-permission'],
  ])('means by the text %s that the %s is to blame, and does not repeat it', (text, cause) => {
    const body = { status: 'error', 'err-code': 'api-signature-not-valid', 'err-msg': `Signature not valid: ${text}` };
    expect(inspections['htx']!.readError(200, JSON.stringify(body))).toEqual({
      unclear: true,
      cause,
      message: 'status 200, code api-signature-not-valid',
    });
  });

  it.each([
    [1003, 'signature'],
    [1002, 'key-or-ip-or-permission'],
    [2000, 'key-or-ip-or-permission'],
    [1006, 'rate'],
  ])('means by the code %i that the %s is to blame', (code, cause) => {
    expect(inspections['htx']!.readError(200, JSON.stringify({ code, message: 'x' }))?.cause).toBe(cause);
  });
});
