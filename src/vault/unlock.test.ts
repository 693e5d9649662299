import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { recordOutput, recordSecret } from '../../test/canary.ts';
import { needProgram } from '../../test/programs.ts';
import { KeywardError, type Secret, systemClock } from '../core/index.ts';
import { encryptTo } from './age/encryption.ts';
import { identityFile, newIdentity, recipientOf } from './age/identity.ts';
import { VaultFile } from './age/vault-file.ts';
import { openIdentity, type UnlockSettings, unlockOf, unlockSchema } from './unlock.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyward-unlock-'));
  folders.push(home);
});

const PASSPHRASE = `correct horse ${randomBytes(8).toString('hex')}`;
recordSecret(PASSPHRASE);

/** A terminal that types these lines, one at each question. */
function terminal(...lines: readonly string[]) {
  const asked: string[] = [];
  const given: Buffer[] = [];
  return {
    asked,
    given,
    ask: async (prompt: string): Promise<Buffer | undefined> => {
      const line = lines[asked.length];
      asked.push(prompt);
      if (line !== undefined) given.push(Buffer.from(line));
      return line === undefined ? undefined : given.at(-1);
    },
  };
}

const none = terminal().ask;

function open(settings: unknown, ask = none, variables: Record<string, string> = {}): Promise<Secret> {
  const parsed = settings === undefined ? undefined : unlockSchema.parse(settings);
  return openIdentity(parsed, { home, folder: home, variables, clock: systemClock }, ask);
}

async function textOf(identity: Promise<Secret>): Promise<string> {
  const text = (await identity).openBytes((bytes) => bytes.toString());
  recordSecret(text);
  return text;
}

async function codeOf(identity: Promise<Secret>): Promise<string> {
  const error = await identity.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KeywardError)) throw new Error('no KeywardError came', { cause: error });
  recordOutput('an error of unlocking', [error.message, ...error.lines, String(error.cause ?? '')].join(' '));
  return error.code;
}

function write(name: string, content: string | Buffer, mode = 0o600): string {
  const path = join(home, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

describe('the identity of the vault by default', () => {
  it('is made at first need in vault.key, for its owner alone, and is the same from then on', async () => {
    const first = await textOf(open(undefined));
    expect(first).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]{58}$/);
    expect(statSync(join(home, 'vault.key')).mode & 0o777).toBe(0o600);
    expect(await textOf(open(undefined))).toBe(first);
  });

  it('is refused when others can read it, or when it is no identity', async () => {
    await textOf(open(undefined));
    chmodSync(join(home, 'vault.key'), 0o640);
    expect(await codeOf(open(undefined))).toBe('file-readable');
    write('vault.key', 'rubbish');
    expect(await codeOf(open(undefined))).toBe('vault-locked');
  });

  it('is not made anew beside one under a passphrase', async () => {
    write('vault.key.age', 'x');
    expect(await codeOf(open(undefined))).toBe('vault-locked');
    expect(existsSync(join(home, 'vault.key'))).toBe(false);
  });

  it.each(['vault.age', 'seal.key.age'])('is not made anew where %s needs the one before', async (name) => {
    write(name, 'x');
    expect(await codeOf(open(undefined))).toBe('vault-locked');
    expect(await codeOf(open({ passphrase: {} }))).toBe('vault-locked');
    expect(readdirSync(home)).toEqual([name]);
  });

  it('opens the vault with the `age` tool', async (context) => {
    const age = needProgram(context, 'age');
    const identity = await open(undefined);
    const vault = new VaultFile(join(home, 'vault.age'), async () => identity);
    await vault.write('main', () => Buffer.from('{"api_key": "a"}'));
    const shown = execFileSync(age, ['-d', '-i', join(home, 'vault.key'), vault.path]);
    expect(JSON.parse(shown.toString())).toEqual({ main: { api_key: 'a' } });
  });
});

/** Each passphrase is a second of work on a machine that does nothing else. */
const SLOW = { timeout: 120_000 };

describe('the identity under a passphrase', SLOW, () => {
  const typed = { passphrase: {} };

  it('is made with a passphrase that was typed twice, and opens with it alone', async () => {
    const made = terminal(PASSPHRASE, PASSPHRASE);
    const identity = await textOf(open(typed, made.ask));
    expect(made.asked).toHaveLength(2);
    expect(made.given.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
    expect(statSync(join(home, 'vault.key.age')).mode & 0o777).toBe(0o600);
    recordOutput('vault.key.age', readFileSync(join(home, 'vault.key.age')));
    expect(await textOf(open(typed, terminal(PASSPHRASE).ask))).toBe(identity);
    await expect(open(typed, terminal('another passphrase').ask)).rejects.toMatchObject({
      lines: [expect.stringContaining('type it again')],
    });
    expect(await codeOf(open(typed, terminal('another passphrase').ask))).toBe('vault-refused');
    expect(await codeOf(open(typed, terminal('').ask))).toBe('vault-locked');
    expect(await codeOf(open(typed))).toBe('vault-locked');
  });

  it('is not made with a passphrase that is short, or typed in two ways', async () => {
    expect(await codeOf(open(typed, terminal('short', 'short').ask))).toBe('vault-locked');
    expect(await codeOf(open(typed, terminal(PASSPHRASE, `${PASSPHRASE}x`).ask))).toBe('vault-locked');
    expect(existsSync(join(home, 'vault.key.age'))).toBe(false);
  });

  it('is read with a passphrase from a file for its owner alone', async () => {
    const settings = { passphrase: { file: 'phrase' } };
    expect(await codeOf(open(settings))).toBe('credential-missing');
    write('phrase', `${PASSPHRASE}\n`, 0o644);
    expect(await codeOf(open(settings))).toBe('file-readable');
    write('phrase', `${PASSPHRASE}\n`);
    const identity = await textOf(open(settings));
    expect(await textOf(open(settings))).toBe(identity);
    expect(await textOf(open(typed, terminal(PASSPHRASE).ask))).toBe(identity);
  });

  it('takes over the plain one, which goes only when it is the same, also after an interruption', async () => {
    const plain = await textOf(open(undefined));
    const kept = readFileSync(join(home, 'vault.key'));
    write('phrase', PASSPHRASE);
    const settings = { passphrase: { file: 'phrase' } };
    expect(await textOf(open(settings))).toBe(plain);
    expect(existsSync(join(home, 'vault.key'))).toBe(false);
    write('vault.key', kept);
    expect(await textOf(open(settings))).toBe(plain);
    expect(existsSync(join(home, 'vault.key'))).toBe(false);
    write('vault.key.gone', Buffer.alloc(10));
    expect(await textOf(open(settings))).toBe(plain);
    expect(existsSync(join(home, 'vault.key.gone'))).toBe(false);
    const other = newIdentity();
    write('vault.key', identityFile(other, await recipientOf(other)));
    expect(await codeOf(open(settings))).toBe('vault-locked');
    expect(existsSync(join(home, 'vault.key'))).toBe(true);
  });

  it('takes over the plain one aloud, and only where it opens what is there', async () => {
    write('phrase', PASSPHRASE);
    const settings: UnlockSettings = { passphrase: { file: 'phrase' } };
    const context = { home, folder: home, variables: {}, clock: systemClock };
    const told: string[] = [];
    const unlocked = () => openIdentity(settings, context, none, (message) => told.push(message));
    const plain = await textOf(open(undefined));
    const right = readFileSync(join(home, 'vault.key'));
    const identity = await open(undefined);
    await new VaultFile(join(home, 'vault.age'), async () => identity).write('main', () => Buffer.from('{}'));
    const other = newIdentity();
    const recipient = await recipientOf(other);
    write('vault.key', identityFile(other, recipient));
    expect(await codeOf(unlocked())).toBe('vault-locked');
    write('vault.key', right);
    write('seal.key.age', await encryptTo(recipient, Buffer.alloc(32)));
    expect(await codeOf(unlocked())).toBe('vault-locked');
    expect([existsSync(join(home, 'vault.key.age')), told]).toEqual([false, []]);
    rmSync(join(home, 'seal.key.age'));
    expect(await textOf(unlocked())).toBe(plain);
    expect(told).toEqual([expect.stringContaining('vault.key was not under a passphrase')]);
    const asked = terminal(PASSPHRASE);
    await open({ passphrase: {} }, asked.ask);
    expect(told).toHaveLength(1);
  });

  it('opens the vault with the `age` tool, which asks for the passphrase', async (context) => {
    const [age, script] = [needProgram(context, 'age'), needProgram(context, 'script')];
    write('phrase', PASSPHRASE);
    const identity = await open({ passphrase: { file: 'phrase' } });
    await new VaultFile(join(home, 'vault.age'), async () => identity).write('main', () => Buffer.from('{"x": 1}'));
    const command = `${age} -d -i ${join(home, 'vault.key.age')} -o ${join(home, 'shown')} ${join(home, 'vault.age')}`;
    execFileSync(script, ['-qec', command, join(home, 'terminal')], { input: `${PASSPHRASE}\n`, timeout: 100_000 });
    expect(readFileSync(join(home, 'shown'), 'utf8')).toBe('{"main": {"x": 1}}');
  });
});

describe('the identity in another back end', () => {
  it('is read as the bare text, as a member, or as the file that age-keygen writes', async () => {
    const identity = newIdentity();
    const text = identity.openBytes((bytes) => bytes.toString());
    recordSecret(text);
    expect(await textOf(open({ env: {} }, none, { KEYWARD_IDENTITY: text }))).toBe(text);
    expect(await textOf(open({ env: { secret: 'OTHER' } }, none, { OTHER: text }))).toBe(text);
    write('vault.env', `KEYWARD_IDENTITY=${text}\n`);
    expect(await textOf(open({ dotenv: { file: 'vault.env' } }))).toBe(text);
    const file = identityFile(identity, await recipientOf(identity)).toString();
    write('keyward-identity', file);
    const given = { CREDENTIALS_DIRECTORY: home };
    expect(await textOf(open({ systemd: { name: 'keyward-identity' } }, none, given))).toBe(text);
    const path = { PATH: process.env.PATH ?? '' };
    expect(await textOf(open({ command: { run: ['cat', 'keyward-identity'] } }, none, path))).toBe(text);
    expect(await textOf(open({ env: {} }, none, { KEYWARD_IDENTITY: file }))).toBe(text);
  });

  it('that is not there, or is none, leaves the vault locked', async () => {
    expect(await codeOf(open({ env: {} }))).toBe('vault-locked');
    expect(await codeOf(open({ env: {} }, none, { KEYWARD_IDENTITY: PASSPHRASE }))).toBe('vault-locked');
  });

  it('cannot stand in the vault that it opens', () => {
    expect(unlockSchema.safeParse({ age: {} }).success).toBe(false);
    expect(unlockSchema.safeParse({ passphrase: { text: 'x' } }).success).toBe(false);
    expect(unlockSchema.safeParse({ passphrase: 'x' }).success).toBe(false);
  });
});

describe('an unlock', SLOW, () => {
  it('fetches the identity once, at first need, and again after a failure', async () => {
    const asked = terminal(PASSPHRASE, PASSPHRASE, 'wrong passphrase', PASSPHRASE);
    const context = { home, folder: home, variables: {}, clock: systemClock };
    const settings: UnlockSettings = { passphrase: {} };
    const first = unlockOf(settings, context, asked.ask);
    expect(asked.asked).toHaveLength(0);
    const [one, two] = await Promise.all([first.identity(), first.identity()]);
    expect([one === two, asked.asked.length]).toEqual([true, 2]);
    const second = unlockOf(settings, context, asked.ask);
    expect(await codeOf(second.identity())).toBe('vault-refused');
    await second.identity();
    expect(asked.asked).toHaveLength(4);
    expect([second.isDefault, unlockOf(undefined, context, asked.ask).isDefault]).toEqual([false, true]);
  });
});
