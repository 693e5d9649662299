import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { KeywardError, Secret, writeFileDurably } from '../core/index.ts';
import { decryptWithIdentity, encryptTo } from './age/encryption.ts';
import { recipientOf } from './age/identity.ts';
import { retireFile } from './retire.ts';

const VERSION = 'k1';
const TAG_BYTES = 16;

const KEY_BYTES = 32;

/** What the seal needs of `Unlock`. */
export interface SealVault {
  readonly isDefault: boolean;
  identity(): Promise<Secret>;
}

/** Seals secrets for the state folder: AES-256-GCM with a fresh nonce, bound to the name of what it is for. */
export class Seal {
  readonly #key: Secret | undefined;

  constructor(key: Secret | undefined) {
    this.#key = key;
  }

  /** The seal for work that needs none, such as halting: it opens nothing, and asks for nothing. */
  static closed(): Seal {
    return new Seal(undefined);
  }

  /** It opens nothing. */
  get isClosed(): boolean {
    return this.#key === undefined;
  }

  get #open(): Secret {
    if (this.#key) return this.#key;
    throw new KeywardError('vault-locked', 'the seal is under the vault, which was not opened');
  }

  /** Opens the seal of a state folder, or makes one (mode 0600). A key file that others can read is refused, and one under the vault. */
  static open(path: string): Seal {
    if (existsSync(path)) return new Seal(plainKey(path));
    if (existsSync(`${path}.age`)) {
      throw new KeywardError('vault-locked', `${path}.age is under the vault, and nothing here opens it`);
    }
    const fresh = randomBytes(KEY_BYTES);
    writeFileDurably(path, fresh);
    return new Seal(Secret.take(fresh));
  }

  /**
   * The same where the settings may say how the vault is unlocked: then the key is kept in `<path>.age`, encrypted to the vault's identity, and a
   * plain one is moved there. With the default (the identity lies beside it) everything stays as it is. Interrupted, it is finished at the next call.
   */
  static async openWith(path: string, vault: SealVault): Promise<Seal> {
    const sealedPath = `${path}.age`;
    if (!existsSync(sealedPath)) {
      if (vault.isDefault) return Seal.open(path);
      await keepUnder(vault, path, sealedPath);
    }
    const key = await decryptWithIdentity(await vault.identity(), readFileSync(sealedPath), sealedPath);
    if (key.length !== KEY_BYTES) throw notWhole(sealedPath);
    const seal = new Seal(Secret.take(key));
    if (existsSync(path) && !seal.#isOf(plainKey(path))) {
      throw new KeywardError('state-corrupt', `${path} and ${sealedPath} hold different keys`, {
        lines: ['keep the one that opens bots.json, and move the other away'],
      });
    }
    retireFile(path);
    return seal;
  }

  #isOf(key: Secret): boolean {
    return this.#open.openBytes((one) => key.openBytes((other) => one.equals(other)));
  }

  /** `purpose` must be given again to open it, so that one sealed value cannot stand in for another. */
  seal(secret: Secret, purpose: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#open.openKey(), nonce);
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
    const key = this.#open.openKey();
    try {
      if (version !== VERSION || more.length > 0) throw new Error('version');
      // Without the length, a tag cut to four bytes would do, and can be guessed.
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce ?? '', 'base64url'), {
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

function plainKey(path: string): Secret {
  if ((statSync(path).mode & 0o077) !== 0) throw new KeywardError('file-readable', `${path} can be read by others`);
  const bytes = readFileSync(path);
  if (bytes.length !== KEY_BYTES) throw notWhole(path);
  return Secret.take(bytes);
}

/** Writes the key, the plain one where there is one, encrypted to the vault's identity; the plain one is still there afterwards. */
async function keepUnder(vault: SealVault, path: string, sealedPath: string): Promise<void> {
  const key = existsSync(path) ? plainKey(path) : Secret.take(randomBytes(KEY_BYTES));
  const recipient = await recipientOf(await vault.identity());
  const copy = key.openBytes((bytes) => Buffer.from(bytes));
  try {
    writeFileDurably(sealedPath, await encryptTo(recipient, copy));
  } finally {
    copy.fill(0);
  }
}

function notWhole(path: string): KeywardError {
  return new KeywardError('state-corrupt', `${path} is not a seal key of ${KEY_BYTES} bytes`);
}
