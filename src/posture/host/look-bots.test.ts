import { expect, it } from 'vitest';
import type { Eyes } from '../eyes.ts';
import { lookBots } from './look-bots.ts';
import { lookSwaps } from './look-disks.ts';

const eyesOn = (files: Readonly<Record<string, string>>): Eyes => ({
  uid: 0,
  nowMs: 0,
  run: async () => ({ fault: 'missing' }),
  read: async (path) =>
    files[path] === undefined ? { fault: 'missing' } : { bytes: Buffer.from(files[path]), isCut: false },
  look: async (path) =>
    path.startsWith('/sys')
      ? { kind: 'folder', mode: 0o755, uid: 0, gid: 0, size: 0, changedMs: 0 }
      : { fault: 'missing' },
  list: async (folder) => {
    const names = Object.keys(files).flatMap((path) =>
      path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
    );
    return names.length > 0 ? names : { fault: 'missing' };
  },
});

it.each([
  ['/run/systemd/system/down.service.d/x.conf', '[Service]\nUser=root', 'root'],
  ['/etc/systemd/system/down.service.d/override.conf', '[Service]\nUser=botb', 'botb'],
])('the drop-in %s counts', async (path, text, user) => {
  const unit = '/usr/lib/systemd/system/down.service';
  const bot = { kind: 'ccxt' as const, name: 'a', processes: [], startedBy: [unit], settingsFiles: [] };
  const eyes = eyesOn({ [unit]: '[Service]\nUser=botc\nExecStart=/srv/run', [path]: text });
  expect(await lookBots(eyes, Promise.resolve({ bots: [bot], gaps: [] }))).toMatchObject({
    seen: { resting: [{ users: { seen: [user] } }] },
  });
});

it.each([
  ['CRYPT-LUKS2-a', 'encrypted'],
  ['CRYPT-VERITY-a', 'plain'],
  ['CRYPT-INTEGRITY-a', 'plain'],
])('a volume with the uuid %s is %s', async (uuid, cover) => {
  const swaps = 'Filename Type\n/dev/dm-0 partition 1 0 -2\n';
  expect(await lookSwaps(eyesOn({ '/proc/swaps': swaps, '/sys/class/block/dm-0/dm/uuid': uuid }))).toMatchObject({
    seen: [{ cover: { seen: cover } }],
  });
});
