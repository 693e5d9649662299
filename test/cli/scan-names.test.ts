import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Drawn, drawnBy } from '../../src/scan/drawn.contract.ts';
import { recordSecret } from '../canary.ts';
import { drawnKey, ScanScene } from './scan-scene.ts';

let scene: ScanScene;
beforeEach(() => {
  scene = new ScanScene();
});
afterEach(() => scene.close());

/** No text. */
const noise = Buffer.concat([
  Buffer.alloc(9),
  Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * 7919) % 251)),
]);

describe('a file that is called by a secret', () => {
  it.each([['json'], ['sarif'], ['junit'], ['table']])(
    'and is not read is told without it, as %s',
    { timeout: 30_000 },
    async (format) => {
      const { env, secret } = drawnKey('called');
      scene.write('a.env', env);
      scene.write(`bin-${secret}.dat`, noise);
      scene.write(`${secret}/b.env`, `${env}# b\n`);
      scene.commit('one');
      for (const source of [[], ['--history'], ['--range', 'HEAD']]) {
        const { stdout } = await scene.scan(...source, '--format', format);
        expect(stdout.includes(secret)).toBe(false);
        expect(stdout).toContain('b.env');
      }
    },
  );

  it('that stands nowhere else is found by its name, and told without it', { timeout: 30_000 }, async () => {
    const token = `${drawnBy('digits:10', new Drawn('name', 'telegram'))}:AA${drawnBy('alnum:33', new Drawn('name', 'token'))}`;
    recordSecret(token);
    scene.write(`notes/${token}.png`, noise);
    scene.write('notes/b.png', noise);
    scene.git('add', '-A');
    for (const source of [[], ['--staged'], ['notes'], ['--history'], ['--range', 'HEAD']]) {
      if (source[0] === '--history') scene.commit('one');
      const { exit, findings } = await scene.json(...source);
      expect([source, exit, findings.map(({ rule }) => rule)]).toEqual([source, 1, ['telegram']]);
      expect(JSON.stringify(findings)).not.toContain(token);
    }
  });

  it('or committed under one, is told without it, and nothing keeps it', { timeout: 30_000 }, async () => {
    const { env } = drawnKey('beside');
    const by = drawnKey('author');
    scene.git('config', 'user.name', by.env.split('\n')[1]!);
    scene.write('a.env', env);
    scene.commit('one');
    for (const source of [['--history'], ['--history'], ['--range', 'HEAD']])
      for (const format of ['table', 'json', 'sarif', 'junit']) {
        const { exit, stdout } = await scene.scan(...source, '--format', format);
        expect([exit, stdout.includes(by.secret)]).toEqual([1, false]);
      }
    for (const one of readdirSync(scene.terminal.home, { recursive: true, withFileTypes: true }))
      if (one.isFile()) expect(readFileSync(join(one.parentPath, one.name), 'latin1')).not.toContain(by.secret);
  });

  it('makes no finding of numbers by which files are called', async () => {
    const drawn = new Drawn('names', 'hex');
    for (const form of ['hex:32', 'hex:40', 'hex:64', 'alnum:64'])
      scene.write(`binance/secret/${drawnBy(form, drawn)}.txt`, 'a\n');
    expect(await scene.json()).toMatchObject({ exit: 0, findings: [] });
  });
});
