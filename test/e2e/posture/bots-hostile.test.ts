import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotHost, freqtradeConfig, judged } from './bots-scene.ts';

let host: BotHost;
beforeEach(() => {
  host = new BotHost();
});
afterEach(() => host.close());

const ft = '/srv/ft/user_data/config.json';
const open = freqtradeConfig({
  dry_run: true,
  api_server: { enabled: true, listen_ip_address: '0.0.0.0', jwt_secret_key: 'own', password: 'own-password' },
});
const base = '/srv/ft/docker-compose.yml';
const compose = 'services:\n  freqtrade:\n    image: freqtradeorg/freqtrade:stable\n    ports: ["8080:8080"]\n';
/** Whether BOT-01 passes: nothing bad and nothing unknown is told. */
const passes = async (): Promise<boolean> => (await judged(host))['BOT-01'] === undefined;

describe('rubbish in place of the settings of a bot is no pass', () => {
  beforeEach(() => host.write({ '/srv/ft/user_data/strategies/A.py': 'class A: pass\n' }));

  it('wherever the settings were cut', async () => {
    for (let at = 0; at < open.length - 1; at += 37) {
      host.write({ [ft]: open.slice(0, at) });
      expect([at, await passes()]).toEqual([at, false]);
    }
  });

  it('with any bytes in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
        fc.pre(!/^\s*(?:\{|\[|"|-?\d|true|false|null|NaN|Inf|\/)/.test(text));
        host.write({ [ft]: text });
        expect(await passes()).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, (path: string) => void]>([
    ['a pipe', (path) => void execFileSync('mkfifo', [path])],
    ['a folder', (path) => mkdirSync(path)],
    ['a link to itself', (path) => symlinkSync(path, path)],
    ['a device', (path) => symlinkSync('/dev/zero', path)],
  ])('%s', async (_title, make) => {
    rmSync(join(host.root, ft), { force: true });
    make(join(host.root, ft));
    expect(await passes()).toBe(false);
  });
});

describe('rubbish in place of a compose file is no pass', () => {
  it.each<[string, string]>([
    ['aliases of aliases', `${compose}x: &a [1]\ny: &b [${'*a,'.repeat(9_000)}1]\nz: [*b, *b, *b]\n`],
    ['brackets without end', `${compose}x: ${'['.repeat(20_000)}`],
    ['more than is read', `${compose}x: "${'a'.repeat(100_000)}"\n`],
    ['bytes that are no text', `${compose}\0\u0001\u0002: [`],
  ])('%s, in a file that a unit names', async (_title, text) => {
    host.write({
      [base]: text,
      '/etc/systemd/system/ft.service': '[Service]\nWorkingDirectory=/srv/ft\nExecStart=/usr/bin/docker compose up\n',
      [ft]: freqtradeConfig({ dry_run: true }),
    });
    const { gaps } = await host.find();
    expect(gaps.some((gap) => gap.includes(base)) || !(await passes())).toBe(true);
  });
});
