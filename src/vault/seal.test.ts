import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { recordFolder, recordOutput, recordSecret } from '../../test/canary.ts';
import { Secret } from '../core/index.ts';
import { newIdentity } from './age/identity.ts';
import { Seal, type SealVault } from './seal.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-seal-'));
const path = join(folder, 'seal.key');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seal = Seal.open(path);
const corrupt = expect.objectContaining({ code: 'state-corrupt' });

function plain(secret: Secret): string {
  return secret.openBytes((bytes) => bytes.toString('hex'));
}

describe('a seal', () => {
  it('opens again what it closed, for the same purpose', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.string(), (bytes, purpose) => {
        const sealed = seal.seal(Secret.take(Buffer.from(bytes)), purpose);
        expect(plain(Seal.open(path).unseal(sealed, purpose))).toBe(Buffer.from(bytes).toString('hex'));
      }),
    );
  });

  it('does not show what it holds, and no two are alike', () => {
    const secret = randomBytes(24);
    recordSecret(secret);
    const [one, two] = [
      seal.seal(Secret.take(Buffer.from(secret)), 'a'),
      seal.seal(Secret.take(Buffer.from(secret)), 'a'),
    ];
    recordOutput('a sealed value', `${one} ${two}`);
    expect(one).not.toBe(two);
  });

  it('does not open for another purpose', () => {
    const sealed = seal.seal(Secret.take(Buffer.from('something')), 'bot grid');
    expect(() => seal.unseal(sealed, 'bot other')).toThrowError(corrupt);
  });

  it('does not open with another key', () => {
    const sealed = seal.seal(Secret.take(Buffer.from('something')), 'bot grid');
    const other = Seal.open(join(folder, 'other.key'));
    expect(() => other.unseal(sealed, 'bot grid')).toThrowError(corrupt);
  });

  it('does not open when any character was changed, or a part is gone', () => {
    const sealed = seal.seal(Secret.take(Buffer.from('something')), 'bot grid');
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      // The last character of a base64url part may hold bits that mean nothing.
      const isSame = changed
        .split('.')
        .every((part, index) =>
          Buffer.from(part, 'base64url').equals(Buffer.from(sealed.split('.')[index]!, 'base64url')),
        );
      if (!isSame) expect(() => seal.unseal(changed, 'bot grid')).toThrowError(corrupt);
    }
    for (const part of ['', 'k1', 'k1..', sealed.slice(0, -6), sealed.split('.').slice(0, 3).join('.')]) {
      expect(() => seal.unseal(part, 'bot grid')).toThrowError(corrupt);
    }
  });

  it('does not open with a tag that was cut short', () => {
    const [version, nonce, sealed, tag] = seal.seal(Secret.take(Buffer.from('something')), 'p').split('.');
    for (const bytes of [4, 8, 12, 15]) {
      const short = Buffer.from(tag!, 'base64url').subarray(0, bytes).toString('base64url');
      expect(() => seal.unseal([version, nonce, sealed, short].join('.'), 'p')).toThrowError(corrupt);
    }
  });
});

describe('a seal key', () => {
  it('is 32 bytes in a file for its owner alone, made once', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const bytes = readFileSync(path);
    expect(bytes).toHaveLength(32);
    Seal.open(path);
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('is refused when others can read it, or when it is not whole', () => {
    const bad = join(folder, 'bad.key');
    writeFileSync(bad, randomBytes(32), { mode: 0o644 });
    expect(() => Seal.open(bad)).toThrowError(expect.objectContaining({ code: 'file-readable' }));
    writeFileSync(bad, randomBytes(31));
    chmodSync(bad, 0o600);
    expect(() => Seal.open(bad)).toThrowError(corrupt);
  });
});

describe('a seal key under the vault', () => {
  const identity = newIdentity();
  const under: SealVault = { isDefault: false, identity: async () => identity };
  const beside: SealVault = { isDefault: true, identity: async () => identity };
  let count = 0;

  /** A state folder of its own, with these files in it. */
  function home(files: Readonly<Record<string, Buffer>> = {}) {
    const home = join(folder, `home-${++count}`);
    mkdirSync(home);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(home, name), bytes, { mode: 0o600 });
    return { home, key: join(home, 'seal.key'), names: () => readdirSync(home).sort() };
  }

  const isSame = (one: Seal, other: Seal): boolean =>
    plain(other.unseal(one.seal(Secret.take(Buffer.from('something')), 'p'), 'p')) ===
    Buffer.from('something').toString('hex');

  it('stands there encrypted from the start where the settings say how the vault is unlocked', async () => {
    const { key, names } = home();
    const first = await Seal.openWith(key, under);
    expect(names()).toEqual(['seal.key.age']);
    expect(statSync(`${key}.age`).mode & 0o777).toBe(0o600);
    expect(isSame(first, await Seal.openWith(key, under))).toBe(true);
    expect(isSame(first, await Seal.openWith(key, beside))).toBe(true);
    expect(() => Seal.open(key)).toThrowError(expect.objectContaining({ code: 'vault-locked' }));
  });

  it('stays plain with the default, whose identity is not even asked for', async () => {
    const { key, names } = home();
    const unasked: SealVault = { isDefault: true, identity: () => Promise.reject(new Error('asked')) };
    const first = await Seal.openWith(key, unasked);
    expect(names()).toEqual(['seal.key']);
    expect(isSame(first, await Seal.openWith(key, unasked))).toBe(true);
    expect(isSame(first, Seal.open(key))).toBe(true);
  });

  it('that was plain is moved, and opens what it had sealed', async () => {
    const { home: place, key, names } = home();
    const before = Seal.open(key);
    const bytes = readFileSync(key);
    recordSecret(bytes);
    expect(isSame(before, await Seal.openWith(key, under))).toBe(true);
    expect(names()).toEqual(['seal.key.age']);
    recordFolder(place);
  });

  it('loses nothing when the move is interrupted anywhere, and the next call finishes it', async () => {
    const start = home();
    const before = Seal.open(start.key);
    const bytes = readFileSync(start.key);
    await Seal.openWith(start.key, under);
    const sealed = readFileSync(`${start.key}.age`);
    for (const files of [
      { 'seal.key': bytes, 'seal.key.age.1.tmp': sealed.subarray(0, 50) },
      { 'seal.key': bytes, 'seal.key.age': sealed },
      { 'seal.key.gone': bytes, 'seal.key.age': sealed },
      { 'seal.key.gone': Buffer.alloc(32), 'seal.key.age': sealed },
    ]) {
      const { key, names } = home(files);
      expect(isSame(before, await Seal.openWith(key, under))).toBe(true);
      expect(names().filter((name) => !name.endsWith('.tmp'))).toEqual(['seal.key.age']);
    }
  });

  it('stays plain, whole, when the identity is not to be had', async () => {
    const { key, names } = home();
    const before = Seal.open(key);
    const locked: SealVault = { isDefault: false, identity: () => Promise.reject(new Error('locked')) };
    await expect(Seal.openWith(key, locked)).rejects.toThrow('locked');
    expect(names()).toEqual(['seal.key']);
    expect(isSame(before, Seal.open(key))).toBe(true);
  });

  it('is refused beside another plain one, and neither goes', async () => {
    const { key, names } = home();
    await Seal.openWith(key, under);
    writeFileSync(key, randomBytes(32), { mode: 0o600 });
    await expect(Seal.openWith(key, under)).rejects.toMatchObject({ code: 'state-corrupt' });
    expect(names()).toEqual(['seal.key', 'seal.key.age']);
  });

  it('does not open with another identity, or when it was changed', async () => {
    const { key } = home();
    await Seal.openWith(key, under);
    const other = newIdentity();
    const foreign: SealVault = { isDefault: false, identity: async () => other };
    await expect(Seal.openWith(key, foreign)).rejects.toMatchObject({ code: 'vault-refused' });
    writeFileSync(`${key}.age`, 'x');
    await expect(Seal.openWith(key, under)).rejects.toMatchObject({ code: 'credential-invalid' });
  });
});
