import type { Decrypter } from 'age-encryption';
import { KeywardError } from '../../core/index.ts';
import type { BackupLock, BackupOpener } from '../backup-lock.ts';
import { cryptoKeyOf } from './identity.ts';
import { loadAge } from './library.ts';
import { passphraseIdentity, passphraseRecipient } from './passphrase.ts';

const FIRST_LINE = Buffer.from('age-encryption.org/v1\n');
/** A header of so many recipients is none that was made here. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Encrypts piece by piece, in bounded memory, as `age -p` and `age -r` do. What `plain` throws is thrown. */
export async function* encryptedStream(lock: BackupLock, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Encrypter } = await loadAge();
  const encrypter = new Encrypter();
  if (lock.kind === 'passphrase') encrypter.addRecipient(passphraseRecipient(lock.passphrase));
  else for (const recipient of lock.recipients) encrypter.addRecipient(recipient);
  const source = sourceOf(plain);
  try {
    yield* await encrypter.encrypt(source.stream);
  } catch (error) {
    throw source.fault() ?? error;
  }
}

/** How a file of age is locked, by its first bytes (64 KiB, or all that there are). Throws `backup-damaged` when they are no header of age. */
export function lockKindOf(head: Buffer, where: string): BackupLock['kind'] {
  const end = head.subarray(0, MAX_HEADER_BYTES).indexOf('\n--- ');
  if (head.indexOf(FIRST_LINE) !== 0 || end === -1) throw damaged(where);
  const stanzas = head.toString('latin1', FIRST_LINE.length, end).split('\n');
  return stanzas[0]?.startsWith('-> scrypt ') ? 'passphrase' : 'recipients';
}

/**
 * Decrypts piece by piece. A piece is what was encrypted; that none is missing is known only when it ends. Throws `vault-refused` when the opener
 * is another one, `backup-damaged` when the file was changed or cut. The caller zeroes the pieces.
 */
export async function* decryptedStream(
  opener: BackupOpener,
  sealed: AsyncIterable<Uint8Array>,
  where: string,
): AsyncGenerator<Uint8Array> {
  const { Decrypter } = await loadAge();
  const decrypter: Decrypter = new Decrypter();
  decrypter.addIdentity(
    'identity' in opener ? await cryptoKeyOf(opener.identity) : passphraseIdentity(opener.passphrase),
  );
  const source = sourceOf(sealed);
  let isOpen = false;
  try {
    const plain = await decrypter.decrypt(source.stream);
    isOpen = true;
    const reader = plain.getReader();
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw source.fault() ?? damaged(where, error);
      });
      if (done) return;
      yield value;
    }
  } catch (error) {
    if (isOpen) throw error;
    if (source.fault() !== undefined) throw source.fault();
    if (error instanceof Error && error.message.startsWith('no identity matched')) {
      const what = 'identity' in opener ? 'the identity' : 'the passphrase';
      throw new KeywardError('vault-refused', `${what} does not open ${where}, or its first bytes were changed`);
    }
    throw damaged(where, error);
  }
}

function damaged(where: string, cause?: unknown): KeywardError {
  return new KeywardError('backup-damaged', `${where} is no backup, or was changed or cut`, { cause });
}

/** A stream that is pulled from, never ahead, and that remembers what its source threw. */
function sourceOf(pieces: AsyncIterable<Uint8Array>) {
  const iterator = pieces[Symbol.asyncIterator]();
  let fault: unknown;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          fault = error;
          throw error;
        }
      },
      cancel: async () => void (await iterator.return?.()),
    },
    { highWaterMark: 0 },
  );
  return { stream, fault: () => fault };
}
