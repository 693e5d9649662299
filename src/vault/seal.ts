import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { KeywardError, Secret, writeFileDurably } from '../core/index.ts';

const VERSION = 'k1';
const TAG_BYTES = 16;

/** Seals secrets for the state folder: AES-256-GCM with a fresh nonce, bound to the name of what it is for. */
export class Seal {
  readonly #key: Secret;

  constructor(key: Secret) {
    this.#key = key;
  }

  /** Opens the seal of a state folder, or makes one (mode 0600). A key file that others can read is refused. */
  static open(path: string): Seal {
    if (!existsSync(path)) {
      const fresh = randomBytes(32);
      writeFileDurably(path, fresh);
      return new Seal(Secret.take(fresh));
    }
    if ((statSync(path).mode & 0o077) !== 0) throw new KeywardError('file-readable', `${path} can be read by others`);
    const bytes = readFileSync(path);
    if (bytes.length !== 32) throw new KeywardError('state-corrupt', `${path} is not a seal key of 32 bytes`);
    return new Seal(Secret.take(bytes));
  }

  /** `purpose` must be given again to open it, so that one sealed value cannot stand in for another. */
  seal(secret: Secret, purpose: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key.openKey(), nonce);
    cipher.setAAD(Buffer.from(purpose, 'utf8'));
    const sealed = secret.openBytes((bytes) => Buffer.concat([cipher.update(bytes), cipher.final()]));
    return [
      VERSION,
      nonce.toString('base64url'),
      sealed.toString('base64url'),
      cipher.getAuthTag().toString('base64url'),
    ].join('.');
  }

  /** Throws `state-corrupt` when the text was changed, or was sealed by another key or for another purpose. */
  unseal(text: string, purpose: string): Secret {
    const [version, nonce, sealed, tag, ...more] = text.split('.');
    try {
      if (version !== VERSION || more.length > 0) throw new Error('version');
      // Without the length, a tag cut to four bytes would do, and can be guessed.
      const decipher = createDecipheriv('aes-256-gcm', this.#key.openKey(), Buffer.from(nonce ?? '', 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(purpose, 'utf8'));
      decipher.setAuthTag(Buffer.from(tag ?? '', 'base64url'));
      const head = decipher.update(Buffer.from(sealed ?? '', 'base64url'));
      const plain = Buffer.concat([head, decipher.final()]);
      head.fill(0);
      return Secret.take(plain);
    } catch (error) {
      throw new KeywardError('state-corrupt', `a sealed value for ${purpose} does not open`, { cause: error });
    }
  }
}
