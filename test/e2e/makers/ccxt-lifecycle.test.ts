import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { isRefusal, systemClock } from '../../../src/core/index.ts';
import { type Ask, inspections } from '../../../src/exchanges/index.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type Practice, startPractice } from '../../../src/practice/index.ts';
import { recordSecret } from '../../canary.ts';
import { secretOf } from './asked.ts';

const PASSPHRASE = 'ccxtOwnPhrase7';
const LABEL = 'made-by-ccxt';

interface Hand {
  create(): Promise<readonly [id: string, secret: string]>;
  remove(id: string): Promise<unknown>;
}

interface Case {
  readonly subAccount: string;
  readonly ips?: readonly string[];
  /** Makes and removes a key by ccxt's raw methods. */
  hand(config: object, url: string): Hand;
}

const cases: Readonly<Record<string, Case>> = {
  kucoin: {
    subAccount: 'robot01',
    hand: (config, url) => {
      const client = new ccxt.kucoin(config);
      client.proxyUrl = url;
      return {
        create: async () => {
          const asked = { subName: 'robot01', passphrase: PASSPHRASE, remark: LABEL, permission: 'General,Spot' };
          const { data } = await client.privatePostSubApiKey(asked);
          return [data.apiKey, data.apiSecret];
        },
        remove: (apiKey) => client.privateDeleteSubApiKey({ apiKey, subName: 'robot01', passphrase: PASSPHRASE }),
      };
    },
  },
  gate: {
    subAccount: '10001',
    hand: (config, url) => {
      const client = new ccxt.gate(config);
      client.proxyUrl = url;
      return {
        create: async () => {
          const made = await client.privateSubAccountsPostSubAccountsUserIdKeys({
            user_id: 10001,
            mode: 1,
            name: LABEL,
            perms: [{ name: 'spot', read_only: false }],
            ip_whitelist: ['127.0.0.1'],
          });
          return [made['key'], made['secret']];
        },
        remove: (key) => client.privateSubAccountsDeleteSubAccountsUserIdKeysKey({ user_id: 10001, key }),
      };
    },
  },
  bitget: {
    subAccount: '900000002',
    ips: ['127.0.0.1'],
    hand: (config, url) => {
      const client = new ccxt.bitget(config);
      client.proxyUrl = url;
      return {
        create: async () => {
          const { data } = await client.privateUserPostV2UserCreateVirtualSubaccountApikey({
            subAccountUid: '900000002',
            passphrase: PASSPHRASE,
            label: LABEL,
            permList: ['read', 'spot_trade'],
            ipList: ['127.0.0.1'],
          });
          return [data.subAccountApiKey, data.secretKey];
        },
        remove: (apiKey) => client.privateUtaPostV3UserDeleteSubApi({ apiKey }),
      };
    },
  },
};

describe.each(Object.entries(cases))('the practice exchange %s', (exchange, { subAccount, ips, hand }) => {
  const inspection = inspections[exchange]!;
  let practice: Practice;
  let forwarder: Forwarder;

  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: `maker lifecycle ${exchange}`, clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });

  it('makes and removes a key of a sub-account for the real ccxt as for Keyward, which lists it in between', async () => {
    const { id, secret, passphrase } = practice.mintKey({
      exchange,
      permissions: { admin: true },
      ...(ips === undefined ? {} : { ips }),
    });
    const master = inspection.credential({
      id,
      secret: secretOf(secret),
      ...(passphrase === undefined ? {} : { passphrase: secretOf(passphrase) }),
    });
    if (isRefusal(master)) throw new Error(master.message);
    const ask: Ask = (make) =>
      askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock })(make);
    const list = () => inspection.maker!.list(ask, master, subAccount, 'live');
    const password = passphrase === undefined ? {} : { password: passphrase };
    const ours = hand({ apiKey: id, secret, ...password, enableRateLimit: false }, `${practice.url}/`);
    const [made, newSecret] = await ours.create();
    recordSecret(newSecret);
    expect(await list()).toEqual([{ id: made, label: LABEL }]);
    await ours.remove(made);
    expect(await list()).toEqual([]);
    await expect(ours.remove(made)).rejects.toThrow();
  });
});
