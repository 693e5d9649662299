import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileRooms } from '../../test/compiled-rooms.ts';
import { systemClock } from '../core/index.ts';
import { VaultFile } from './age/vault-file.ts';
import { openIdentity } from './unlock.ts';

const ROUNDS = 8;
const WRITES = 6;
const WRITER = `
import { Secret, systemClock } from './core/index.js';
import { placeOfKey, unlockOf } from './vault/index.js';
const [home, who, atMs] = process.argv.slice(2);
const context = { folder: home, home, variables: {}, clock: systemClock };
const unlock = unlockOf(undefined, context, async () => undefined);
const open = (from, key) => placeOfKey(from, 'binance', false, { ...context, key, identity: () => unlock.identity() });
while (Date.now() < Number(atMs));
for (let i = 0; i < ${WRITES}; i++) {
  const name = who + i;
  for (const from of [{ age: {} }, { dotenv: { file: '.env', prefix: name.toUpperCase() } }])
    await open(from, name).write({ id: 'id-of-' + name, secret: Secret.take(Buffer.from('not-secret-' + name)) });
}
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-writers-'));
  compileRooms(folder, ['core', 'vault']);
  writeFileSync(join(folder, 'writer.js'), WRITER);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The exit code of a process that writes keys under names of its own, from this moment on. */
async function writer(home: string, who: string, atMs: number): Promise<unknown> {
  const child = spawn(process.execPath, [join(folder, 'writer.js'), home, who, String(atMs)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  return code;
}

describe('processes that write at once', () => {
  it('make one identity between them, and lose no key of the vault or of .env', { timeout: 120_000 }, async () => {
    const names = ['a', 'b'].flatMap((who) => Array.from({ length: WRITES }, (_, i) => `${who}${i}`));
    for (let round = 0; round < ROUNDS; round++) {
      const home = join(folder, `home-${round}`);
      mkdirSync(home, { mode: 0o700 });
      const atMs = Date.now() + 600;
      expect(await Promise.all([writer(home, 'a', atMs), writer(home, 'b', atMs)])).toEqual([0, 0]);
      expect(readdirSync(home).sort()).toEqual(['.env', 'vault.age', 'vault.key']);
      const context = { home, folder: home, variables: {}, clock: systemClock };
      const identity = openIdentity(undefined, context, async () => undefined);
      expect((await new VaultFile(join(home, 'vault.age'), () => identity).names()).sort()).toEqual(names);
      const text = readFileSync(join(home, '.env'), 'utf8');
      for (const name of names) expect(text).toContain(`${name.toUpperCase()}_API_SECRET=not-secret-${name}\n`);
    }
  });
});
