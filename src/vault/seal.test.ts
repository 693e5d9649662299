import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { recordOutput, recordSecret } from '../../test/canary.ts';
import { Secret } from '../core/index.ts';
import { Seal } from './seal.ts';

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
