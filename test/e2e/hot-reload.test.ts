import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ccxt from 'ccxt';
import { afterEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/gateway/index.ts';
import type { MintedKey } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';
import { KeysScene } from './keys-scene.ts';

const slow = { timeout: 20_000 };

describe('a credential that changes in its place while Keyward runs', () => {
  let scene: KeysScene;
  afterEach(() => scene.close());

  async function start(exchange = 'binance'): Promise<MintedKey> {
    scene = await KeysScene.open({ exchange });
    const first = scene.mint();
    scene.putEnv(first);
    await scene.up();
    return first;
  }

  const path = () => join(scene.folder, '.env');
  const changes = async (): Promise<string[]> =>
    (await scene.entries('credential')).map((entry) => ('change' in entry ? String(entry.change) : ''));
  const alarms = () => scene.keyward.alarms.current.map(({ about, severity }) => `${severity} ${about}`);

  it.each(['binance', 'bybit', 'okx', 'kraken'])(
    'is taken up by itself on %s, and no request of a bot is lost',
    slow,
    async (exchange) => {
      const first = await start(exchange);
      const Client = ccxt[exchange as 'binance'];
      const client = new Client({
        ...scene.bot(),
        proxyUrl: `http://127.0.0.1:${scene.port}/`,
      });
      await client.loadMarkets();
      const stopping = new AbortController();
      let reads = 0;
      const reading = (async () => {
        while (!stopping.signal.aborted) {
          await client.fetchBalance();
          reads++;
        }
      })();
      const second = scene.mint();
      scene.putEnv(second);
      await expect.poll(() => scene.fingerprint, slow).toBe(fingerprintOf(second.id));
      const since = scene.practice.mark();
      const before = reads;
      await expect.poll(() => reads, slow).toBeGreaterThan(before + 2);
      stopping.abort();
      await reading;
      const used = scene.practice.received(since).flatMap(({ keyId }) => (keyId === undefined ? [] : [keyId]));
      expect(used).toContain(second.id);
      expect(used.slice(2)).not.toContain(first.id);
      expect(await changes()).toEqual(['switched']);
    },
  );

  it.each([
    ['that can withdraw', { permissions: { read: true, trade: true, withdraw: true } }, /can withdraw/],
    ['that works from elsewhere only', { ips: ['192.0.2.7'] }, /refuses the key/],
  ])('is not taken when it is one %s; the one before goes on, loudly', slow, async (_what, request, says) => {
    const first = await start();
    scene.putEnv(scene.mint(request));
    await expect.poll(alarms, slow).toEqual(['critical vault-refused main']);
    expect(scene.keyward.alarms.current[0]?.says).toMatch(says);
    expect(scene.fingerprint).toBe(fingerprintOf(first.id));
    const third = scene.mint();
    scene.putEnv(third);
    await expect.poll(() => scene.fingerprint, slow).toBe(fingerprintOf(third.id));
    expect(alarms()).toEqual([]);
    expect(await changes()).toEqual(['refused', 'switched']);
  });

  it.each([
    ['is gone', () => renameSync(path(), `${path()}.away`), () => renameSync(`${path()}.away`, path())],
    ['can be read by others', () => chmodSync(path(), 0o644), () => chmodSync(path(), 0o600)],
  ])('stays in use, in memory, while its place %s', slow, async (_what, lose, find) => {
    const first = await start();
    lose();
    await expect.poll(alarms, slow).toEqual(['critical vault main']);
    expect((await scene.operations.listKeys())[0]).toMatchObject({
      role: 'bots',
      alarm: expect.stringMatching(/in memory only/),
    });
    expect(scene.fingerprint).toBe(fingerprintOf(first.id));
    const client = new ccxt.binance({ ...scene.bot(), proxyUrl: `http://127.0.0.1:${scene.port}/` });
    expect((await client.fetchBalance())['USDT']?.free).toBeGreaterThan(0);
    find();
    await expect.poll(alarms, slow).toEqual([]);
    expect(await changes()).toEqual(['lost', 'back']);
  });

  it('is not taken when it is of another account, where the exchange tells whose it is', slow, async () => {
    const first = await start('bybit');
    scene.putEnv(scene.mint({ account: 'of-a-thief' }));
    await expect.poll(alarms, slow).toEqual(['critical vault-refused main']);
    expect(scene.keyward.alarms.current[0]?.says).toMatch(/another account/);
    expect(scene.fingerprint).toBe(fingerprintOf(first.id));
    const second = scene.mint();
    scene.putEnv(second);
    await expect.poll(() => scene.fingerprint, slow).toBe(fingerprintOf(second.id));
    expect(alarms()).toEqual([]);
  });

  it('is not taken when it works from any address and the one in use does not', slow, async () => {
    const first = await start();
    const open = scene.practice.mintKey({ exchange: 'binance', permissions: { read: true, trade: true } });
    recordSecret(open.secret);
    scene.putEnv(open);
    await expect.poll(alarms, slow).toEqual(['critical vault-refused main']);
    expect(scene.keyward.alarms.current[0]?.says).toMatch(/from any address/);
    expect(scene.fingerprint).toBe(fingerprintOf(first.id));
  });

  it('is taken when it can do less than the one in use', slow, async () => {
    await start('bybit');
    const less = scene.mint({ permissions: { read: true, trade: false } });
    scene.putEnv(less);
    await expect.poll(() => scene.fingerprint, slow).toBe(fingerprintOf(less.id));
  });

  it(
    'stays refused, loudly, while its place is lost and found, until the one in use stands there again',
    slow,
    async () => {
      const first = await start();
      scene.putEnv(scene.mint({ permissions: { read: true, trade: true, withdraw: true } }));
      await expect.poll(alarms, slow).toEqual(['critical vault-refused main']);
      renameSync(path(), `${path()}.away`);
      await expect.poll(alarms, slow).toEqual(['critical vault-refused main', 'critical vault main']);
      renameSync(`${path()}.away`, path());
      await expect.poll(alarms, slow).toEqual(['critical vault-refused main']);
      scene.putEnv(first);
      await expect.poll(alarms, slow).toEqual([]);
      expect(await changes()).toEqual(['refused', 'lost', 'back']);
    },
  );

  it('is not torn: half a file is no credential', slow, async () => {
    const first = await start();
    writeFileSync(path(), 'BINANCE_API_KEY=PRACTICEhalf');
    await expect.poll(alarms, slow).toEqual(['critical vault main']);
    expect(scene.fingerprint).toBe(fingerprintOf(first.id));
  });

  it('is named when it is missing at the start', async () => {
    scene = await KeysScene.open({ exchange: 'binance' });
    await expect(scene.up()).rejects.toThrow(/there is no file .*\.env/);
  });
});
