import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordOutput, recordSecret } from '../canary.ts';
import { needProgram } from '../programs.ts';
import { practiceSettings, type Running, Terminal } from './terminal.ts';

const PASSPHRASE = 'correct horse battery staple';

/** The old host and the new one. */
let old: Terminal;
let fresh: Terminal;
beforeEach(() => {
  old = new Terminal(practiceSettings);
  fresh = new Terminal();
  recordSecret(PASSPHRASE);
  for (const terminal of [old, fresh]) writePrivate(terminal, 'pass', PASSPHRASE);
});
afterEach(async () => {
  await old.close();
  await fresh.close();
});

function writePrivate(terminal: Terminal, name: string, text: string): string {
  const path = terminal.write(name, text);
  chmodSync(path, 0o600);
  return path;
}

interface BotKey {
  readonly apiKey: string;
  readonly secret: string;
}

interface Backup {
  readonly file: string;
  readonly sha256: string;
  readonly outside: string[];
  readonly identity: string;
  readonly files: { path: string }[];
}

const addBot = (terminal: Terminal) => terminal.json<BotKey>(['bot', 'add', 'grid']);

/** A backup with the passphrase of the file; its bytes are looked through for secrets. */
async function backup(...more: string[]): Promise<Backup> {
  const made = await old.json<Backup>(['vault', 'backup', '--to', 'b.age', '--passphrase-file', 'pass', ...more]);
  expect(made.exit).toBe(0);
  recordOutput('the backup', readFileSync(made.file));
  return made;
}

function restore(file: string, ...more: string[]) {
  return fresh.run(['vault', 'restore', file, '--passphrase-file', 'pass', '--yes', ...more]);
}

/** What stands beside and in the place of the state folder. */
function isUntouched(terminal: Terminal): boolean {
  const isBare = readdirSync(join(terminal.home, '..')).every((name) => name === 'here');
  return isBare && !existsSync(join(terminal.folder, 'keyward.yaml'));
}

async function order(up: Running, bot: BotKey, price: string): Promise<string> {
  const params = new URLSearchParams({
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTC',
    quantity: '0.001',
    price,
    timestamp: String(Date.now()),
  });
  params.append('signature', createHmac('sha256', bot.secret).update(params.toString()).digest('hex'));
  const reply = await fetch(`${up.ready.proxyUrl}https://api.binance.com/api/v3/order`, {
    method: 'POST',
    headers: { 'x-mbx-apikey': bot.apiKey, 'content-type': 'application/x-www-form-urlencoded' },
    body: params.toString(),
  });
  const text = await reply.text();
  recordOutput('answer', text);
  return text;
}

/** A price at which an order rests. */
async function restingPrice(up: Running): Promise<string> {
  const reply = await fetch(`${up.ready.proxyUrl}https://api.binance.com/api/v3/ticker/price?symbol=BTCUSDT`);
  return (Number(((await reply.json()) as { price: string }).price) * 0.97).toFixed(0);
}

describe('vault backup and restore', () => {
  it('moves a Keyward that trades: limits go on, the bot key works, and nothing trades until the level is raised', async () => {
    const bot = await addBot(old);
    const before = await old.up();
    const price = await restingPrice(before);
    for (let count = 0; count < 3; count++) expect(await order(before, bot, price)).toContain('"orderId"');
    const made = await backup('--with-practice');
    expect(made).toMatchObject({ wasRunning: true, haltLevel: 'run', outside: [] });
    const used = await old.json(['policy', 'budgets']);
    await before.end();

    const restored = await restore(made.file, '--keep-level');
    expect(restored).toMatchObject({ exit: 0, stderr: '' });
    expect(await fresh.json(['policy', 'budgets'])).toEqual(used);
    rmSync(fresh.home, { recursive: true });

    const halted = await restore(made.file);
    expect(halted.stdout).toContain('The halt level is halt; it was run.');
    expect(halted.stdout).toContain(made.sha256);
    expect(halted.stdout).toContain('The backup was made while it ran');
    const after = await fresh.up();
    expect(await order(after, bot, price)).toContain('halt-halt');
    expect((await fresh.run(['halt', 'run'])).exit).toBe(2);
    expect(await fresh.json(['halt', 'run', '--yes'])).toMatchObject({ from: 'halt', level: 'run' });
    expect(await order(after, bot, price)).toContain('"orderId"');
    await after.end();
    const { entries } = await fresh.json<{ entries: { kind: string; event?: string; keys?: string[] }[] }>([
      'journal',
      'tail',
      '-n',
      '100',
    ]);
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['backup', 'restored', 'halt']));
    expect(entries.find(({ kind }) => kind === 'key-event')).toMatchObject({ event: 'new-host', keys: ['main'] });
    expect(await fresh.json(['journal', 'verify'])).toMatchObject({ exit: 0 });
  }, 90_000);

  it('encrypts to a recipient with nothing secret at hand, and the age and tar programs open it', async (context) => {
    const [age, keygen, tar] = [
      needProgram(context, 'age'),
      needProgram(context, 'age-keygen'),
      needProgram(context, 'tar'),
    ];
    await addBot(old);
    const text = execFileSync(keygen, [], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    recordSecret(/AGE-SECRET-KEY-\S+/.exec(text)![0]);
    const identity = writePrivate(fresh, 'owner.txt', text);
    const recipient = /age1\S+/.exec(text)![0];
    const made = await old.json<Backup>(['vault', 'backup', '--to', 'r.age', '--recipient', recipient]);
    expect(statSync(made.file).mode & 0o777).toBe(0o600);
    const plain = execFileSync(age, ['-d', '-i', identity, made.file]);
    const names = execFileSync(tar, ['tf', '-'], { input: plain, encoding: 'utf8' }).trim().split('\n');
    expect(names).toEqual(['manifest.json', ...made.files.map(({ path }) => path)]);
    expect(names).toContain('state/seal.key');
    const kept = execFileSync(tar, ['xOf', '-', 'settings/keyward.yaml'], { input: plain, encoding: 'utf8' });
    expect(kept).toBe(practiceSettings);

    const unopened = await restore(made.file);
    expect(unopened).toMatchObject({ exit: 2 });
    expect(unopened.stderr).toContain('--identity FILE');
    const restored = await fresh.run(['vault', 'restore', made.file, '--identity', 'owner.txt', '--yes']);
    expect(restored).toMatchObject({ exit: 0, stderr: '' });
    expect(readFileSync(join(fresh.folder, 'keyward.yaml'), 'utf8')).toBe(practiceSettings);
  });

  it('refuses another passphrase, and writes nothing', async () => {
    await addBot(old);
    const { file } = await backup();
    writePrivate(fresh, 'pass', 'another passphrase');
    const refused = await restore(file);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain('(vault-refused)');
    expect(isUntouched(fresh)).toBe(true);
  });

  it('shows what it would do with --dry-run, and writes nothing', async () => {
    await addBot(old);
    const entriesBefore = readFileSync(join(old.home, 'journal', '00000000000000000001.jsonl'));
    const planned = await old.run(['vault', 'backup', '--to', 'b.age', '--dry-run']);
    expect(planned).toMatchObject({ exit: 0, stderr: '' });
    expect(existsSync(join(old.folder, 'b.age'))).toBe(false);
    expect(readFileSync(join(old.home, 'journal', '00000000000000000001.jsonl'))).toEqual(entriesBefore);
    const { file, sha256 } = await backup();
    const checked = await fresh.run(['vault', 'restore', file, '--passphrase-file', 'pass', '--dry-run']);
    expect(checked.exit).toBe(0);
    expect(checked.stdout).toContain(sha256);
    expect(isUntouched(fresh)).toBe(true);
  });

  it('replaces no file, no state and no settings that are there', async () => {
    await addBot(old);
    const { file } = await backup();
    const again = await old.run(['vault', 'backup', '--to', 'b.age', '--passphrase-file', 'pass']);
    expect(again.stderr).toContain('(backup-exists)');
    await backup('--force');
    fresh.write('keyward.yaml', 'version: 1\nkeys: {}\n');
    const first = await restore(file);
    expect(first.stdout).toContain('keyward.yaml.restored');
    expect(readFileSync(join(fresh.folder, 'keyward.yaml'), 'utf8')).toBe('version: 1\nkeys: {}\n');
    const second = await restore(file);
    expect(second).toMatchObject({ exit: 2 });
    expect(second.stderr).toContain('(home-not-empty)');
  });

  it('restores into an empty folder, and asks for the word unless --yes is given', async () => {
    await addBot(old);
    const { file } = await backup();
    mkdirSync(fresh.home, { mode: 0o700 });
    const asked = await fresh.run(['vault', 'restore', file, '--passphrase-file', 'pass']);
    expect(asked).toMatchObject({ exit: 2 });
    expect(asked.stderr).toContain('type restore on a terminal');
    expect(readdirSync(fresh.home)).toEqual([]);
    expect((await restore(file)).exit).toBe(0);
  });

  it('leaves a state that was halted as tight as it was', async () => {
    await addBot(old);
    await old.run(['halt', 'seal']);
    const { file } = await backup();
    await restore(file);
    expect(await fresh.json(['halt'])).toMatchObject({ level: 'seal' });
  });
});

describe('a backup that is damaged', () => {
  it('is refused at every region and every length, and nothing is written', async (context) => {
    const [age, keygen] = [needProgram(context, 'age'), needProgram(context, 'age-keygen')];
    await addBot(old);
    const text = execFileSync(keygen, [], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    writePrivate(fresh, 'owner.txt', text);
    // More than one piece of 64 KiB, so that whole pieces can go missing.
    mkdirSync(join(old.home, 'nonces'), { recursive: true });
    writeFileSync(join(old.home, 'nonces', 'main'), JSON.stringify('x'.repeat(150_000)));
    const made = await old.json<Backup>(['vault', 'backup', '--to', 'b.age', '--recipient', /age1\S+/.exec(text)![0]]);
    const good = readFileSync(made.file);
    const plain = execFileSync(age, ['-d', '-i', join(fresh.folder, 'owner.txt'), made.file]);
    const headerBytes = good.indexOf('\n--- ') + 49;
    const places = [
      0,
      5,
      25,
      40,
      100,
      headerBytes - 10,
      headerBytes + 3,
      headerBytes + 40,
      66_000,
      140_000,
      good.length - 1,
    ];
    const changed = places.map((at) => {
      const copy = Buffer.from(good);
      copy[at]! ^= 1;
      return copy;
    });
    const cut = [0, 10, headerBytes, headerBytes + 16, 65_000, headerBytes + 16 + 65_552, good.length - 1];
    const bad = [...changed, ...cut.map((length) => good.subarray(0, length)), Buffer.concat([good, Buffer.from('x')])];
    // What the owner's public key is enough for: another archive, encrypted anew.
    const forged = (archive: Buffer) => execFileSync(age, ['-r', /age1\S+/.exec(text)![0]], { input: archive });
    const another = Buffer.from(plain);
    another[another.indexOf('xxxx') + 10] = 0x79;
    bad.push(forged(another), forged(plain.subarray(0, -1024)), forged(Buffer.from('no archive')));
    for (const [at, bytes] of bad.entries()) {
      const file = fresh.write(`bad-${at}.age`, '');
      writeFileSync(file, bytes);
      const refused = await fresh.run(['vault', 'restore', file, '--identity', 'owner.txt', '--yes']);
      expect([at, refused.exit, /\((backup-damaged|vault-refused)\)/.test(refused.stderr)]).toEqual([
        at,
        expect.toBeOneOf([2, 3]),
        true,
      ]);
      expect(isUntouched(fresh)).toBe(true);
    }
  }, 120_000);
});

describe('a restore that is killed', () => {
  it('leaves nothing or all of it, at whichever write, and is done by the next one', async (context) => {
    const [strace, keygen] = [needProgram(context, 'strace'), needProgram(context, 'age-keygen')];
    await addBot(old);
    const text = execFileSync(keygen, [], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    writePrivate(fresh, 'owner.txt', text);
    const made = await old.json<Backup>(['vault', 'backup', '--to', 'b.age', '--recipient', /age1\S+/.exec(text)![0]]);
    const main = process.env['KEYWARD_MAIN'] ?? join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
    const calls = 'pwrite64,pwritev,write,fsync,fdatasync,rename,mkdir,unlink,rmdir,linkat';
    const env = { PATH: process.env['PATH'], HOME: fresh.folder, KEYWARD_HOME: fresh.home };
    const args = [main, 'vault', 'restore', made.file, '--identity', 'owner.txt', '--yes'];
    const traced = (extra: readonly string[]) =>
      spawnSync(strace, ['-f', '-qq', ...extra, process.execPath, ...args], {
        cwd: fresh.folder,
        env,
        encoding: 'utf8',
      });
    const reset = () => {
      for (const path of [fresh.home, `${fresh.home}.restoring`, join(fresh.folder, 'keyward.yaml')])
        rmSync(path, { recursive: true, force: true });
    };
    const seen = { nothing: 0, all: 0 };
    const whole = traced(['-e', `trace=${calls}`, '-o', join(fresh.folder, 'trace')]);
    expect(whole.status).toBe(0);
    const lines = readFileSync(join(fresh.folder, 'trace'), 'utf8').split('\n');
    for (const call of calls.split(',')) {
      const count = lines.filter((line) => line.includes(` ${call}(`)).length;
      const step = Math.max(1, Math.floor(count / 3));
      for (let when = 1; when <= count; when += step) {
        reset();
        const killed = traced([
          '-e',
          `trace=${call}`,
          '-e',
          `inject=${call}:signal=KILL:when=${when}`,
          '-o',
          '/dev/null',
        ]);
        const isThere = existsSync(fresh.home);
        seen[isThere ? 'all' : 'nothing']++;
        if (isThere) {
          expect(await fresh.json(['journal', 'verify'])).toMatchObject({ exit: 0 });
          expect(await fresh.json(['halt'])).toMatchObject({ level: 'halt' });
          expect(existsSync(join(fresh.folder, 'keyward.yaml'))).toBe(true);
          continue;
        }
        expect(killed.status).not.toBe(0);
        const next = spawnSync(process.execPath, args, { cwd: fresh.folder, env, encoding: 'utf8' });
        expect([call, when, next.status]).toEqual([call, when, 0]);
        expect(next.stderr).toMatch(
          /^(\{.*was left by a restore that was killed, with the keys in it, and was removed.*\}\n)?$/,
        );
        expect(readdirSync(join(fresh.home, '..')).filter((name) => name.includes('restoring'))).toEqual([]);
        expect(readdirSync(fresh.folder).filter((name) => name.includes('.restored'))).toEqual([]);
      }
    }
    expect(seen.nothing).toBeGreaterThan(10);
    expect(seen.all).toBeGreaterThan(0);
  }, 240_000);
});

describe('what a restore that was killed has left', () => {
  const restoring = () => `${fresh.home}.restoring`;
  /** As it is when it is killed before the state has its name. */
  function leave(): void {
    mkdirSync(join(restoring(), 'state'), { recursive: true, mode: 0o700 });
    chmodSync(restoring(), 0o700);
    writeFileSync(join(restoring(), 'state', 'vault.key'), 'an identity', { mode: 0o600 });
    writeFileSync(join(restoring(), 'keyward-restoring'), '', { mode: 0o600 });
  }
  const said = 'was left by a restore that was killed, with the keys in it, and was removed';

  it('is removed by the next start, which says so and leaves the state folder as it is', async () => {
    await fresh.run(['halt', 'reduce']);
    leave();
    const doctored = await fresh.run(['doctor']);
    expect(doctored.stdout).toContain('keyward up removes it');
    const up = await fresh.up();
    expect(up.output().stderr).toContain(said);
    await up.end();
    expect(existsSync(restoring())).toBe(false);
    expect(await fresh.json(['halt'])).toMatchObject({ level: 'reduce' });
  });

  it('is removed by the next restore, also by one that does not come to it because a state is there', async () => {
    await addBot(old);
    const { file } = await backup();
    leave();
    const restored = await restore(file);
    expect(restored).toMatchObject({ exit: 0 });
    expect(restored.stderr).toContain(said);
    leave();
    const refused = await restore(file);
    expect(refused.stderr).toContain('(home-not-empty)');
    expect(refused.stderr).toContain(said);
    expect(existsSync(restoring())).toBe(false);
  });

  it('stays, and stops a restore, where it has not our mark or lets others in', async () => {
    await addBot(old);
    const { file } = await backup();
    for (const spoil of [
      () => rmSync(join(restoring(), 'keyward-restoring')),
      () => chmodSync(restoring(), 0o755),
      () => {
        renameSync(restoring(), `${restoring()}.there`);
        symlinkSync(`${restoring()}.there`, restoring());
      },
    ]) {
      leave();
      spoil();
      const refused = await restore(file);
      expect(refused).toMatchObject({ exit: 2 });
      expect(refused.stderr).toMatch(/is not of a restore|is no folder: move it away/);
      expect(existsSync(fresh.home)).toBe(false);
      const up = await fresh.up();
      expect(up.output().stderr).toContain('was left as it is');
      await up.end();
      expect(existsSync(join(restoring(), 'state', 'vault.key'))).toBe(true);
      for (const path of [fresh.home, restoring(), `${restoring()}.there`])
        rmSync(path, { recursive: true, force: true });
    }
  });

  it('is not touched while another restore works there', async () => {
    leave();
    const { dev, ino } = statSync(restoring(), { bigint: true });
    const lock = createServer();
    await new Promise<void>((done) => lock.listen(`\0keyward-${dev}-${ino}`, done));
    const up = await fresh.up();
    expect(up.output().stderr).toContain('in the hands of a restore that runs');
    await up.end();
    expect(existsSync(join(restoring(), 'state', 'vault.key'))).toBe(true);
    await new Promise<void>((done) => lock.close(() => done()));
  });
});

/** Settings of a Keyward whose vault opens otherwise than with `vault.key`. */
const unlocked = (unlock: string) => `${practiceSettings}vault: { unlock: ${unlock} }\n`;

/** The bots with the fingerprints of their keys, which only an open seal tells. */
async function fingerprint(
  terminal: Terminal,
  env: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  const listed = await terminal.run(['--json', 'bot', 'list'], { env });
  expect(listed).toMatchObject({ exit: 0, stderr: '' });
  return (JSON.parse(listed.stdout) as { fingerprint?: string }[])[0]?.fingerprint;
}

describe('the identity of the vault', () => {
  it('moves under its own passphrase, which is not needed for the backup', async () => {
    old.write('keyward.yaml', unlocked('{ passphrase: { file: vault-pass } }'));
    writePrivate(old, 'vault-pass', 'the passphrase of the vault');
    await addBot(old);
    rmSync(join(old.folder, 'vault-pass'));
    const made = await backup();
    expect(made.identity).toBe('passphrase');
    expect(made.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['state/vault.key.age', 'state/seal.key.age']),
    );
    expect((await restore(made.file)).exit).toBe(0);
    writePrivate(fresh, 'vault-pass', 'the passphrase of the vault');
    writePrivate(old, 'vault-pass', 'the passphrase of the vault');
    expect(await fingerprint(fresh)).toBe(await fingerprint(old));
  });

  it('is fetched from a place of this host, and opens the vault elsewhere without it', async (context) => {
    const keygen = needProgram(context, 'age-keygen');
    const text = execFileSync(keygen, [], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const identity = /AGE-SECRET-KEY-\S+/.exec(text)![0];
    recordSecret(identity);
    const env = { KEYWARD_IDENTITY: identity };
    old.write('keyward.yaml', unlocked('{ env: {} }'));
    await old.run(['--json', 'bot', 'add', 'grid'], { env });
    const closed = await old.run(['vault', 'backup', '--to', 'c.age', '--passphrase-file', 'pass']);
    expect(closed.stderr).toContain('--without-identity');
    const made = await old.run(['--json', 'vault', 'backup', '--to', 'c.age', '--passphrase-file', 'pass'], { env });
    expect(JSON.parse(made.stdout)).toMatchObject({ identity: 'inside' });
    const restored = await restore(join(old.folder, 'c.age'));
    expect(restored.stdout).toContain('take vault.unlock out of the settings');
    fresh.write('keyward.yaml', practiceSettings);
    expect(await fingerprint(fresh)).toBe(await fingerprint(old, env));
    // There on purpose.
    rmSync(join(fresh.home, 'vault.key'));

    const without = ['vault', 'backup', '--to', 'd.age', '--passphrase-file', 'pass', '--without-identity'];
    expect(await old.json(without)).toMatchObject({ exit: 0, identity: 'elsewhere' });
  });

  it('stays with the machine that keeps it unless it is asked for', async (context) => {
    const keygen = needProgram(context, 'age-keygen');
    const text = execFileSync(keygen, [], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const path = writePrivate(old, 'remote.txt', text);
    old.write('keyward.yaml', unlocked(`{ command: { run: [cat, ${path}] } }`));
    await addBot(old);
    const made = await backup();
    expect(made).toMatchObject({ identity: 'elsewhere' });
    expect(made.outside.join()).toContain('the identity that opens the vault (vault.unlock.command)');
    expect(await backup('--force', '--with-identity')).toMatchObject({ identity: 'inside' });
  });

  it('is not what a backup that holds it is encrypted to', async (context) => {
    const keygen = needProgram(context, 'age-keygen');
    await addBot(old);
    const text = execFileSync(keygen, [], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    writeFileSync(join(old.home, 'vault.key'), text, { mode: 0o600 });
    const refused = await old.run(['vault', 'backup', '--to', 'b.age', '--recipient', /age1\S+/.exec(text)![0]]);
    expect(refused).toMatchObject({ exit: 2 });
    expect(refused.stderr).toContain("the vault's own identity");
  });
});

describe('what a backup takes along', () => {
  it('has files of keys beside the settings only where that is asked for, and those of elsewhere never', async () => {
    const secret = 'the-secret-of-a-binance-key-0123456789';
    recordSecret(secret);
    old.write(
      'keyward.yaml',
      `version: 1
keys:
  near: { exchange: binance, environment: live, from: { dotenv: { file: .env.live } } }
  far: { exchange: bybit, environment: live, from: { dotenv: { file: ../far.env } } }
  plain: { exchange: okx, environment: live }
gateway: { port: 0 }
`,
    );
    for (const name of ['.env.live', '../far.env'])
      writePrivate(old, name, `BINANCE_API_KEY=the-id-of-a-key\nBINANCE_API_SECRET=${secret}\n`);
    await old.run(['halt', 'reduce']);
    const bare = await backup();
    expect(bare.files.map(({ path }) => path)).not.toContain('settings/.env.live');
    expect(bare.outside).toHaveLength(3);
    const full = await backup('--force', '--with-dotenv');
    expect(full.outside.map((text) => text.split(':')[0])).toEqual(['the exchange key far', 'the exchange key plain']);
    const restored = await fresh.json<{
      keys: { key: string; is: string; where: string; page?: string }[];
      todo: string[];
    }>(['vault', 'restore', full.file, '--passphrase-file', 'pass', '--yes']);
    expect(restored.keys).toMatchObject([
      { key: 'near', is: 'inside', page: expect.stringMatching(/^https:/) },
      { key: 'far', is: 'host' },
      { key: 'plain', is: 'host' },
    ]);
    expect(restored.keys.map(({ where }) => where)).toEqual([
      expect.stringContaining(join(fresh.folder, '.env.live')),
      expect.stringContaining(join(fresh.folder, '..', 'far.env')),
      expect.any(String),
    ]);
    expect(JSON.stringify(restored)).not.toContain(old.folder);
    expect(restored.todo.join('\n')).toMatch(/IP list/);
    expect(readFileSync(join(fresh.folder, '.env.live'), 'utf8')).toContain(secret);
    expect(statSync(join(fresh.folder, '.env.live')).mode & 0o777).toBe(0o600);
  });
});
