import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import type { Identity, Recipient } from 'age-encryption';
import type { Secret } from '../../core/index.ts';
import { loadAge } from './library.ts';

/** As the `age` tool: about a second of work and 256 MiB for each guess. */
const WORK = 18;
/** A file that asks for more would stop this machine rather than open. */
const MOST_WORK = 20;
const LABEL = Buffer.from('age-encryption.org/v1/scrypt');
const SALT_BYTES = 16;
const TAG_BYTES = 16;
/** The key is used once, so the nonce may be zero. */
const NONCE = Buffer.alloc(12);

/**
 * The passphrase recipient of the age format. The library has one too, but takes the passphrase as a string, which cannot be wiped, and works in
 * JavaScript, so that nothing else runs meanwhile.
 */
export function passphraseRecipient(passphrase: Secret): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const { Stanza } = await loadAge();
      const salt = randomBytes(SALT_BYTES);
      const key = await derived(passphrase, salt, WORK);
      const cipher = createCipheriv('chacha20-poly1305', key, NONCE, { authTagLength: TAG_BYTES });
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      key.fill(0);
      return [new Stanza(['scrypt', unpadded(salt), String(WORK)], body)];
    },
  };
}

/** The counterpart: gives `null`, as the library expects, when the passphrase is another one. */
export function passphraseIdentity(passphrase: Secret): Identity {
  return {
    unwrapFileKey: async (stanzas) => {
      const [stanza, ...others] = stanzas;
      const [kind, saltText, workText] = stanza?.args ?? [];
      if (stanza === undefined || kind !== 'scrypt') return null;
      const salt = Buffer.from(saltText ?? '', 'base64');
      const work = /^[1-9]\d?$/.test(workText ?? '') ? Number(workText) : Number.NaN;
      if (
        others.length > 0 ||
        salt.length !== SALT_BYTES ||
        !(work <= MOST_WORK) ||
        stanza.body.length !== 16 + TAG_BYTES
      ) {
        throw new Error('not a passphrase that is read here');
      }
      const key = await derived(passphrase, salt, work);
      const decipher = createDecipheriv('chacha20-poly1305', key, NONCE, { authTagLength: TAG_BYTES });
      key.fill(0);
      decipher.setAuthTag(stanza.body.subarray(-TAG_BYTES));
      const fileKey = decipher.update(stanza.body.subarray(0, -TAG_BYTES));
      try {
        decipher.final();
        return new Uint8Array(fileKey);
      } catch {
        return null;
      } finally {
        fileKey.fill(0);
      }
    },
  };
}

function derived(passphrase: Secret, salt: Buffer, work: number): Promise<Buffer> {
  const N = 2 ** work;
  return new Promise((done, fail) => {
    // The copy is wiped when the work is done, not when the call returns.
    const copy = passphrase.openBytes((bytes) => Buffer.from(bytes));
    scrypt(copy, Buffer.concat([LABEL, salt]), 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 }, (error, key) => {
      copy.fill(0);
      if (error) fail(error);
      else done(key);
    });
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
