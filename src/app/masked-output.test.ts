import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../core/index.ts';
import { MaskedOutput } from './masked-output.ts';

const secret = randomBytes(32).toString('hex');
Secret.take(Buffer.from(secret, 'utf8'));

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
});
