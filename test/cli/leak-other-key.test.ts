import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeakScene } from './leak-scene.ts';

let scene: LeakScene;
beforeEach(async () => {
  scene = await LeakScene.open('bybit', 'api', { read: true, trade: true });
});
afterEach(() => scene.close());

/** The owner puts another key in the place of the one that Keyward knows, and only then says that it leaked. */
async function replacedByHand(): Promise<void> {
  const up = await scene.terminal.up();
  await scene.terminal.json(['key', 'audit']);
  await up.end();
  scene.put('main.env', scene.mint({ subAccount: '100400345', label: 'second' }));
}

async function leak() {
  const ended = await scene.terminal.run(['leak', 'main', '--yes', '--to', 'out']);
  const report = readFileSync(join(scene.folder, 'out', 'report.md'), 'utf8');
  return { ...ended, says: ended.stdout.replaceAll(/\s+/g, ' '), report };
}

describe('a leak whose key was replaced by hand before', () => {
  it('says that the one before it may live, in the report too, and does not end well', async () => {
    await replacedByHand();
    const { exit, says, report } = await leak();
    expect(scene.living()).toContain(scene.old.id);
    expect(exit).toBe(3);
    const attention = 'Another key stood under this name too since then, and nobody has shown it dead.';
    expect(says).toContain(`ATTENTION: ${attention}`);
    expect(report).toContain(`**${attention}`);
  }, 60_000);

  it('says nothing of it where the exchange lists that one no more', async () => {
    await replacedByHand();
    scene.revoke();
    const { exit, says } = await leak();
    expect(exit).toBe(0);
    expect(says).not.toContain('ATTENTION');
  }, 60_000);
});
