import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { closings } from '../../../src/exchanges/index.ts';
import { KillScene } from './kill-scene.ts';
import { fill } from './kill-world.ts';

let scene: KillScene;
afterEach(() => scene.close());

describe('the kill switch on a host whose clock is far off', () => {
  it.each(Object.keys(closings))(
    'asks %s again for its clock when the first answer was lost',
    {
      timeout: 60_000,
    },
    async (exchange) => {
      scene = await KillScene.open([exchange]);
      fill(scene, exchange, { orders: 6, positions: 1 });
      scene.practice.faults.set({ kind: 'clock-skew', skewMs: 120_000, exchange });
      scene.practice.faults.set({ kind: 'server-error', path: /\/time$/i, times: 1, exchange });
      const { reports } = await scene.kill({ withinMs: 15_000 });
      expect(reports).toMatchObject([{ state: 'flat', residue: [] }]);
    },
  );
});

describe('the kill switch at an exchange that wants a rising number with each request', () => {
  it.each(['', 'not a number\n'])('needs no file of the last one: it is %j', { timeout: 60_000 }, async (text) => {
    scene = await KillScene.open(['kraken']);
    fill(scene, 'kraken', { orders: 6 });
    mkdirSync(join(scene.home, 'nonces'));
    writeFileSync(join(scene.home, 'nonces', 'kraken'), text);
    expect((await scene.kill({ withinMs: 15_000 })).reports).toMatchObject([{ state: 'flat', residue: [] }]);
  });
});
