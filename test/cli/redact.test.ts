import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Drawn } from '../../src/scan/drawn.contract.ts';
import { recordSecret } from '../canary.ts';
import { main, Terminal } from './terminal.ts';

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const drawn = new Drawn('redact', 'command');
const secret = (length = 64): string => {
  const made = drawn.of(ALNUM, length);
  recordSecret(made);
  return made;
};

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal();
});
afterEach(() => terminal.close());

describe('keyward redact', () => {
  it('passes standard input on with its secrets masked, and says of what kind they were', async () => {
    const [key, value] = [secret(), secret()];
    const input = `start\r\nccxt.binance({'apiKey': '${key}', 'secret': '${value}'})\nfailed for ${key}\nann@example.org`;
    const { exit, stdout, stderr } = await terminal.run(['redact'], { input });
    expect([exit, stdout]).toEqual([
      0,
      "start\r\nccxt.binance({'apiKey': '[binance key #1]', 'secret': '[binance secret #1]'})\nfailed for [binance key #1]\nann@example.org",
    ]);
    expect(stderr).toBe(
      'keyward: masked: 1 binance key (2 times), 1 binance secret. Left as they are: 1 e-mail addresses (--email).\n',
    );
    const plain = await terminal.run(['redact', '-', '--email'], { input: 'ann@example.org\n' });
    expect([plain.stdout, plain.stderr]).toEqual(['[e-mail address #1]\n', 'keyward: masked: 1 e-mail address.\n']);
    expect((await terminal.run(['redact'], { input: '' })).stderr).toBe('keyward: nothing was masked.\n');
  });

  it('reads a file, also in UTF-16, and reports as JSON on standard error', async () => {
    const value = secret();
    const text = `BYBIT_API_SECRET=${value}\n`;
    writeFileSync(join(terminal.folder, 'wide.log'), Buffer.from(`\ufeff${text}`, 'utf16le'));
    const { exit, stdout, stderr } = await terminal.run(['--json', 'redact', 'wide.log']);
    expect([exit, stdout]).toEqual([0, 'BYBIT_API_SECRET=[secret #1]\n']);
    expect(JSON.parse(stderr)).toEqual({
      masked: [{ kind: expect.any(String), values: 1, places: 1 }],
      left: { email: 0, ip: 0 },
    });
  });

  it('refuses what is no text, a folder and a file that is not there, and prints nothing of it', async () => {
    writeFileSync(join(terminal.folder, 'log.gz'), gzipSync(secret()));
    writeFileSync(join(terminal.folder, 'data.bin'), Buffer.concat([Buffer.alloc(9), Buffer.from(secret())]));
    for (const [name, said] of [
      ['log.gz', 'no text'],
      ['data.bin', 'no text'],
      ['.', 'is a folder'],
      ['none.log', 'no such file'],
    ] as const) {
      const { exit, stdout, stderr } = await terminal.run(['redact', name]);
      expect([exit, stdout, stderr]).toEqual([2, '', expect.stringContaining(said)]);
    }
  });

  it('ends with 3 where a text cannot be read to its end, or goes on as something else, and shows none of that', async () => {
    const value = secret();
    const mixed = Buffer.concat([
      Buffer.from('a log\n'.repeat(3_000)),
      Buffer.from(`BYBIT_API_SECRET=${value}\n`, 'utf16le'),
    ]);
    writeFileSync(join(terminal.folder, 'mixed.log'), mixed);
    const cut = await terminal.run(['redact', 'mixed.log']);
    expect([cut.exit, cut.stderr]).toEqual([3, expect.stringContaining('mixed.log is no text from its byte 18001 on')]);
    expect(cut.stdout.replaceAll('\0', '')).not.toContain(value.slice(0, 12));
    const broken = await terminal.run(['redact', '/proc/self/mem']);
    expect([broken.exit, broken.stdout, broken.stderr]).toEqual([
      3,
      '',
      expect.stringContaining('/proc/self/mem cannot be read to its end (EIO)'),
    ]);
    writeFileSync(join(terminal.folder, 'wide.log'), Buffer.from(`BYBIT_API_SECRET=${value}\n`, 'utf16le'));
    expect((await terminal.run(['redact', 'wide.log'])).stdout).toBe('BYBIT_API_SECRET=[secret #1]\n');
  });

  it('ends with 3 where a text in UTF-16 goes on in bytes, and shows none of that', async () => {
    const value = secret();
    for (const lines of [1, 30_000]) {
      const wide = Buffer.from(`\ufeff${'a log\n'.repeat(lines)}`, 'utf16le');
      writeFileSync(
        join(terminal.folder, 'wide.log'),
        Buffer.concat([wide, Buffer.from(`BYBIT_API_SECRET=${value}\n`)]),
      );
      const { exit, stdout, stderr } = await terminal.run(['redact', 'wide.log']);
      expect([exit, stderr]).toEqual([3, expect.stringContaining('goes on in another encoding')]);
      expect(Buffer.from(stdout, 'utf16le').toString('latin1')).not.toContain(value.slice(0, 12));
      expect(Buffer.from(stdout).toString('utf8')).toMatch(/^(?:a log\n)*$/);
    }
  });

  it('masks what it can know without opening a vault, whatever it looks like', async () => {
    const plain = 'correct-horse-battery';
    terminal.write('.env', `BINANCE_API_KEY=${secret()}\nBINANCE_API_SECRET=${plain}\n`);
    writeFileSync(join(terminal.folder, '.env'), `BINANCE_API_KEY=${secret()}\nBINANCE_API_SECRET=${plain}\n`, {
      mode: 0o600,
    });
    terminal.write(
      'keyward.yaml',
      'version: 1\nkeys:\n  main: { exchange: binance, environment: live, from: { dotenv: { file: .env } } }\n  far: { exchange: okx, environment: live, from: { age: {} } }\n',
    );
    const input = `said ${plain} and ${Buffer.from(plain).toString('base64')} and opensesame-forever\n`;
    const { exit, stdout, stderr } = await terminal.run(['redact'], {
      input,
      env: { MAIL_PASSWORD: 'opensesame-forever' },
    });
    expect([exit, stdout]).toEqual([
      0,
      'said [secret that Keyward holds #1] and [secret that Keyward holds #1] and [secret that Keyward holds #2]\n',
    ]);
    expect(stderr).toContain('the vault is not opened for this: far is masked where it looks like a secret');
    terminal.write('keyward.yaml', 'version: 7\n');
    const broken = await terminal.run(['redact'], { input: 'fine\n' });
    expect([broken.exit, broken.stdout, broken.stderr]).toEqual([
      0,
      'fine\n',
      expect.stringContaining('the settings cannot be read'),
    ]);
  });

  it('ends well when its reader stops', async () => {
    const line = `2026-11-22 10:00:01 INFO heartbeat BINANCE_API_SECRET=${secret()}\n`;
    const child = spawn(process.execPath, [main, 'redact'], {
      env: { PATH: process.env.PATH, HOME: terminal.home, KEYWARD_HOME: terminal.home },
    });
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.stdin.on('error', () => undefined);
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end(line.repeat(4_000));
    const [exit] = await once(child, 'close');
    expect([exit, said]).toEqual([0, expect.stringContaining('masked: 1 binance secret (4000 times)')]);
  });
});
