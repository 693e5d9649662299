import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAccounts } from '../../../src/app/check-account.ts';
import { lookKeys } from '../../../src/app/check-keys.ts';
import { openState } from '../../../src/app/state.ts';
import { findingTexts } from '../../../src/cli/findings.ts';
import { keys } from '../../../src/posture/keys/family.ts';
import { recordOutput } from '../../canary.ts';
import { bad, DAY_MS, SeenKeys, told } from './keys-seen.ts';

let scene: SeenKeys;
beforeEach(async () => {
  scene = await SeenKeys.open();
});
afterEach(() => scene.close());

const bound = { ips: ['127.0.0.1'], subAccount: 'bots' };
const limits = 'limits: { order_notional: 500 USDT, daily_notional: 5000 USDT }';

/** A key for each way to be wrong. */
function fill(): void {
  const trade = { trade: true };
  const { practice } = scene;
  scene.add('good', { exchange: 'bybit', permissions: trade, ...bound });
  scene.add('over', { exchange: 'okx', permissions: { trade: true, withdraw: true }, ...bound });
  scene.add('futures', { exchange: 'bybit', permissions: { trade: true, futures: true, transfer: true }, ...bound });
  scene.add('open', { exchange: 'bybit', permissions: trade, subAccount: 'bots' });
  scene.add('ending', { exchange: 'kraken', permissions: trade, ...bound, expiresMs: Date.now() + 5 * DAY_MS });
  scene.add('master', { exchange: 'bybit', permissions: trade, ips: ['127.0.0.1'] });
  scene.add('numbered', { exchange: 'kraken', permissions: trade, ...bound });
  const dead = scene.add('dead', { exchange: 'bybit', permissions: trade, ...bound });
  practice.keys.put({ ...practice.keys.all().find(({ id }) => id === dead.id)!, revoked: true });
  const elsewhere = { exchange: 'bybit', permissions: trade, ips: ['198.51.100.9'], subAccount: 'bots' };
  scene.add('elsewhere', elsewhere);
  const names = ['good', 'futures', 'open', 'ending', 'master', 'numbered', 'dead', 'elsewhere', 'over'];
  const isKraken = (name: string): boolean => name === 'numbered' || name === 'ending';
  const bots = names.map((name) => {
    const market = isKraken(name) ? 'BTC/USD' : 'BTC/USDT';
    const money = isKraken(name) ? limits.replaceAll('USDT', 'USD') : limits;
    return `  bot-${name}: { key: ${name}, may: [read, trade], markets: [${market}], ${money} }`;
  });
  scene.bots = `\n${bots.join('\n')}`;
  scene.writeSettings();
}

describe('the checks of keys on the practice exchange', () => {
  it('tell a good key from over-permitted, unbound, expiring and dead ones, whether Keyward runs or not', async () => {
    fill();
    await scene.makeHome();
    const idle = await lookKeys(scene.parts());
    recordOutput('facts of keys', JSON.stringify(idle));
    const said = told(keys, idle);
    expect(Object.keys(said).sort()).toEqual(
      ['dead', 'elsewhere', 'ending', 'futures', 'good', 'master', 'numbered', 'open', 'over'].map(
        (name) => `key ${name}`,
      ),
    );
    expect(bad(said['key good'])).toEqual([]);
    expect(bad(said['key good'], 'unknown')).toEqual([]);
    expect(bad(said['key over'])).toContain('KEY-01');
    expect(bad(said['key futures'])).toEqual(['KEY-04']);
    expect(bad(said['key open'], 'fail')).toEqual(['KEY-02']);
    expect(bad(said['key ending'])).toEqual(['KEY-05']);
    expect(bad(said['key master'])).toEqual(['KEY-08']);
    expect(bad(said['key dead'])).toEqual(['KEY-09']);
    expect(bad(said['key elsewhere'])).toEqual(['KEY-09']);
    expect(bad(said['key dead'], 'pass')).toEqual(['KEY-07', 'KEY-15']);
    await scene.up();
    const live = told(keys, await lookKeys(scene.parts()));
    expect(live).toEqual(said);
  }, 60_000);

  it('take no number away from a key that needs rising ones, while Keyward asks with it at the same time', async () => {
    fill();
    await scene.up();
    const mark = scene.practice.received().at(-1)!.number;
    for (let round = 0; round < 4; round++) {
      const [facts] = await Promise.all([
        lookKeys(scene.parts()),
        scene.operations.auditKeys(),
        lookKeys(scene.parts()),
      ]);
      expect(told(keys, facts)['key numbered']?.['KEY-09']).toBe('pass');
    }
    const signed = scene.practice
      .received()
      .filter(({ number, path }) => number > mark && path.includes('/0/private/'))
      .map(({ headers, params }) => ({
        key: headers['api-key'],
        nonce: params.find(([name]) => name === 'nonce')?.[1],
      }));
    expect(signed.length).toBeGreaterThanOrEqual(16);
    for (const id of new Set(signed.map(({ key }) => key))) {
      const nonces = signed.filter(({ key }) => key === id).map(({ nonce }) => BigInt(nonce!));
      expect(nonces).toEqual([...new Set(nonces)].sort((a, b) => (a < b ? -1 : 1)));
    }
  }, 60_000);

  it('have a check for each id that the audit can give', () => {
    expect(keys.checks.map(({ id }) => id).sort()).toEqual(Object.keys(findingTexts).sort());
  });
});

describe('where no key can be asked', () => {
  it('no state folder is made by asking them all the same', async () => {
    fill();
    const first = told(keys, await lookKeys(scene.parts()));
    expect(existsSync(scene.home)).toBe(false);
    await scene.makeHome();
    expect(told(keys, await lookKeys(scene.parts()))).toEqual(first);
    expect(bad(first['key open'], 'fail')).toEqual(['KEY-02']);
  }, 30_000);

  it('nothing passes of a key that cannot be read', async () => {
    fill();
    writeFileSync(join(scene.folder, 'good.env'), 'OTHER=1\n');
    const said = told(keys, await lookKeys(scene.parts()))['key good'];
    expect(bad(said, 'fail', 'warn', 'pass')).toEqual([]);
  }, 30_000);

  it('nothing passes of a key that the running Keyward does not know', async () => {
    fill();
    await scene.up();
    const { settings, ...parts } = scene.parts();
    const more = { ...settings, keys: { ...settings.keys, later: settings.keys['open']! } };
    const later = told(keys, await lookKeys({ ...parts, settings: more }))['key later'];
    expect(new Set(Object.values(later!))).toEqual(new Set(['unknown']));
  }, 60_000);

  it('one audit serves all that look at once', async () => {
    fill();
    await scene.makeHome();
    const asked = (): number =>
      scene.practice.received().filter(({ path }) => path.startsWith('/v5/user/query-api')).length;
    await lookKeys(scene.parts());
    const once = asked();
    const parts = scene.parts();
    await Promise.all([lookKeys(parts), lookAccounts(parts), lookKeys(parts)]);
    expect(asked()).toBe(2 * once);
  }, 30_000);

  it('nothing applies where there are no settings, or none with keys', async () => {
    const { path: _path, ...without } = scene.parts();
    expect(told(keys, await lookKeys(without))['exchange keys']).toMatchObject({ 'KEY-01': 'not-applicable' });
    scene.writeSettings();
    await scene.makeHome();
    expect(told(keys, await lookKeys(scene.parts()))['exchange keys']).toMatchObject({ 'KEY-01': 'not-applicable' });
  }, 30_000);

  it('an exchange that keeps silent is unknown within three seconds', async () => {
    fill();
    await scene.makeHome();
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((done) => silent.once('listening', done));
    const { port } = silent.address() as AddressInfo;
    const parts = scene.parts();
    scene.writeSettings(
      `version: 1\nkeys:\n  good: { exchange: bybit, environment: practice, from: { dotenv: { file: good.env } } }\npractice: { port: ${port}, serve: false }\n`,
    );
    const startedMs = performance.now();
    const said = told(keys, await lookKeys({ ...parts, ...scene.parts() }));
    expect(performance.now() - startedMs).toBeLessThan(3_200);
    expect(new Set(Object.values(said['key good']!))).toEqual(new Set(['unknown']));
    silent.closeAllConnections();
    silent.close();
    // The audit that was not waited for still has the folder for a moment.
    await expect
      .poll(
        () =>
          scene.makeHome().then(
            () => 'free',
            () => 'held',
          ),
        { timeout: 10_000 },
      )
      .toBe('free');
  }, 30_000);

  it('a state folder that another look holds for a moment is waited for, and one that stays held is named', async () => {
    scene.add('good', { exchange: 'bybit', permissions: { trade: true }, ...bound });
    scene.writeSettings();
    const { clock, log } = scene.session;
    const held = await openState(scene.home, clock, log);
    setTimeout(() => void held.close(), 300);
    expect(told(keys, await lookKeys(scene.parts()))['key good']?.['KEY-01']).toBe('pass');
    const again = await openState(scene.home, clock, log);
    expect(JSON.stringify(await lookKeys(scene.parts()))).toContain('another Keyward');
    await again.close();
  }, 30_000);
});
