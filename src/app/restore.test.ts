import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonLog, systemClock } from '../core/index.ts';
import { encryptedStream, newIdentity, recipientOf } from '../vault/index.ts';
import { type ArchiveSource, writeArchive } from './archive.ts';
import { openBackup } from './restore.ts';
import type { SessionParts } from './session.ts';

let base: string;
let recipient: string;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward-restore-'));
  mkdirSync(join(base, 'here'));
  const identity = newIdentity();
  recipient = await recipientOf(identity);
  writeFileSync(
    join(base, 'owner.txt'),
    identity.openBytes((bytes) => Buffer.from(bytes)),
    { mode: 0o600 },
  );
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

interface Content {
  readonly path: string;
  readonly text: string;
}

const asSource = ({ path, text }: Content): ArchiveSource => ({
  path,
  size: Buffer.byteLength(text),
  read: () => [Buffer.from(text)],
});

const book: Content = { path: 'state/journal/00000000000000000001.jsonl', text: 'no journal\n' };
const halt: Content = { path: 'state/halt.json', text: '{"level":"run"}\n' };

function manifestOf(files: readonly Content[], more: object = {}): Content {
  const listed = files.map(({ path, text }) => ({
    path,
    size: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  const manifest = {
    keywardBackup: 1,
    version: '0.1.0',
    madeAt: '2026-11-22T00:00:00.000Z',
    host: '0'.repeat(64),
    wasRunning: false,
    haltLevel: 'run',
    entries: 0,
    identity: 'none',
    keys: [],
    bots: [],
    outside: [],
    files: listed,
    ...more,
  };
  return { path: 'manifest.json', text: JSON.stringify(manifest) };
}

/** What restoring an archive comes to, made by somebody who has the owner's public key alone. */
async function restoreForged(contents: readonly Content[]): Promise<string> {
  const pieces: Uint8Array[] = [];
  const archive = writeArchive(contents.map(asSource), 0);
  for await (const piece of encryptedStream({ kind: 'recipients', recipients: [recipient] }, archive))
    pieces.push(piece);
  writeFileSync(join(base, 'b.age'), Buffer.concat(pieces));
  const parts = {
    environment: { home: join(base, 'home'), configFolder: base, mayColour: false, user: 'a test', variables: {} },
    folder: join(base, 'here'),
    clock: systemClock,
    log: jsonLog(() => {}, systemClock),
  } satisfies SessionParts;
  try {
    const opened = await openBackup(parts, {
      file: join(base, 'b.age'),
      identityFile: join(base, 'owner.txt'),
      keepLevel: false,
      hostName: 'a host',
      by: 'a test',
      stopping: new AbortController().signal,
    });
    try {
      await opened.restore();
      return 'restored';
    } finally {
      await opened.close();
    }
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const isUntouched = () => {
  expect(readdirSync(base).sort()).toEqual(['b.age', 'here', 'owner.txt']);
  expect(readdirSync(join(base, 'here'))).toEqual([]);
};

describe('a link where a restore works', () => {
  it('is refused before the backup is opened, and nothing is done behind it', async () => {
    mkdirSync(join(base, 'else'));
    for (const target of ['else', 'nothing']) {
      symlinkSync(join(base, target), join(base, 'home.restoring'));
      expect(await restoreForged([])).toBe('home-not-empty');
      expect(readdirSync(join(base, 'else'))).toEqual([]);
      expect(readdirSync(base)).not.toContain('nothing');
      expect(readdirSync(base)).not.toContain('home');
      rmSync(join(base, 'home.restoring'));
    }
  });
});

describe('a forged backup', () => {
  const evil = (path: string): Content => ({ path, text: 'evil' });

  it.each<[string, () => Content[]]>([
    ['no list', () => [book, halt]],
    ['a list that comes second', () => [halt, manifestOf([halt])]],
    ['a list that is no JSON', () => [{ path: 'manifest.json', text: '{' }, halt]],
    ['a list with a member that is not known', () => [manifestOf([halt], { more: 1 }), halt]],
    ['a list of a later version', () => [manifestOf([halt], { keywardBackup: 2 }), halt]],
    ['a list that is too long', () => [manifestOf([halt], { outside: ['x'.repeat(9_000_000)] }), halt]],
    ['a file that is not on the list', () => [manifestOf([halt]), halt, book]],
    ['a file that is there twice', () => [manifestOf([halt]), halt, halt]],
    ['a list that names a file twice', () => [manifestOf([halt, halt]), halt, halt]],
    ['a file that is missing', () => [manifestOf([halt, book]), halt]],
    ['a file of another size', () => [manifestOf([halt]), { ...halt, text: `${halt.text} ` }]],
    ['a file of another content', () => [manifestOf([halt]), { ...halt, text: halt.text.replace('run', 'rum') }]],
    ['settings that are missing', () => [manifestOf([halt], { settingsFile: 'keyward.yaml' }), halt]],
    ['a journal that is none', () => [manifestOf([book, halt]), book, halt]],
    ['fewer entries than it says', () => [manifestOf([halt], { entries: 5 }), halt]],
    ...[
      '../evil',
      '/etc/evil',
      'state/../../evil',
      'settings/../evil.env',
      'settings/.bashrc',
      'state/admin.sock',
      'evil',
    ].map((path): [string, () => Content[]] => [`the path ${path}`, () => [manifestOf([evil(path)]), evil(path)]]),
  ])('with %s is refused, and nothing is written', async (_what, make) => {
    expect(await restoreForged(make())).toBe('backup-damaged');
    isUntouched();
  });

  it('writes nothing outside of its places, whatever it names', async () => {
    const part = fc.constantFrom('..', '.', 'state', 'settings', 'tmp', 'evil.env', '.env', 'nonces', 'a.age');
    const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(path, async (name) => {
        const said = await restoreForged([manifestOf([evil(name)]), evil(name)]);
        if (said !== 'restored') return isUntouched();
        expect(readdirSync(base).sort()).toEqual(['b.age', 'here', 'home', 'owner.txt']);
        for (const folder of ['home', 'here']) rmSync(join(base, folder), { recursive: true });
        mkdirSync(join(base, 'here'));
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
