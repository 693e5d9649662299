import { resolve } from 'node:path';
import { KeywardError, type Secret } from '../core/index.ts';
import { fromBech32 } from './age/bech32.ts';
import { identityFile, readIdentity, recipientOf } from './age/identity.ts';
import { readValue } from './payload.ts';
import { readPrivateFile } from './private-file.ts';
import { type AskPassphrase, newPassphrase, typedPassphrase } from './unlock.ts';

/** To whom a backup is encrypted: whoever has the passphrase, or the identities of recipients (`age1…`). */
export type BackupLock =
  | { readonly kind: 'passphrase'; readonly passphrase: Secret }
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] };

/** What opens one. */
export type BackupOpener = { readonly passphrase: Secret } | { readonly identity: Secret };

/** How a backup is locked, in words of the command line; files stand in `folder`. */
export interface LockWish {
  readonly recipients: readonly string[];
  readonly passphraseFile?: string;
  readonly folder: string;
}

/** The lock of a new backup: the recipients, else the passphrase of the file, else one that is typed twice. Throws `usage`, and what reading the file throws. */
export async function lockOf(wish: LockWish, ask: AskPassphrase): Promise<BackupLock> {
  if (wish.recipients.length > 0) {
    if (wish.passphraseFile !== undefined)
      throw new KeywardError('usage', 'a backup is encrypted to recipients or with a passphrase, not both');
    for (const recipient of wish.recipients) checkRecipient(recipient);
    return { kind: 'recipients', recipients: [...new Set(wish.recipients)] };
  }
  const words = {
    first: 'new passphrase for the backup (not shown): ',
    elsewhere: 'give --recipient age1…, or --passphrase-file FILE',
  };
  const passphrase = await newPassphrase(wish.passphraseFile, wish.folder, ask, words).catch(asUsage);
  return { kind: 'passphrase', passphrase };
}

/** What opens a backup of this kind: the identity of the file, the passphrase of the file, or one that is typed. Throws `usage` where it is the other kind. */
export async function openerOf(
  kind: BackupLock['kind'],
  wish: { readonly identityFile?: string; readonly passphraseFile?: string; readonly folder: string },
  ask: AskPassphrase,
): Promise<BackupOpener> {
  const { identityFile: identity, passphraseFile, folder } = wish;
  if (kind === 'recipients') {
    if (identity === undefined)
      throw new KeywardError('usage', 'the backup is encrypted to a recipient: give its identity with --identity FILE');
    const path = resolve(folder, identity);
    return { identity: readIdentity(readPrivateFile(path), path) };
  }
  if (identity !== undefined)
    throw new KeywardError('usage', 'the backup opens with a passphrase, not with an identity');
  if (passphraseFile !== undefined) {
    const path = resolve(folder, passphraseFile);
    return { passphrase: readValue(readPrivateFile(path), path) };
  }
  const prompt = 'passphrase of the backup (not shown): ';
  return { passphrase: await typedPassphrase(ask, prompt, 'give --passphrase-file FILE').catch(asUsage) };
}

/** An identity as a file of its own, which opens the vault where the settings say nothing else. The caller zeroes it. */
export async function identityToCarry(identity: Secret): Promise<Buffer> {
  return identityFile(identity, await recipientOf(identity));
}

/** Whether one of the recipients is the very identity in this file, which lies in the backup. */
export async function isLockedToItself(recipients: readonly string[], identityPath: string): Promise<boolean> {
  return recipients.includes(await recipientOf(readIdentity(readPrivateFile(identityPath), identityPath)));
}

/** No settings have a say in how a backup is locked. */
function asUsage(error: unknown): never {
  if (!(error instanceof KeywardError) || error.code !== 'vault-locked') throw error;
  throw new KeywardError('usage', error.message, { lines: error.lines, cause: error });
}

/** Others than X25519 would be written, but not read here again. */
function checkRecipient(recipient: string): void {
  const point = /^age1[a-z0-9]+$/.test(recipient) ? fromBech32(Buffer.from(recipient), 'age') : undefined;
  if (point?.length !== 32)
    throw new KeywardError('usage', `not the recipient of an age identity (age1…): ${recipient.slice(0, 80)}`);
}
