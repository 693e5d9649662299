import { type BigIntStats, readFileSync, realpathSync, statSync } from 'node:fs';
import { KeywardError, type Secret, withFileLock, writeFileDurably } from '../../core/index.ts';
import { jsonMembers, jsonNames, jsonValue, withoutJsonMember, writeJsonValues } from '../json-bytes.ts';
import { checkReplaceable } from '../private-file.ts';
import { decryptWithIdentity, encryptTo, recipientsOf } from './encryption.ts';
import { recipientOf } from './identity.ts';

const QUOTE = 0x22;
/** A vault of thousands of keys is shorter. */
const MAX_BYTES = 1024 * 1024;
const TRIES = 5;

/**
 * Keyward's own vault: a JSON object of credentials by name, encrypted with age. `age -d -i vault.key vault.age` shows it, and a file that the `age`
 * tool made is read. The bytes of what it holds are zeroed after each use.
 */
export class VaultFile {
  readonly path: string;
  readonly #identity: () => Promise<Secret>;
  /** Changes of this process stand in line. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string, identity: () => Promise<Secret>) {
    this.path = path;
    this.#identity = identity;
  }

  /** Differs from before whenever another file, or other bytes, stand there; `undefined` where there is none. */
  stamp(): string | undefined {
    try {
      return stampOf(statSync(this.path, { bigint: true }));
    } catch {
      return undefined;
    }
  }

  /** The names of what it holds; none where there is no file. */
  async names(): Promise<string[]> {
    return (await this.#using((plain) => jsonNames(plain, this.path))) ?? [];
  }

  /** The document under a name, `undefined` where there is none. The caller zeroes it. */
  async read(name: string): Promise<Buffer | undefined> {
    return this.#using((plain) => {
      const value = jsonValue(plain, name, this.path);
      // A text is a document of its own: one value alone, or lines.
      if (value?.[0] !== QUOTE) return value;
      value.fill(0);
      const texts = jsonMembers(plain, [], this.path);
      const text = texts.get(name);
      for (const [other, bytes] of texts) if (other !== name) bytes.fill(0);
      return text;
    });
  }

  /** Throws what a change would, as far as that shows without one. */
  async checkWrite(): Promise<void> {
    checkReplaceable(this.path);
    const before = this.#sealed();
    if (before && (await recipientsOf(before.bytes)) > 1) throw forMany(this.path);
  }

  /** Puts a document, a JSON object, under a name; `change` is given what stands there and zeroes it. Durable when it returns. */
  async write(name: string, change: (before: Buffer | undefined) => Buffer): Promise<void> {
    await this.#change((plain) => {
      const value = change(jsonValue(plain, name, this.path));
      try {
        return writeJsonValues(plain, new Map([[name, value]]), this.path);
      } finally {
        value.fill(0);
      }
    });
  }

  /** Takes a document out; false when there was none. Durable when it returns. */
  async remove(name: string): Promise<boolean> {
    if (!(await this.names()).includes(name)) return false;
    await this.#change((plain) => withoutJsonMember(plain, name, this.path));
    return true;
  }

  /** Encrypts it anew to another identity's recipient. Durable when it returns. */
  async reencrypt(recipient: string): Promise<void> {
    await this.#change((plain) => Buffer.from(plain), recipient);
  }

  async #using<T>(use: (plain: Buffer) => T): Promise<T | undefined> {
    const sealed = this.#sealed();
    if (sealed === undefined) return undefined;
    const plain = await decryptWithIdentity(await this.#identity(), sealed.bytes, this.path);
    try {
      return use(plain);
    } finally {
      plain.fill(0);
    }
  }

  #change(edit: (plain: Buffer) => Buffer, recipient?: string): Promise<void> {
    const change = this.#last.catch(() => undefined).then(() => this.#edit(edit, recipient));
    this.#last = change;
    return change;
  }

  /** Alone among all Keywards; begins again when another program has written meanwhile. */
  async #edit(edit: (plain: Buffer) => Buffer, recipient: string | undefined): Promise<void> {
    const identity = await this.#identity();
    const to = recipient ?? (await recipientOf(identity));
    await withFileLock(this.path, () => this.#editLocked(edit, identity, to));
  }

  async #editLocked(edit: (plain: Buffer) => Buffer, identity: Secret, to: string): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = this.#sealed();
      const plain = before ? await decryptWithIdentity(identity, before.bytes, this.path) : Buffer.from('{}');
      let after: Buffer | undefined;
      try {
        // Written anew it would open for our identity alone, and the owner's other one, such as a backup, would be lost without a word.
        if (before && (await recipientsOf(before.bytes)) > 1) throw forMany(this.path);
        after = edit(plain);
        const sealed = await encryptTo(to, after);
        if (this.#sealed()?.stamp !== before?.stamp) continue;
        // A link stays a link: the file behind it is replaced.
        writeFileDurably(before ? realpathSync(this.path) : this.path, sealed);
        return;
      } finally {
        plain.fill(0);
        after?.fill(0);
      }
    }
    throw new KeywardError('file-failed', `${this.path} is being changed by another process again and again`);
  }

  #sealed(): { readonly bytes: Buffer; readonly stamp: string } | undefined {
    try {
      const stat = statSync(this.path, { bigint: true });
      if (!isShort(stat)) throw new KeywardError('credential-invalid', `${this.path} is too long for a vault`);
      return { bytes: readFileSync(this.path), stamp: stampOf(stat) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      if (error instanceof KeywardError) throw error;
      throw new KeywardError('file-failed', `${this.path} cannot be read (${code ?? 'unknown'})`);
    }
  }
}

/** Whether a file is one that may be read whole: no pipe or device, and no longer than a vault. */
export function isShort(stat: BigIntStats): boolean {
  return stat.isFile() && stat.size <= MAX_BYTES;
}

/** Differs where another file, or other bytes, stand. The time of the inode too: that of the content can be set back. */
export function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

function forMany(path: string): KeywardError {
  return new KeywardError(
    'vault-read-only',
    `${path} is encrypted to several recipients, so Keyward does not write into it`,
    {
      lines: ['change it with the `age` tool'],
    },
  );
}
