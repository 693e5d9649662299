import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/gateway/index.ts';
import { recordOutput } from '../canary.ts';
import { AccountsScene } from './accounts-scene.ts';
import { startKill } from './started-kill.ts';

let scene: AccountsScene;
beforeEach(async () => {
  scene = await AccountsScene.open('kill: { withinSeconds: 20 }');
});
afterEach(() => scene.close());

interface Ended {
  readonly exit: number | null;
  readonly keys: readonly { readonly key: string; readonly isDead: boolean; readonly says: string }[];
}

/** A kill that waits for the end of the keys. `act`: done once it does. */
async function untilDead(act: (child: ChildProcess) => Promise<unknown>): Promise<Ended> {
  const { child, text } = startKill(scene.terminal, ['--until-dead']);
  const closed = once(child, 'close');
  await expect.poll(() => text.stderr.replaceAll(/\s+/g, ' '), { timeout: 20_000 }).toContain('delete the key now at');
  await act(child);
  await closed;
  recordOutput('a kill that waits', text.stdout + text.stderr);
  return { exit: child.exitCode, ...(JSON.parse(text.stdout) as { keys: Ended['keys'] }) };
}

describe('the key at the end of a kill', { timeout: 60_000 }, () => {
  it('is named with where it is deleted', async () => {
    const text = (await scene.terminal.run(['kill', '--yes'])).stdout.replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/keys main Binance: the practice exchange \(`keyward practice revoke FINGERPRINT`, with what/);
    expect(text).toContain('keyward kill --until-dead waits until the exchange refuses it');
  });

  it('is asked for until the exchange refuses it', async () => {
    const fingerprint = fingerprintOf(scene.terminal.practiceKey('binance').id);
    const ended = await untilDead(async () => {
      expect(await scene.terminal.run(['practice', 'revoke', fingerprint])).toMatchObject({ exit: 0 });
    });
    expect(ended).toMatchObject({ exit: 0, keys: [{ key: 'main', isDead: true }] });
  });

  it('is told to live on where nobody waits any longer, which ends with 3', async () => {
    const ended = await untilDead(async (child) => {
      await new Promise((done) => setTimeout(done, 2_000));
      child.kill('SIGTERM');
    });
    expect(ended).toMatchObject({ exit: 3, keys: [{ isDead: false, says: 'the exchange still takes the key' }] });
  });
});
