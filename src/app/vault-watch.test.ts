import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../config/index.ts';
import { Secret, systemClock } from '../core/index.ts';
import { Journal } from '../journal/index.ts';
import { encryptedStream, newIdentity, recipientOf } from '../vault/index.ts';
import { Alarms } from './alarms.ts';
import { quiet } from './scene.contract.ts';
import { VaultWatch, vaultFiles } from './vault-watch.ts';

let home: string;
let journal: Journal;
let alarms: Alarms;
let watch: VaultWatch;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'keyward-watch-'));
  journal = await Journal.open(join(home, 'journal'), { clock: systemClock, log: quiet });
  alarms = new Alarms(journal, quiet);
  watch = new VaultWatch({ home, files: [join(home, 'vault.age')], isDefault: false, alarms });
});
afterEach(async () => {
  await journal.close();
  rmSync(home, { recursive: true });
});

type Lock = Parameters<typeof encryptedStream>[0];

async function put(lock: Lock): Promise<void> {
  const pieces: Uint8Array[] = [];
  const plain = (async function* () {
    yield Buffer.from('{}');
  })();
  for await (const piece of encryptedStream(lock, plain)) pieces.push(piece);
  writeFileSync(join(home, 'vault.age'), Buffer.concat(pieces));
}

const mine = recipientOf(newIdentity());
const toMe = async (...others: string[]): Promise<Lock> => ({
  kind: 'recipients',
  recipients: [await mine, ...others],
});
const raised = async (): Promise<string[]> => {
  await watch.look();
  for (const { next } of alarms.current) expect(next).toMatch(/^(?:keyward key list|rm \S+vault\.key)$/);
  return alarms.current.map(
    ({ severity, about, says }) => `${severity} ${about.split(' ')[0]}: ${says.replaceAll(home, '')}`,
  );
};

describe('what protects the vault', () => {
  it('raises an alarm when another recipient is added, which ends when that is taken out', async () => {
    await put(await toMe());
    expect(await raised()).toEqual([]);
    await put(await toMe());
    expect(await raised()).toEqual([]);
    await put(await toMe(await recipientOf(newIdentity())));
    const says = [
      expect.stringMatching(/^critical vault-lock: \/vault\.age is encrypted to 2 recipients, and was to 1 before/),
    ];
    expect([await raised(), await raised()]).toEqual([says, says]);
    await put(await toMe());
    expect(await raised()).toEqual([]);
  });

  it('raises an alarm when it becomes a passphrase', async () => {
    await put(await toMe());
    await raised();
    await put({ kind: 'passphrase', passphrase: Secret.take(Buffer.from('a practice passphrase')) });
    expect(await raised()).toEqual([
      expect.stringMatching(/^critical vault-lock: .* is encrypted with a passphrase now/),
    ]);
  }, 30_000);

  it('is not read where it is longer than a vault can be, or is no file', async () => {
    const path = join(home, 'vault.age');
    await put(await toMe());
    await raised();
    await put(await toMe(await recipientOf(newIdentity())));
    truncateSync(path, 1024 * 1024 + 1);
    expect(await raised()).toEqual([]);
    rmSync(path);
    symlinkSync('/dev/zero', path);
    expect(await raised()).toEqual([]);
  });

  it('is what its owner wants where it was so at the first look', async () => {
    await put(await toMe(await recipientOf(newIdentity())));
    expect([await raised(), await raised()]).toEqual([[], []]);
    rmSync(join(home, 'vault.age'));
    expect(await raised()).toEqual([]);
  });

  it('raises an alarm while a plain identity lies beside it that the settings keep elsewhere', async () => {
    writeFileSync(join(home, 'vault.key'), '');
    expect(await raised()).toEqual([
      expect.stringMatching(/^critical vault-identity: \/vault\.key lies beside the vault/),
    ]);
    rmSync(join(home, 'vault.key'));
    expect(await raised()).toEqual([]);
    writeFileSync(join(home, 'vault.key'), '');
    watch = new VaultWatch({ home, files: [], isDefault: true, alarms });
    expect(await raised()).toEqual([]);
  });

  it('is looked at in each vault that a key is read from', () => {
    const key = (from: object) => ({ exchange: 'binance', from });
    const settings = settingsSchema.parse({
      version: 1,
      keys: { a: key({ age: {} }), b: key({ age: { file: 'own.age' } }), c: key({ dotenv: { file: '.env' } }) },
    });
    expect(vaultFiles('/var/lib/keyward', settings, '/etc/keyward/keyward.yaml')).toEqual([
      '/var/lib/keyward/vault.age',
      '/var/lib/keyward/seal.key.age',
      '/etc/keyward/own.age',
    ]);
  });
});
