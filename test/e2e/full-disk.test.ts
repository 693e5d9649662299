import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillDiskOnce } from '../full-disk.ts';
import { codeOf, Scene } from './gateway-scene.ts';

describe('a disk that is full when a bot key is revoked', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.start();
  });
  afterEach(() => scene.stop());

  it('does not keep the running Keyward from refusing the key, and its owner is told to revoke it again', async () => {
    const bot = scene.bot('grid');
    expect((await scene.send(bot, 'GET', '/api/v3/account')).status).toBe(200);
    fillDiskOnce('bots.json');
    await expect(scene.operations().revokeBot({ bot: 'grid' })).rejects.toMatchObject({
      code: 'disk-full',
      lines: ['The running Keyward refuses the key from now on; revoke it again before the next start.'],
    });
    expect(codeOf(await scene.send(bot, 'GET', '/api/v3/account'))).toBe('bot-unknown');
    expect((await scene.entries()).filter(({ kind }) => kind === 'bot')).toEqual([]);
  });
});
