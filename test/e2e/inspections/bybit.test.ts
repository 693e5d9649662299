import { createHmac } from 'node:crypto';
import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { inspections } from '../../../src/exchanges/index.ts';
import { answering, credentialFor, firstAsked } from './asked.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'bybit',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['trade'],
    futures: ['futures', 'options'],
    options: (has) => (has.options ? 'yes' : has.futures ? 'unknown' : 'no'),
    // A key that rules over keys of sub-accounts has the permission to move funds to them.
    transfer: ['transfer', 'admin'],
    withdraw: ['withdraw'],
    admin: ['transfer', 'withdraw', 'admin'],
  },
  ip: 'list',
  created: true,
  expires: 'unbound',
  account: true,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.bybit({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privateGetV5UserQueryApi();
  },
});

const inspection = inspections['bybit']!;
const secret = 'test-secret-0001-test-secret-0001';
const credential = credentialFor('bybit', 'test-key-0001', secret);

const result = {
  id: '2208369',
  note: 'testnet',
  apiKey: 'XXXXXXXX',
  readOnly: 1,
  secret: '',
  permissions: {
    ContractTrade: ['Order', 'Position'],
    Spot: ['SpotTrade'],
    Wallet: ['AccountTransfer', 'SubMemberTransfer'],
    Options: [],
    Derivatives: ['DerivativesTrade'],
    CopyTrading: [],
    BlockTrade: [],
    Exchange: ['ExchangeHistory'],
    NFT: [],
    Affiliate: [],
    Earn: ['Earn'],
    FiatP2P: ['FiatP2POrder', 'Advertising'],
    FiatConvertBroker: ['FiatConvertBrokerOrder'],
    FiatGlobalPay: [],
    FiatBitPay: ['FaitPayOrder'],
    BitCard: ['BitCard'],
    ByXPost: ['ByXPost'],
  },
  ips: ['18.181.170.164'],
  type: 1,
  deadlineDay: -2,
  expiredAt: '1970-01-01T00:00:00Z',
  createdAt: '2025-10-13T03:20:45Z',
  unified: 0,
  uta: 1,
  userID: 1448939,
  isMaster: true,
  parentUid: '0',
};
const inspect = (changes: object) =>
  inspection.inspect(
    answering({ retCode: 0, retMsg: '', result: { ...result, ...changes }, retExtInfo: {}, time: 1776149990532 }),
    credential,
    'live',
  );

describe('a Bybit key', () => {
  it('is read from the documented sample, whose list of permissions has no effect on a key that only reads', async () => {
    const found = await inspect({});
    expect(found).toMatchObject({
      ipRestricted: 'yes',
      ips: ['18.181.170.164'],
      label: 'testnet',
      createdMs: Date.parse('2025-10-13T03:20:45Z'),
      expiresMs: 'never',
      subAccount: 'no',
      account: '1448939',
    });
    const none = {
      spot: 'no',
      margin: 'no',
      futures: 'no',
      options: 'no',
      transfer: 'no',
      withdraw: 'no',
      admin: 'no',
    };
    expect(found).toMatchObject({ rights: { read: 'yes', ...none } });
    expect(found).toMatchObject({ words: expect.arrayContaining(['Wallet:AccountTransfer (read only)', 'readOnly']) });
  });

  it('may do what the list says when it writes too', async () => {
    expect(await inspect({ readOnly: 0 })).toMatchObject({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'yes',
        futures: 'yes',
        options: 'unknown',
        transfer: 'yes',
        withdraw: 'yes',
        admin: 'yes',
      },
    });
  });

  const plain = {
    readOnly: 0,
    permissions: { ContractTrade: [], Spot: ['SpotTrade'], Wallet: [], Options: [], Derivatives: [] },
  };

  it.each(['FiatBybitPay', 'FiatBitPay'])('may send coins to others by %s', async (group) => {
    expect(await inspect(plain)).toMatchObject({ rights: { withdraw: 'no' } });
    const permissions = { ...plain.permissions, [group]: ['FaitPayOrder'] };
    expect(await inspect({ ...plain, permissions })).toMatchObject({ rights: { withdraw: 'yes' } });
  });

  it('may do anything that it is not said to do beside a permission that is not known', async () => {
    for (const permissions of [
      { ...plain.permissions, Teleport: ['Beam'] },
      { ...plain.permissions, Wallet: ['Beam'] },
    ]) {
      expect(await inspect({ ...plain, permissions })).toMatchObject({
        rights: { read: 'yes', spot: 'yes', futures: 'unknown', transfer: 'unknown', withdraw: 'unknown' },
      });
    }
    const { Wallet: _, ...rest } = plain.permissions;
    expect(await inspect({ ...plain, permissions: rest })).toMatchObject({
      rights: { futures: 'no', transfer: 'unknown', withdraw: 'unknown', admin: 'unknown' },
    });
  });

  it('ends where it has no IP list, or the password was changed', async () => {
    const expiresMs = Date.parse('2026-12-24T00:00:00Z');
    const open = { ips: ['*'], expiredAt: '2026-12-24T00:00:00Z' };
    expect(await inspect(open)).toMatchObject({ ipRestricted: 'no', ips: [], expiresMs });
    expect(await inspect({ expiredAt: '2026-12-24T00:00:00Z' })).toMatchObject({ ipRestricted: 'yes', expiresMs });
    expect(await inspect({ ips: ['*'] })).not.toHaveProperty('expiresMs');
  });

  it('is told to be of a sub-account', async () => {
    expect(await inspect({ isMaster: false })).toMatchObject({ subAccount: 'yes' });
    expect(await inspect({ isMaster: undefined })).toMatchObject({ subAccount: 'unknown' });
  });

  it('is of its own account, not of the master, and of none where the number is zero', async () => {
    const sub = { userID: 1448940, parentUid: '1448939', isMaster: false };
    expect(await inspect(sub)).toMatchObject({ account: '1448940', subAccount: 'yes' });
    expect(await inspect({ userID: 0 })).not.toHaveProperty('account');
  });

  it('signs the question as the documents say', async () => {
    const { host, target, headers } = await firstAsked(inspection, credential, 1_790_000_000_000);
    expect(`${host}${target}`).toBe('api.bybit.com/v5/user/query-api');
    expect(headers['x-bapi-sign']).toBe('8218ded0dcd413825fa63418a78c1f30db5d305b9d0c376243e993e6fe3cf8ef');
    const signed = createHmac('sha256', secret).update('1790000000000test-key-00015000').digest('hex');
    expect(headers['x-bapi-sign']).toBe(signed);
  });
});
