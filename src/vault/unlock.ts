import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { createFileDurably, KeywardError, Secret } from '../core/index.ts';
import { decryptWithIdentity, decryptWithPassphrase, encryptWithPassphrase } from './age/encryption.ts';
import { identityFile, newIdentity, readIdentity, recipientOf } from './age/identity.ts';
import type { VaultContext } from './back-end.ts';
import { namesOfOne } from './names.ts';
import { readValue } from './payload.ts';
import { readPrivateFile } from './private-file.ts';
import { type From, fromSchema, placeOfValue } from './registry.ts';
import { retireFile } from './retire.ts';

/** Ten characters of letters and digits, or three words: less is guessed. */
const SHORTEST_PASSPHRASE = 10;
const ELSEWHERE = 'name a file under `vault.unlock.passphrase.file`, or start Keyward on a terminal';

const passphraseSchema = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .optional()
      .describe('A file that holds the passphrase, for its owner alone. Default: it is asked on the terminal.'),
  })
  .describe('The identity stands in `vault.key.age` in the state folder, encrypted with a passphrase.');

/** Where the identity that opens the vault comes from. Absent: the file `vault.key` in the state folder. */
export const unlockSchema = z.union([
  z.strictObject({ passphrase: passphraseSchema }),
  fromSchema.refine((from) => !('age' in from), 'the vault cannot hold the identity that opens it'),
]) as z.ZodType<UnlockSettings>;

export type UnlockSettings = { readonly passphrase: { readonly file?: string | undefined } } | From;

/** Asks the owner for a passphrase on the terminal; `undefined` where there is none. The bytes are zeroed here. */
export type AskPassphrase = (prompt: string) => Promise<Buffer | undefined>;

/** Tells the owner, in the log, what is done to the identity that was not asked for. */
export type TellOwner = (message: string) => void;

/** What a place is opened with, for the identity. */
export type UnlockContext = Pick<VaultContext, 'folder' | 'home' | 'variables' | 'clock'>;

/** The identity of the vault, fetched at first need and kept. */
export interface Unlock {
  /** True for the file `vault.key`, which lies beside what it opens. */
  readonly isDefault: boolean;
  identity(): Promise<Secret>;
}

/** Fetches the identity when it is first asked for, and again only after a failure. */
export function unlockOf(
  settings: UnlockSettings | undefined,
  context: UnlockContext,
  ask: AskPassphrase,
  tell: TellOwner = () => undefined,
): Unlock {
  let opened: Promise<Secret> | undefined;
  return {
    isDefault: settings === undefined,
    identity: () => {
      opened ??= openIdentity(settings, context, ask, tell).catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return opened;
    },
  };
}

/**
 * The identity that opens the vault. Throws `vault-locked` when it is not to be had, `vault-refused` for a wrong passphrase, `file-readable` for
 * a file that others can read, and what the back end throws that keeps it.
 */
export async function openIdentity(
  settings: UnlockSettings | undefined,
  context: UnlockContext,
  ask: AskPassphrase,
  tell: TellOwner = () => undefined,
): Promise<Secret> {
  const plainPath = join(context.home, 'vault.key');
  if (settings === undefined) return fromFile(plainPath, context.home);
  if (isPassphrase(settings)) return fromPassphrase(settings.passphrase.file, plainPath, context, { ask, tell });
  return fromBackEnd(settings as From, context);
}

function isPassphrase(
  settings: UnlockSettings,
): settings is { readonly passphrase: { readonly file?: string | undefined } } {
  return 'passphrase' in settings;
}

/** Made at first need. One that stands under a passphrase is not passed over: a new identity would open nothing. */
async function fromFile(path: string, home: string): Promise<Secret> {
  // Looked for before the identity: whoever makes both makes that first.
  const [sealed] = sealedIn(home);
  if (existsSync(path)) return readIdentity(readPrivateFile(path), path);
  if (existsSync(`${path}.age`)) {
    throw new KeywardError('vault-locked', `the identity of the vault is in ${path}.age, under a passphrase`, {
      lines: ['write `vault: {unlock: {passphrase: {}}}` into the settings'],
    });
  }
  if (sealed !== undefined) throw lost(path, sealed);
  const identity = newIdentity();
  const text = identityFile(identity, await recipientOf(identity));
  const isOurs = createFileDurably(path, text);
  text.fill(0);
  // Another process was faster: there is one identity, and it is theirs.
  return isOurs ? identity : readIdentity(readPrivateFile(path), path);
}

/** What is encrypted to an identity of this state folder. */
function sealedIn(home: string): string[] {
  return ['vault.age', 'seal.key.age'].map((name) => join(home, name)).filter((path) => existsSync(path));
}

function lost(path: string, sealed: string): KeywardError {
  return new KeywardError('vault-locked', `${sealed} is there, and the identity that opens it, ${path}, is not`, {
    lines: ['bring it back from a backup, or say under `vault.unlock` in the settings where it is'],
  });
}

async function fromPassphrase(
  file: string | undefined,
  plainPath: string,
  context: UnlockContext,
  { ask, tell }: { readonly ask: AskPassphrase; readonly tell: TellOwner },
): Promise<Secret> {
  const path = `${plainPath}.age`;
  const sealed = sealedIn(context.home);
  if (existsSync(path)) {
    const passphrase =
      file === undefined
        ? await typedPassphrase(ask, `passphrase for ${path}: `, ELSEWHERE)
        : filedPassphrase(file, context.folder);
    return underPassphrase(passphrase, plainPath);
  }
  const plain = existsSync(plainPath) ? readIdentity(readPrivateFile(plainPath), plainPath) : undefined;
  if (plain === undefined && sealed[0] !== undefined) throw lost(path, sealed[0]);
  if (plain) {
    await checkOpens(plain, plainPath, sealed);
    tell(`${plainPath} was not under a passphrase; its identity is moved into ${path}, under the one given now`);
  }
  const passphrase = await newPassphrase(file, context.folder, ask, {
    first: plain
      ? `new passphrase for the vault, for the identity in ${plainPath}: `
      : 'new passphrase for the vault: ',
    elsewhere: ELSEWHERE,
  });
  const identity = plain ?? newIdentity();
  const text = identityFile(identity, await recipientOf(identity));
  const locked = await encryptWithPassphrase(passphrase, text);
  text.fill(0);
  // Another process was faster: there is one identity, and it is theirs.
  if (!createFileDurably(path, locked)) return underPassphrase(passphrase, plainPath);
  finishMove(plainPath, identity);
  return identity;
}

async function underPassphrase(passphrase: Secret, plainPath: string): Promise<Secret> {
  const path = `${plainPath}.age`;
  const identity = readIdentity(await decryptWithPassphrase(passphrase, readFileSync(path), path), path);
  finishMove(plainPath, identity);
  return identity;
}

/** A plain identity that somebody laid there is not taken under the owner's passphrase: it has to open what this state folder holds. */
async function checkOpens(plain: Secret, plainPath: string, sealed: readonly string[]): Promise<void> {
  for (const path of sealed) {
    try {
      (await decryptWithIdentity(plain, readFileSync(path), path)).fill(0);
    } catch (error) {
      if (!(error instanceof KeywardError) || error.code !== 'vault-refused') throw error;
      throw new KeywardError('vault-locked', `${plainPath} is not the identity that opens ${path}`, {
        lines: [`bring ${plainPath}.age back from a backup, and find out who wrote ${plainPath}`],
      });
    }
  }
}

/** The plain file goes only when it holds the very identity that is now under the passphrase. */
function finishMove(plainPath: string, identity: Secret): void {
  if (existsSync(plainPath) && !isSame(readIdentity(readPrivateFile(plainPath), plainPath), identity)) {
    throw new KeywardError('vault-locked', `${plainPath} and ${plainPath}.age hold different identities`, {
      lines: ['keep the one that opens the vault, and move the other away'],
    });
  }
  retireFile(plainPath);
}

async function fromBackEnd(from: From, context: UnlockContext): Promise<Secret> {
  const names = namesOfOne('identity', 'age_identity', 'KEYWARD_IDENTITY');
  const place = placeOfValue(from, names, {
    ...context,
    key: 'vault',
    identity: () =>
      Promise.reject(new KeywardError('vault-locked', 'the vault cannot hold the identity that opens it')),
  });
  try {
    const { secret } = await place.read();
    return readIdentity(
      secret.openBytes((bytes) => Buffer.from(bytes)),
      place.where,
    );
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'credential-missing') throw error;
    throw new KeywardError('vault-locked', `the vault cannot be opened: ${error.message}`, { lines: error.lines });
  } finally {
    await place.close?.();
  }
}

/** A new passphrase: of the file, or typed twice. Throws `vault-locked` for one that is short, and where there is nobody to ask. */
export async function newPassphrase(
  file: string | undefined,
  folder: string,
  ask: AskPassphrase,
  words: { readonly first: string; readonly elsewhere: string },
): Promise<Secret> {
  const passphrase =
    file === undefined ? await typedPassphrase(ask, words.first, words.elsewhere) : filedPassphrase(file, folder);
  if (passphrase.openBytes((bytes) => bytes.length) < SHORTEST_PASSPHRASE) {
    throw new KeywardError('vault-locked', `a passphrase of under ${SHORTEST_PASSPHRASE} characters is guessed`);
  }
  if (file === undefined) {
    const again = await typedPassphrase(ask, 'the same again: ', words.elsewhere);
    if (!isSame(passphrase, again)) throw new KeywardError('vault-locked', 'the two passphrases are not the same');
  }
  return passphrase;
}

/** One that is typed. Throws `vault-locked` when nothing was, or where there is no terminal: then `elsewhere` says what to do. */
export async function typedPassphrase(ask: AskPassphrase, prompt: string, elsewhere: string): Promise<Secret> {
  const typed = await ask(prompt);
  if (typed === undefined) {
    throw new KeywardError('vault-locked', 'a passphrase is needed, and there is no terminal to ask for it', {
      lines: [elsewhere],
    });
  }
  if (typed.length === 0) throw new KeywardError('vault-locked', 'no passphrase was given');
  return Secret.take(typed);
}

function filedPassphrase(file: string, folder: string): Secret {
  const path = resolve(folder, file);
  return readValue(readPrivateFile(path), path);
}

function isSame(one: Secret, other: Secret): boolean {
  return one.openBytes((bytes) => other.openBytes((others) => bytes.equals(others)));
}
