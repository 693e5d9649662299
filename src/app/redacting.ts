import { createReadStream, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseEnv, TextDecoder } from 'node:util';
import type { Settings } from '../config/index.ts';
import { KeywardError, Secret } from '../core/index.ts';
import { type AlsoHidden, encodingOf, hasNarrow, NARROW_BYTES, type Redacted, Redactor } from '../scan/index.ts';
import { readKnownKeys } from './known-keys.ts';
import { placeOf } from './places.ts';
import { ownPlace } from './practice-home.ts';
import { type FoundSettings, loadSettings, placesParts, type SessionParts, secretFiles } from './session.ts';
import { standardInput } from './standard-input.ts';

export interface RedactRequest {
  /** A path, or `-` for standard input. */
  readonly from: string;
  readonly also: AlsoHidden;
}

export interface RedactWorld {
  /** Resolves when there is room for more, rejects when nobody reads it. */
  out(bytes: Uint8Array): Promise<void>;
  say(line: string): void;
}

/** So many bytes at the beginning tell whether it is a text. */
const LOOKED_AT = 8_000;
const SHORTEST = 8;
/** Variables that hold a secret by their name. */
const SECRET_NAME = /secret|passw|passphrase|token|api_?key|private_?key|mnemonic|credential|_key$|_pat$/i;

/** Shows a text with every secret in it masked, those also that are known here without opening a vault. Throws `usage` for what is no text. */
export async function redact(
  parts: SessionParts,
  { from, also }: RedactRequest,
  world: RedactWorld,
): Promise<Redacted> {
  if (from !== '-') {
    const about = statSync(resolve(parts.folder, from), { throwIfNoEntry: false });
    if (!about) throw new KeywardError('usage', `no such file: ${from}`);
    if (about.isDirectory()) throw new KeywardError('usage', `${from} is a folder: give a file`);
  }
  await learnSecrets(parts, world);
  const redactor = new Redactor(also);
  const show = async (bytes: Buffer): Promise<void> => {
    if (bytes.length > 0) await world.out(bytes);
  };
  const name = from === '-' ? 'standard input' : from;
  for await (const chunk of textOf(from === '-' ? from : resolve(parts.folder, from), name))
    await show(redactor.take(chunk));
  await show(redactor.end());
  return redactor.report;
}

/** The bytes of a text; UTF-16, as some shells write it, as UTF-8. Throws `text-broken` where it is no text any more, or cannot be read on. */
async function* textOf(path: string, name: string): AsyncGenerator<Buffer> {
  let first: Buffer = Buffer.alloc(0);
  let decoder: TextDecoder | undefined;
  let isBegun = false;
  let count = 0;
  // Of UTF-16: what is looked at again with what comes behind it.
  let held: Buffer = Buffer.alloc(0);
  const wide = (bytes: Buffer, holding: number): Buffer => {
    const all = Buffer.concat([held, bytes]);
    if (hasNarrow(all))
      throw new KeywardError(
        'text-broken',
        `${name} is UTF-16, and goes on in another encoding, of which nothing is known`,
      );
    const end = Math.max(0, all.length - holding);
    held = all.subarray(end);
    return Buffer.from(decoder!.decode(all.subarray(0, end), { stream: holding > 0 }));
  };
  const decoded = (bytes: Buffer): Buffer => {
    if (decoder) return wide(bytes, NARROW_BYTES);
    const zero = bytes.indexOf(0);
    // As where a shell has added UTF-16 to a text: what follows has no value that could be known.
    if (zero >= 0) throw new KeywardError('text-broken', `${name} is no text from its byte ${count + zero} on`);
    count += bytes.length;
    return bytes;
  };
  const begin = (): Buffer => {
    isBegun = true;
    const encoding = encodingOf(first);
    if (encoding === 'utf-16le' || encoding === 'utf-16be') decoder = new TextDecoder(encoding);
    else if (encoding !== 'bytes' || first.subarray(0, LOOKED_AT).includes(0))
      throw new KeywardError(
        'usage',
        `${name} is no text: what is in an archive or in data of a program cannot be masked`,
      );
    return decoded(first);
  };
  for await (const chunk of chunksOf(path, name)) {
    if (isBegun) yield decoded(chunk);
    else {
      first = Buffer.concat([first, chunk]);
      if (first.length >= LOOKED_AT) yield begin();
    }
  }
  if (!isBegun && first.length > 0) yield begin();
  if (decoder) yield wide(Buffer.alloc(0), 0);
}

async function* chunksOf(path: string, name: string): AsyncGenerator<Buffer> {
  try {
    yield* path === '-' ? standardInput() : (createReadStream(path) as AsyncIterable<Buffer>);
  } catch (error) {
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (syscall !== 'read') throw error;
    throw new KeywardError('text-broken', `${name} cannot be read to its end (${code})`, { cause: error });
  }
}

/** Makes known what can be read without a passphrase, a remote place or a program: variables, `.env` files, keys of the practice exchange. */
async function learnSecrets(parts: SessionParts, world: RedactWorld): Promise<void> {
  learn(parts.environment.variables);
  let found: FoundSettings;
  try {
    found = loadSettings(parts);
  } catch (error) {
    world.say(
      `keyward: the settings cannot be read, so what they name is masked by its look alone (${messageOf(error)}).`,
    );
    return;
  }
  const { settings, path } = found;
  for (const file of dotenvFiles(settings, path, parts.folder)) {
    try {
      learn(parseEnv(readFileSync(file, 'utf8')));
    } catch {
      // It is not there, or is nobody's to read: then nothing of it is known.
    }
  }
  const { askSecret: _askSecret, ...silent } = parts;
  const near = Object.entries(settings.keys).filter(([, key]) => isNear(key));
  const keys = Object.fromEntries(near);
  const places = placesParts(silent, settings, path);
  await readKnownKeys({ ...settings, keys }, (name) =>
    ownPlace(parts.environment.home, name, settings.keys[name]!, (one) => placeOf(one, places)),
  );
  const far = Object.keys(settings.keys).filter((name) => !Object.hasOwn(keys, name));
  if (far.length > 0)
    world.say(`keyward: the vault is not opened for this: ${far.join(', ')} is masked where it looks like a secret.`);
}

type KeySettings = Settings['keys'][string];

const isNear = ({ from }: KeySettings): boolean => from === undefined || 'env' in from || 'dotenv' in from;

function dotenvFiles(settings: Settings, path: string | undefined, folder: string): Set<string> {
  const beside = path === undefined ? folder : dirname(path);
  const ofChannels = Object.values(settings.alerts.channels).flatMap(({ from }) =>
    from !== undefined && 'dotenv' in from ? [resolve(beside, (from['dotenv'] as { readonly file: string }).file)] : [],
  );
  return new Set([...secretFiles(settings, path, folder), ...ofChannels]);
}

function learn(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value = ''] of Object.entries(variables)) {
    const isPath = value.startsWith('/');
    if (SECRET_NAME.test(name) && value.length >= SHORTEST && !isPath) Secret.take(Buffer.from(value, 'utf8'));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'not an error';
}
