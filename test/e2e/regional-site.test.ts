import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotCredentials, type Rig, startRig } from './harness.ts';

const limits = { order_notional: '1000 USDT', daily_notional: '10000 USDT' };
const MARKET = 'BTC/USDT';

describe('a key of a regional site', () => {
  let rig: Rig;
  let keys: Record<string, BotCredentials>;

  beforeAll(async () => {
    rig = await startRig({
      exchanges: ['okx'],
      settings: (base) => ({
        ...base,
        keys: {
          main: { exchange: 'okx', environment: 'practice' },
          europe: { exchange: 'okx', environment: 'practice', host: 'my.okx.com' },
        },
        bots: {
          world: { key: 'main', may: ['read', 'trade'], markets: [MARKET], limits },
          european: { key: 'europe', may: ['read', 'trade'], markets: ['ETH/USDT'], limits },
        },
      }),
    });
    keys = { world: rig.bot('world'), european: rig.bot('european') };
  });
  afterAll(() => rig.stop());

  function client(bot: string, hostname: string) {
    const { apiKey, secret, passphrase } = keys[bot]!;
    return new ccxt.okx({
      apiKey,
      secret,
      password: passphrase!,
      hostname,
      proxyUrl: rig.proxyUrl,
      enableRateLimit: false,
    });
  }

  /** The hosts that Keyward itself has asked with a key, and without. */
  function asked(bySigned: boolean): string[] {
    const all = rig.practice.received().filter(({ keyId }) => (keyId !== undefined) === bySigned);
    return [...new Set(all.map(({ host }) => host))].sort();
  }

  it('is asked about, with its time, markets and prices, on its host; each host is a link of its own', () => {
    expect(asked(true)).toEqual(['my.okx.com', 'www.okx.com']);
    expect(asked(false)).toEqual(['my.okx.com', 'www.okx.com']);
    const [main, europe] = ['main', 'europe'].map((name) => rig.keyward.gateway!.key(name)!);
    expect(main!.link).not.toBe(europe!.link);
    expect([main!.refused, europe!.refused]).toEqual([undefined, undefined]);
    const { markets } = europe!.link;
    expect(markets.referencePrice(markets.byMarket('ETH/USDT')!)).toBeDefined();
    expect(markets.referencePrice(markets.byMarket(MARKET)!)).toBeUndefined();
  });

  it('serves bots that name a host of the same site, on the host they name', async () => {
    for (const host of ['my.okx.com', 'eea.okx.com']) {
      const mark = rig.practice.mark();
      expect((await client('european', host).fetchBalance())['USDT']?.total).toBeGreaterThan(0);
      expect(rig.practice.received(mark).filter(({ path }) => path.includes('balance'))).toMatchObject([{ host }]);
    }
  });

  it('serves no bot that names a host of another site', async () => {
    const mark = rig.practice.mark();
    for (const host of ['www.okx.com', 'app.okx.com']) {
      const refused = client('european', host).fetchBalance();
      await expect(refused).rejects.toThrow(ccxt.PermissionDenied);
      await expect(refused).rejects.toThrow(/environment-mismatch.*my\.okx\.com/);
    }
    expect(rig.practice.received(mark).filter(({ path }) => path.includes('balance'))).toEqual([]);
  });

  it('does not narrow the hosts of a key without one', async () => {
    for (const host of ['www.okx.com', 'aws.okx.com']) await client('world', host).fetchBalance();
  });
});
