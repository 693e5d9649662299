import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { KeywardError } from '../core/index.ts';
import type { Word } from '../posture/index.ts';
import { KeptLeaks } from './scan-kept.ts';

/**
 * Seals what the owner says of checks, and makes the digests of what a finding was judged by, under the key of the state folder by which the scan tells
 * secrets apart: both have to be the same at every look. Without that key no word is sealed.
 */
export class WordSeal {
  readonly #key: Buffer | undefined;
  readonly #digestKey: Buffer;

  constructor(key: Buffer | undefined) {
    this.#key = key;
    this.#digestKey = key ?? randomBytes(32);
  }

  /** Of a state folder as it is; nothing is made. A key that is no file of its owner alone seals nothing. */
  static of(home: string): WordSeal {
    try {
      const found = lstatSync(join(home, 'scan', 'key'));
      const isPrivate = found.isFile() && (found.mode & 0o077) === 0 && found.uid === lstatSync(home).uid;
      return new WordSeal(isPrivate ? new KeptLeaks(home).key() : undefined);
    } catch {
      return new WordSeal(undefined);
    }
  }

  /** Draws the key where there is none. Throws `home-foreign` for a folder of another user. */
  static make(home: string): void {
    new KeptLeaks(home).key();
  }

  /** Whether its digests are the same at the next look. */
  get lasts(): boolean {
    return this.#key !== undefined;
  }

  digestOf(text: string): string {
    return mac(this.#digestKey, 'seen', text).slice(0, 32);
  }

  sealOf(word: Word): string {
    if (this.#key === undefined)
      throw new KeywardError('file-readable', 'scan/key of the state folder can be read by others');
    return mac(this.#key, 'word', textOf(word));
  }

  isSealed(word: Word, seal: string | undefined): boolean {
    if (this.#key === undefined || seal === undefined) return false;
    const [given, wanted] = [Buffer.from(seal, 'utf8'), Buffer.from(this.sealOf(word), 'utf8')];
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

const mac = (key: Buffer, purpose: string, text: string): string =>
  createHmac('sha256', key).update(`keyward posture ${purpose}\0${text}`).digest('hex');

/** In an order of its own: that of a file is nobody's. */
function textOf({ kind, id, covers, why, who, atMs, untilMs }: Word): string {
  const things = covers.map(({ about, result, severity, saw }) => [about, result, severity, saw]);
  return JSON.stringify([kind, id, things, why, who, atMs, untilMs]);
}
