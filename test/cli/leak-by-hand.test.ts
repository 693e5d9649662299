import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/gateway/index.ts';
import { LeakScene } from './leak-scene.ts';

let scene: LeakScene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

/** The settings of one key that no bot trades with. */
function settingsOf({ exchange, practice }: LeakScene, more: string): string {
  return `version: 1
keys:
  main: { exchange: ${exchange}, environment: practice, ${more}, from: { dotenv: { file: main.env } } }
gateway: { port: 0 }
practice: { port: ${practice.port}, serve: false }
`;
}

describe('keyward leak of a key whose place cannot be read', () => {
  it('says so once, and names the fingerprint that the journal saw last', { timeout: 90_000 }, async () => {
    scene = await LeakScene.open('binance', 'guided', { read: true, trade: true });
    const { terminal, folder, old } = scene;
    const up = await terminal.up();
    await terminal.json(['key', 'audit']);
    await up.end();
    rmSync(join(folder, 'main.env'));
    const running = await terminal.start(['leak', 'main', '--yes']);
    await running.waitFor(/revoked-by-hand/);
    // Longer than until it is asked again.
    await sleep(7_000);
    const { stdout, stderr } = running.output();
    expect(stderr.match(/cannot be read/g)).toHaveLength(1);
    const waiting = scene.stepsOf(stdout).find(({ step }) => step === 'revoke');
    expect(waiting?.says).toContain(`(fingerprint ${fingerprintOf(old.id)}, as it was seen last)`);
    expect(waiting?.says).toContain(`keyward practice revoke ${fingerprintOf(old.id)}`);
    expect(await running.end('SIGINT')).toBe(130);
  });
});

describe('keyward leak of a key that Keyward cannot do everything for', () => {
  it.each([
    ['kucoin', 'purpose: audit', true, /reads no lists at this exchange: look at the history at/],
    ['gate', 'purpose: audit', true, /reads no lists at this exchange: look at the history at/],
    ['binance', 'vendor: 3commas', false, /there is no new key to ask with: look at the history at/],
  ] as const)(
    'at %s (%s) comes to its end, and says what is left to do by hand',
    { timeout: 90_000 },
    async (exchange, more, isReplaced, account) => {
      scene = await LeakScene.open(exchange, 'guided');
      const { terminal } = scene;
      terminal.write('keyward.yaml', settingsOf(scene, more));
      const { file } = scene.newKey();
      const running = await terminal.start(['leak', 'main', '--yes', ...(isReplaced ? ['--file', file] : [])]);
      await running.waitFor(/revoked-by-hand/);
      scene.revoke();
      await running.waitFor(/"isDone"/);
      const steps = scene.stepsOf(running.output().stdout);
      expect(steps.filter(({ state }) => state === 'failed')).toEqual([]);
      expect(steps.at(-1)).toMatchObject({ death: 'dead', isDone: true });
      const step = (name: string) => steps.findLast((one) => one.step === name);
      expect(step('replace')).toMatchObject(
        isReplaced ? { state: 'done' } : { state: 'skipped', says: expect.stringContaining('3commas') },
      );
      expect(step('close')).toMatchObject({ state: 'skipped' });
      expect(step('account')).toMatchObject({ state: 'skipped', says: expect.stringMatching(account) });
      const report = readFileSync(join(scene.plan().folder, 'report.md'), 'utf8');
      for (const name of ['close', 'account'])
        expect(report).toContain(`- ${name}: ${step(name)!.says.split('`')[0]!.slice(0, 20)}`);
    },
  );
});
