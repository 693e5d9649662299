import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { isRefusal, systemClock } from '../../../src/core/index.ts';
import { type Ask, inspections } from '../../../src/exchanges/index.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type MintedKey, type MintRequest, type Practice, startPractice } from '../../../src/practice/index.ts';
import { recordSecret } from '../../canary.ts';
import { secretOf } from './asked.ts';

interface Case {
  readonly subAccount: string;
  readonly master: Pick<MintRequest, 'permissions' | 'ips'>;
  /** Makes a key of this label by ccxt's raw method, and gives the id and the secret that it was told. */
  create(config: object, url: string, label: string): Promise<readonly [id: string, secret: string]>;
}

const cases: Readonly<Record<string, Case>> = {
  mexc: {
    subAccount: 'bots1',
    master: { permissions: { admin: true } },
    create: async (config, url, note) => {
      const client = new ccxt.mexc(config);
      client.proxyUrl = url;
      const permissions = 'SPOT_ACCOUNT_READ,SPOT_DEAL_WRITE';
      const made = await client.spotPrivatePostSubAccountApiKey({ subAccount: 'bots1', note, permissions });
      return [made.apiKey, made.secretKey];
    },
  },
  htx: {
    subAccount: '178911001',
    master: { permissions: { trade: true } },
    create: async (config, url, note) => {
      const client = new ccxt.htx(config);
      client.proxyUrl = url;
      const { data } = await client.v2PrivatePostSubUserApiKeyGeneration({
        otpToken: '123456',
        subUid: 178911001,
        note,
        permission: 'readOnly,trade',
      });
      return [data.accessKey, data.secretKey];
    },
  },
  bybit: {
    subAccount: '100400345',
    master: { permissions: { transfer: true } },
    create: async (config, url, note) => {
      const client = new ccxt.bybit(config);
      client.proxyUrl = url;
      const permissions = { Spot: ['SpotTrade'] };
      const { result } = await client.privatePostV5UserCreateSubApi({
        subuid: 100400345,
        note,
        readOnly: 0,
        permissions,
      });
      return [result.apiKey, result.secret];
    },
  },
  okx: {
    subAccount: 'bots0001',
    master: { permissions: { trade: true }, ips: ['127.0.0.1'] },
    create: async (config, url, label) => {
      const client = new ccxt.okx(config);
      client.proxyUrl = url;
      const asked = { subAcct: 'bots0001', label, passphrase: 'Aa2-of-a-robot', perm: 'read_only,trade' };
      const { data } = await client.privatePostUsersSubaccountApikey(asked);
      return [data[0].apiKey, data[0].secretKey];
    },
  },
};

describe.each(Object.entries(cases))('the practice exchange %s', (exchange, { subAccount, master, create }) => {
  const inspection = inspections[exchange]!;
  let practice: Practice;
  let forwarder: Forwarder;

  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: `maker ccxt ${exchange}`, clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });

  const credentialOf = ({ id, secret, passphrase }: MintedKey) => {
    const made = inspection.credential({
      id,
      secret: secretOf(secret),
      ...(passphrase === undefined ? {} : { passphrase: secretOf(passphrase) }),
    });
    if (isRefusal(made)) throw new Error(made.message);
    return made;
  };

  it('makes a key of a sub-account for the real ccxt, which is then listed and removed', async () => {
    const key = practice.mintKey({ exchange, ...master });
    const by = credentialOf(key);
    const password = key.passphrase === undefined ? {} : { password: key.passphrase };
    const config = { apiKey: key.id, secret: key.secret, ...password, enableRateLimit: false };
    const [id, secret] = await create(config, `${practice.url}/`, 'made-by-ccxt');
    recordSecret(secret);
    const ask: Ask = (make) =>
      askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock })(make);
    const { maker } = inspection;
    expect(await maker!.list(ask, by, subAccount, 'live')).toEqual([{ id, label: 'made-by-ccxt' }]);
    expect(await maker!.remove(ask, by, subAccount, { id }, 'live')).toBe('removed');
    expect(await maker!.list(ask, by, subAccount, 'live')).toEqual([]);
  });
});
