import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineFiles, machineFolders } from '../../src/scan/sources/machine.ts';
import { drawnKey, type JsonScan, ScanScene } from './scan-scene.ts';

/** Files of the table that are folders. */
const FOLDERS = new Set(['.config/environment.d']);
/** What was packed or copied away: in the home folder, and one folder below. */
const AWAY = ['keys.env.bak', 'notes.txt~', '.config.json.swp', 'bots/grid.json.orig', 'bots/grid.json.old'];

const files = [
  ...machineFiles.map(([path]) => (FOLDERS.has(path) ? `${path}/bot.conf` : path)),
  ...machineFolders.map(([path]) => `${path}/deep/er/bot.env`),
  ...AWAY,
];

let scene: ScanScene;
let found: JsonScan;
beforeAll(async () => {
  scene = new ScanScene();
  const home = join(scene.folder, 'me');
  for (const path of files) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), drawnKey(`machine ${path}`).env);
  }
  writeFileSync(join(home, 'backup-2026.tar.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]));
  writeFileSync(join(home, 'bots', 'mybot.zip'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
  for (const path of ['elsewhere/keys.env', 'bots/deeper/keys.env.bak']) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), drawnKey(`elsewhere ${path}`).env);
  }
  const { stdout } = await scene.terminal.run(['--json', 'scan', '--machine'], { env: { HOME: home } });
  found = JSON.parse(stdout) as JsonScan;
});
afterAll(() => scene.close());

describe('keyward scan --machine', () => {
  it.each(files)('finds a key that was left behind in %s', (path) => {
    expect(found.findings.map(({ places }) => places.map((place) => place.path))).toContainEqual([`~/${path}`]);
  });

  it('tells what is packed, and reads nothing else of the home folder', () => {
    const packed = found.unscanned.filter(({ why }) => why === 'archive').map(({ path }) => path);
    expect(packed.sort()).toEqual(['~/backup-2026.tar.gz', '~/bots/mybot.zip']);
    expect(found.findings).toHaveLength(files.length);
  });
});
