import { describe, expect, it } from 'vitest';
import type { Eyes } from '../eyes.ts';
import { lookReboot } from './look-upkeep.ts';
import { rebootPending } from './reboot-pending/check.ts';
import { scene } from './scene.contract.ts';
import { host } from './sound.contract.ts';

const files = {
  '/proc/sys/kernel/osrelease': '6.1.0-28-amd64\n',
  '/proc/version': 'Linux version 6.1.0-28-amd64 (x) #1 SMP Debian 6.1.119-1 (2026-11-22)\n',
  '/boot/vmlinuz-6.1.0-28-amd64': 'kernel',
};
const judged = async (eyes: Eyes): Promise<readonly string[]> =>
  rebootPending.judge(host({ reboot: await lookReboot(eyes) })).map(({ result }) => result);

describe('a restart', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string]>([
    ['is not due where the kernel is the installed one', files, { 'dpkg-query': '6.1.119-1' }, 'pass'],
    ['is due where the kernel was built anew', files, { 'dpkg-query': '6.1.123-1' }, 'fail'],
    ['is due where a file asks for it', { ...files, '/run/reboot-required': '' }, {}, 'fail'],
    [
      'is due where the list of what asks for it is longer than is read',
      { ...files, '/run/reboot-required': '', '/run/reboot-required.pkgs': '!cut' },
      {},
      'fail',
    ],
    ['is not compared where there is no dpkg', files, {}, 'pass'],
    ['is not known where the version is longer than is read', { ...files, '/proc/version': '!cut' }, {}, 'unknown'],
    [
      'is not known where the release may not be read',
      { ...files, '/proc/sys/kernel/osrelease': '!denied' },
      {},
      'unknown',
    ],
    ['is not known where /boot may not be read', { ...files, '/boot': '!denied' }, {}, 'unknown'],
  ])('%s', async (_title, own, programs, result) => {
    expect(await judged(scene(own, programs))).toEqual([result]);
  });

  it('is not known where dpkg hangs, or the mark could not be looked at', async () => {
    const eyes = scene(files);
    expect(await judged({ ...eyes, run: async () => ({ fault: 'timeout' }) })).toEqual(['unknown']);
    expect(await judged({ ...eyes, look: async () => ({ fault: 'failed' }) })).toEqual(['unknown']);
  });
});
