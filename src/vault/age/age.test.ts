import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { recordFolder, recordOutput, recordSecret } from '../../../test/canary.ts';
import { needProgram } from '../../../test/programs.ts';
import { Secret } from '../../core/index.ts';
import { fromBech32, toBech32 } from './bech32.ts';
import { decryptWithIdentity, decryptWithPassphrase, encryptTo, encryptWithPassphrase } from './encryption.ts';
import { identityFile, newIdentity, readIdentity, recipientOf } from './identity.ts';
import { VaultFile } from './vault-file.ts';

const home = mkdtempSync(join(tmpdir(), 'keyward-age-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const plain = (secret: Secret): string => secret.openBytes((bytes) => bytes.toString());

function recorded(identity: Secret): Secret {
  recordSecret(plain(identity));
  return identity;
}

describe('Bech32', () => {
  it('gives back the bytes that it was made of, in capitals too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), (bytes, isUpper) => {
        const text = toBech32(Buffer.from(bytes), 'age-secret-key-').toString();
        const read = fromBech32(Buffer.from(isUpper ? text.toUpperCase() : text), 'age-secret-key-');
        expect(read).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('refuses a text with any character changed, cut, or of another prefix', () => {
    const text = toBech32(randomBytes(32), 'age-secret-key-');
    for (let at = 0; at < text.length; at++) {
      const changed = Buffer.from(text);
      changed[at] = changed[at] === 0x71 ? 0x70 : 0x71;
      expect(fromBech32(changed, 'age-secret-key-')).toBeUndefined();
      expect(fromBech32(text.subarray(0, at), 'age-secret-key-')).toBeUndefined();
    }
    expect(fromBech32(text, 'age')).toBeUndefined();
  });
});

describe('an identity', () => {
  it('is one of age: its tool reads it and names the same recipient', async (context) => {
    const keygen = needProgram(context, 'age-keygen');
    const identity = recorded(newIdentity());
    const recipient = await recipientOf(identity);
    const file = identityFile(identity, recipient);
    expect(execFileSync(keygen, ['-y'], { input: file }).toString().trim()).toBe(recipient);
    expect(plain(readIdentity(file, 'it'))).toBe(plain(identity));
    expect(file.every((byte) => byte === 0)).toBe(true);
  });

  it('that the tool made is read', async (context) => {
    const keygen = needProgram(context, 'age-keygen');
    const file = execFileSync(keygen, [], { stdio: ['ignore', 'pipe', 'ignore'] });
    const recipient = /public key: (age1\w+)/.exec(file.toString())?.[1];
    recordSecret(/AGE-SECRET-KEY-1\w+/.exec(file.toString())?.[0] ?? '');
    expect(await recipientOf(readIdentity(file, 'it'))).toBe(recipient);
  });

  it.each([
    ['nothing', ''],
    ['two', `${plain(newIdentity())}\n${plain(newIdentity())}\n`],
    ['one that was cut', plain(newIdentity()).slice(0, -3)],
    ['a recipient', 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
    ['other text', 'hello'],
  ])('is not read from %s', (_title, text) => {
    for (const line of text.split('\n').filter((each) => each.startsWith('AGE'))) recordSecret(line);
    try {
      readIdentity(Buffer.from(text), 'it');
      expect.unreachable();
    } catch (error) {
      recordOutput('an error of an identity', String(error));
      expect(error).toMatchObject({ code: 'vault-locked' });
    }
  });
});

describe('a file of age', () => {
  const identity = recorded(newIdentity());

  it('goes to the tool and comes from it, armored too', async (context) => {
    const age = needProgram(context, 'age');
    const recipient = await recipientOf(identity);
    const key = join(home, 'vault.key');
    writeFileSync(key, identityFile(identity, recipient), { mode: 0o600 });
    for (const length of [0, 1, 1000, 65_536, 70_000, 200_000]) {
      const text = randomBytes(length);
      const ours = await encryptTo(recipient, text);
      expect(execFileSync(age, ['-d', '-i', key], { input: ours }).equals(text)).toBe(true);
      for (const flags of [[], ['-a']]) {
        const theirs = execFileSync(age, [...flags, '-r', recipient], { input: text });
        expect((await decryptWithIdentity(identity, theirs, 'it')).equals(text)).toBe(true);
      }
    }
  });

  it('does not open with any byte changed or missing', async () => {
    const sealed = await encryptTo(await recipientOf(identity), Buffer.from('something'));
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      await expect(decryptWithIdentity(identity, changed, 'it')).rejects.toMatchObject({
        code: expect.stringMatching(/^(credential-invalid|vault-refused)$/),
      });
    }
    await expect(decryptWithIdentity(identity, sealed.subarray(0, -1), 'it')).rejects.toMatchObject({
      code: 'credential-invalid',
    });
  });

  it('with a passphrase opens with it alone, with our hand and that of the tool', {
    timeout: 120_000,
  }, async (context) => {
    const age = needProgram(context, 'age');
    const script = needProgram(context, 'script');
    const passphrase = (text = 'correct horse battery'): Secret => Secret.take(Buffer.from(text));
    const sealed = await encryptWithPassphrase(passphrase(), Buffer.from('something'));
    expect((await decryptWithPassphrase(passphrase(), sealed, 'it')).toString()).toBe('something');
    await expect(decryptWithPassphrase(passphrase('another'), sealed, 'it')).rejects.toMatchObject({
      code: 'vault-refused',
    });
    const [ours, theirs, opened] = ['ours.age', 'theirs.age', 'opened'].map((name) => join(home, name));
    writeFileSync(ours!, sealed);
    // The tool asks on a terminal alone: `script` gives it one.
    const typed = (command: string, input: string) =>
      execFileSync(script, ['-qec', command, join(home, 'terminal')], { input, timeout: 100_000 });
    typed(`${age} -d -o ${opened} ${ours}`, 'correct horse battery\n');
    expect(readFileSync(opened!, 'utf8')).toBe('something');
    typed(`${age} -p -o ${theirs} ${opened}`, 'correct horse battery\ncorrect horse battery\n');
    const again = await decryptWithPassphrase(passphrase(), readFileSync(theirs!), 'it');
    expect(again.toString()).toBe('something');
  });
});

describe('a vault', () => {
  const identity = recorded(newIdentity());
  const text = (bytes: Buffer | undefined): string | undefined => bytes?.toString();
  const secret = randomBytes(24).toString('hex');
  recordSecret(secret);

  it('holds several entries; each is written, read and removed alone', async () => {
    const vault = new VaultFile(join(home, 'several', '..', 'several.age'), async () => identity);
    expect(await vault.names()).toEqual([]);
    expect(await vault.read('a')).toBeUndefined();
    await vault.write('a', (before) => {
      expect(before).toBeUndefined();
      return Buffer.from(`{"secret": "${secret}"}`);
    });
    await vault.write('b"x', () => Buffer.from('{"n": [1.50]}'));
    await vault.write('a', (before) => {
      expect(text(before)).toContain(secret);
      return Buffer.from(`{"secret": "${secret}", "more": 1}`);
    });
    expect(await vault.names()).toEqual(['a', 'b"x']);
    expect(text(await vault.read('a'))).toBe(`{"secret": "${secret}", "more": 1}`);
    expect(statSync(vault.path).mode & 0o777).toBe(0o600);
    recordFolder(home, { except: ['opened', 'vault.key'] });
    expect([await vault.remove('a'), await vault.remove('a')]).toEqual([true, false]);
    expect(await vault.names()).toEqual(['b"x']);
    expect(text(await vault.read('b"x'))).toBe('{"n": [1.50]}');
  });

  it('loses nothing when many write at once, from two hands', async () => {
    const path = join(home, 'many.age');
    const hands = [new VaultFile(path, async () => identity), new VaultFile(path, async () => identity)];
    await hands[0]!.write('first', () => Buffer.from('{}'));
    const names = Array.from({ length: 6 }, (_, at) => `n${at}`);
    for (const name of names) await hands[0]!.write(name, () => Buffer.from('{}'));
    await Promise.all(names.map((name) => hands[0]!.remove(name)));
    expect(await hands[1]!.names()).toEqual(['first']);
  });

  it('is not written when what is there cannot be read', async () => {
    const path = join(home, 'broken.age');
    writeFileSync(path, 'no vault');
    chmodSync(path, 0o600);
    const vault = new VaultFile(path, async () => identity);
    await expect(vault.write('a', () => Buffer.from('{}'))).rejects.toMatchObject({ code: 'credential-invalid' });
    expect(readFileSync(path, 'utf8')).toBe('no vault');
  });

  it('that was left unencrypted is refused, and nothing of it is shown', async () => {
    const path = join(home, 'plain-vault');
    writeFileSync(path, `{"main": {"api_key": "id", "secret": "${secret}"}}`);
    const error = await new VaultFile(path, async () => identity).read('main').then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'credential-invalid' });
    expect(inspect(error, { depth: 9 })).not.toContain(secret);
    rmSync(path);
  });

  it('for several recipients is read, and not written', async (context) => {
    const age = needProgram(context, 'age');
    const path = join(home, 'shared.age');
    const [mine, theirs] = [await recipientOf(identity), await recipientOf(newIdentity())];
    for (const flags of [[], ['-a']]) {
      const input = '{"main": {"x": 1}}';
      writeFileSync(path, execFileSync(age, [...flags, '-r', theirs, '-r', mine], { input }));
      const before = readFileSync(path);
      const vault = new VaultFile(path, async () => identity);
      expect(text(await vault.read('main'))).toBe('{"x": 1}');
      await expect(vault.write('main', () => Buffer.from('{}'))).rejects.toMatchObject({ code: 'vault-read-only' });
      expect(readFileSync(path)).toEqual(before);
      writeFileSync(path, execFileSync(age, [...flags, '-r', mine], { input }));
      await vault.write('other', () => Buffer.from('{}'));
      expect(await vault.names()).toEqual(['main', 'other']);
    }
  });

  it('with a header that would keep this process busy is refused before anything of it is tried', async () => {
    const path = join(home, 'long-header.age');
    const body = randomBytes(32).toString('base64').replaceAll('=', '');
    const stanza = `-> X25519 ${body}\n${body}\n`;
    const file = (stanzas: string) => `age-encryption.org/v1\n${stanzas}--- ${body}\n${'x'.repeat(100)}`;
    const vault = new VaultFile(path, async () => identity);
    for (const [text, says] of [
      [file(stanza.repeat(65)), 'is encrypted to more than 64 recipients'],
      [file(stanza.repeat(9_000)), 'is encrypted to more than 64 recipients'],
      [file(`-> x y\n${`${'A'.repeat(64)}\n`.repeat(1_100)}A\n`), 'is over 64 KiB long'],
    ] as const) {
      writeFileSync(path, text);
      const used = process.cpuUsage();
      const message = expect.stringContaining(says);
      await expect(vault.read('main')).rejects.toMatchObject({ code: 'credential-invalid', message });
      expect(process.cpuUsage(used).user).toBeLessThan(300_000);
    }
    // As many as are read.
    writeFileSync(path, file(stanza.repeat(64)));
    await expect(vault.read('main')).rejects.toMatchObject({ code: 'vault-refused' });
  });

  it('has another stamp once it was written, also where its length and times are those of before', async () => {
    const path = join(home, 'stamped.age');
    const vault = new VaultFile(path, async () => identity);
    expect(vault.stamp()).toBeUndefined();
    await vault.write('a', () => Buffer.from('{"x": 1}'));
    const stamp = vault.stamp();
    expect(await vault.read('a')).toBeDefined();
    expect(vault.stamp()).toBe(stamp);
    await new Promise((done) => setTimeout(done, 20));
    const { atime, mtime } = statSync(path);
    writeFileSync(path, readFileSync(path));
    utimesSync(path, atime, mtime);
    expect(vault.stamp()).not.toBe(stamp);
  });

  it('goes to another identity whole', async () => {
    const other = recorded(newIdentity());
    const path = join(home, 'moved.age');
    await new VaultFile(path, async () => identity).write('a', () => Buffer.from('{"x": 1}'));
    await new VaultFile(path, async () => identity).reencrypt(await recipientOf(other));
    expect(text(await new VaultFile(path, async () => other).read('a'))).toBe('{"x": 1}');
    await expect(new VaultFile(path, async () => identity).names()).rejects.toMatchObject({ code: 'vault-refused' });
  });
});
