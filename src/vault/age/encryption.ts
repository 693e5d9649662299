import type { Decrypter } from 'age-encryption';
import { KeywardError, type Secret } from '../../core/index.ts';
import { cryptoKeyOf } from './identity.ts';
import { loadAge } from './library.ts';
import { passphraseIdentity, passphraseRecipient } from './passphrase.ts';

const ARMOR = Buffer.from('-----BEGIN AGE');
const MAX_HEADER_BYTES = 64 * 1024;
/** Each is a guess of some tenths of a millisecond whether it is ours; nobody shares a vault with so many. */
const MAX_STANZAS = 64;

/** Encrypts to a recipient (`age1…`), as `age -r` does. The caller zeroes what it gives; one copy in a buffer of the library stays until it is collected. */
export async function encryptTo(recipient: string, plain: Buffer): Promise<Buffer> {
  const { Encrypter } = await loadAge();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(plain));
}

/** Encrypts with a passphrase, as `age -p` does. The caller zeroes what it gives. */
export async function encryptWithPassphrase(passphrase: Secret, plain: Buffer): Promise<Buffer> {
  const { Encrypter } = await loadAge();
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(passphrase));
  return Buffer.from(await encrypter.encrypt(plain));
}

/**
 * Decrypts a file of age, armored or not. Throws `vault-refused` when it is encrypted to another identity, `credential-invalid` when it is no
 * such file or was changed. The caller zeroes the result.
 */
export async function decryptWithIdentity(identity: Secret, bytes: Buffer, where: string): Promise<Buffer> {
  const { Decrypter } = await loadAge();
  const decrypter = new Decrypter();
  decrypter.addIdentity(await cryptoKeyOf(identity));
  return decrypted(
    decrypter,
    bytes,
    where,
    `${where} is encrypted to another identity than the one that unlocks the vault`,
  );
}

/** The same with a passphrase; `vault-refused` when it is another one. */
export async function decryptWithPassphrase(passphrase: Secret, bytes: Buffer, where: string): Promise<Buffer> {
  const { Decrypter } = await loadAge();
  const decrypter = new Decrypter();
  decrypter.addIdentity(passphraseIdentity(passphrase));
  return decrypted(decrypter, bytes, where, `the passphrase does not open ${where}`, [
    'type it again, or look at the file that holds it; nobody can find it out from here',
  ]);
}

/** To how many recipients a file of age is encrypted, armored or not; what only looks like one, to keep readers honest, is not counted. */
export async function recipientsOf(bytes: Buffer): Promise<number> {
  return (await lockOfFile(bytes)).recipients;
}

/** For whom a file of age is locked. */
export interface AgeLock {
  readonly recipients: number;
  readonly isPassphrase: boolean;
}

/** Who opens a file of age, as its header says to everybody; throws for what is no armor. */
export async function lockOfFile(bytes: Buffer): Promise<AgeLock> {
  const stanzas = stanzasOf(await binaryOf(bytes));
  return {
    recipients: stanzas.filter((line) => !/^-> \S*-grease( |$)/.test(line)).length,
    isPassphrase: stanzas.some((line) => line.startsWith('-> scrypt ')),
  };
}

/** The first lines of the stanzas in the header, as far as one is read. */
function stanzasOf(binary: Uint8Array): string[] {
  const header = Buffer.from(binary.subarray(0, MAX_HEADER_BYTES)).toString('latin1').split('\n---')[0] ?? '';
  return header.split('\n').filter((line) => line.startsWith('-> '));
}

/** Throws `credential-invalid` for a header that would keep this process busy: whoever can write the file decides how long it is. */
function checkHeader(binary: Uint8Array, where: string): void {
  const head = Buffer.from(binary.buffer, binary.byteOffset, Math.min(binary.length, MAX_HEADER_BYTES));
  if (stanzasOf(binary).length > MAX_STANZAS)
    throw new KeywardError('credential-invalid', `${where} is encrypted to more than ${MAX_STANZAS} recipients`, {
      lines: ['encrypt it again, to fewer, with the `age` tool'],
    });
  if (binary.length >= MAX_HEADER_BYTES && !head.includes('\n--- '))
    throw new KeywardError('credential-invalid', `the header of ${where} is over ${MAX_HEADER_BYTES / 1024} KiB long`);
}

async function binaryOf(bytes: Buffer): Promise<Uint8Array> {
  if (bytes.indexOf(ARMOR) !== 0) return new Uint8Array(bytes);
  const { armor } = await loadAge();
  return armor.decode(bytes.toString('latin1'));
}

async function decrypted(
  decrypter: Decrypter,
  bytes: Buffer,
  where: string,
  other: string,
  lines: readonly string[] = [],
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  try {
    const binary = await binaryOf(bytes);
    checkHeader(binary, where);
    // By a stream, so that the pieces that the library makes are ours to wipe.
    const source = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(binary);
        controller.close();
      },
    });
    for await (const chunk of await decrypter.decrypt(source)) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    if (error instanceof Error && error.message.startsWith('no identity matched')) {
      throw new KeywardError('vault-refused', other, { lines });
    }
    // Without its cause: the library quotes the first line of what is no such file, and that may be a secret.
    throw new KeywardError('credential-invalid', `${where} is no file of age, or was changed`);
  } finally {
    for (const chunk of chunks) chunk.fill(0);
  }
}
