import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../core/index.ts';
import { MaskedOutput } from './masked-output.ts';

const secret = randomBytes(32).toString('hex');
Secret.take(Buffer.from(secret, 'utf8'));

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const drawn = (length: number): string => Array.from({ length }, () => ALNUM[randomInt(ALNUM.length)]).join('');

function through(bytes: Buffer, cuts: readonly number[]): Buffer {
  const output = new MaskedOutput();
  const at = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const shown = at.slice(1).map((end, index) => output.take(Buffer.from(bytes.subarray(at[index], end))));
  return Buffer.concat([...shown, output.end()]);
}

describe('the output of a bot', () => {
  it('shows no secret, however it arrives in pieces', () => {
    const line = fc.stringMatching(/^[a-z =:"]{0,20}$/);
    fc.assert(
      fc.property(fc.array(line), fc.array(line), fc.array(fc.nat()), (before, after, cuts) => {
        const text = [...before, `key ${secret} end`, ...after].join('\n');
        const shown = through(Buffer.from(text, 'utf8'), cuts).toString('utf8');
        expect(shown).toBe(text.replace(secret, '[secret]'));
      }),
    );
  });

  it('shows none in a line without an end that is longer than what is held back', () => {
    for (const ahead of [0, 60_000, 65_500, 70_000, 200_000]) {
      const text = `${'x'.repeat(ahead)}${secret}${'y'.repeat(100_000)}`;
      const cuts = [ahead + 10, ahead + 30, 65_536, 65_537, 90_000];
      const shown = through(Buffer.from(text, 'utf8'), cuts).toString('utf8');
      expect(shown === text.replace(secret, '[secret]')).toBe(true);
    }
  });

  it('is passed on byte for byte where there is none, also when it is no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat()), (bytes, cuts) => {
        expect(through(Buffer.from(bytes), cuts)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('is shown as soon as a line ends, also by a carriage return alone', () => {
    const output = new MaskedOutput();
    expect(output.take(Buffer.from('10%\r20%\r3')).toString()).toBe('10%\r20%\r');
    expect(output.take(Buffer.from('0%\nask: ')).toString()).toBe('30%\n');
    expect(output.end().toString()).toBe('ask: ');
  });

  it('masks the lines of a secret of several, one by one', () => {
    const body = randomBytes(96)
      .toString('base64')
      .replace(/(.{64})/g, '$1\n');
    Secret.take(Buffer.from(`-----BEGIN EC PRIVATE KEY-----\n${body}\n-----END EC PRIVATE KEY-----\n`, 'utf8'));
    const [first = '', second = ''] = body.split('\n');
    const shown = through(Buffer.from(`  ${first}\n  ${second}\n`), [3, 40, 70]).toString();
    expect(shown).toBe('  [secret]\n  [secret]\n');
  });

  it('masks what the scan finds in whole lines, by what was said before, and shows each line at once', () => {
    const output = new MaskedOutput();
    const shown = (text: string): string => output.take(Buffer.from(text)).toString();
    const [key, other] = [drawn(64), drawn(64)];
    expect(shown('exchange = ccxt.binance({\n')).toBe('exchange = ccxt.binance({\n');
    expect(shown(`  'apiKey': '${key}',\n`)).toBe("  'apiKey': '[binance key #1]',\n");
    expect(shown(`  'secret': '${other}',\n`)).toBe("  'secret': '[binance secret #1]',\n");
    expect(shown(`again BINANCE_SECRET=${other.slice(0, 30)}`)).toBe('');
    expect(shown(`${other.slice(30)}\n`)).toBe('again BINANCE_SECRET=[binance secret #1]\n');
    const public64 = randomBytes(32).toString('hex');
    expect(shown(`txid 0x${public64} orderId=${public64}\n`)).toBe(`txid 0x${public64} orderId=${public64}\n`);
  });

  it('masks a private key line by line, also one that never ends', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const lines = pem.trim().split('\n');
    const output = new MaskedOutput();
    const shown = lines.map((line) => output.take(Buffer.from(`${line}\n`)).toString());
    const body = lines.slice(1, -1);
    for (const line of body) expect(shown.join('')).not.toContain(line);
    expect(shown.every((line) => line.endsWith('\n'))).toBe(true);
    expect(output.take(Buffer.from('all is well again\n')).toString()).toBe('all is well again\n');
    const cut = new MaskedOutput();
    const rest = [...lines.slice(0, 6), 'ERROR it broke off', 'and goes on'];
    const seen = rest.map((line) => cut.take(Buffer.from(`${line}\n`)).toString()).join('');
    expect(seen).toMatch(/ERROR it broke off\nand goes on\n$/);
    for (const line of lines.slice(1, 6)) expect(seen).not.toContain(line);
  });

  it('shows bot keys, which are the own of the bot', () => {
    const key = `KWRD${drawn(60)}`;
    const text = `BINANCE_API_KEY=${key}\n`;
    expect(new MaskedOutput().take(Buffer.from(text)).toString()).toBe(text);
  });

  it('leaves no part of a value in a line that never ends', () => {
    const value = drawn(64);
    for (const ahead of [57_300, 57_340, 57_390, 65_400, 65_530]) {
      const text = `${'x, '.repeat(ahead / 3)} BINANCE_SECRET="${value}" ${'y, '.repeat(40_000)}`;
      const shown = through(Buffer.from(text), [ahead + 30, ahead + 60, 65_600, 70_000]).toString();
      expect(shown.includes(value.slice(0, 24)) || shown.includes(value.slice(-24))).toBe(false);
    }
  });
});
