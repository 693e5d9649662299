import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { watch } from './scrub.ts';

const MASK = '[secret]';

/**
 * Bytes that print as `[secret]` in strings, JSON, templates and inspect. They live in one KeyObject, outside the JavaScript heap.
 * Only the files named in test/secret-openers.test.ts call `openKey` or `openBytes`.
 */
export class Secret {
  readonly #key: KeyObject;

  private constructor(key: KeyObject) {
    this.#key = key;
  }

  /** Takes the bytes over: the buffer is zeroed. Throws a RangeError when it is empty. */
  static take(bytes: Buffer): Secret {
    if (bytes.length === 0) throw new RangeError('a secret cannot be empty');
    watch(bytes);
    const secret = new Secret(createSecretKey(bytes));
    bytes.fill(0);
    return secret;
  }

  /** The key for an HMAC, never the bytes. */
  openKey(): KeyObject {
    return this.#key;
  }

  /** Hands a copy of the bytes to `use` and zeroes it afterwards, also when `use` throws. */
  openBytes<T>(use: (bytes: Buffer) => T): T {
    const bytes = this.#key.export();
    try {
      return use(bytes);
    } finally {
      bytes.fill(0);
    }
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.toPrimitive](): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

/** Reads a PEM (PKCS#8 or SEC1) as a private key; `undefined` when it is none. */
export function privateKeyOf(secret: Secret): KeyObject | undefined {
  return secret.openBytes((bytes) => {
    try {
      return createPrivateKey({ key: bytes, format: 'pem' });
    } catch {
      return undefined;
    }
  });
}

/** The SPKI PEM of a private key. */
export function publicPemOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}
