import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { KeywardError } from '../core/index.ts';
import { readHidden } from './hidden-input.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n-----END PRIVATE KEY-----';

/** A terminal's input that is fed by hand. */
class Input extends EventEmitter {
  readonly modes: boolean[] = [];
  isPaused = true;

  setRawMode(on: boolean): void {
    this.modes.push(on);
  }

  resume(): void {
    this.isPaused = false;
  }

  pause(): void {
    this.isPaused = true;
  }
}

/** What is read of these chunks, as text; and what is left in them and of the terminal. */
async function typed(
  ...chunks: (string | Buffer)[]
): Promise<{ text: string | undefined; input: Input; left: Buffer[] }> {
  const input = new Input();
  const reading = readHidden(input, () => undefined);
  const left = chunks.map((chunk) => Buffer.from(chunk));
  for (const chunk of left) input.emit('data', chunk);
  const text = (await reading)?.toString('utf8');
  return { text, input, left };
}

const inBytes = (text: string): Buffer[] => [...Buffer.from(text)].map((byte) => Buffer.from([byte]));

describe('readHidden', () => {
  it.each<[string, (string | Buffer)[], string]>([
    ['a line', ['secret\r'], 'secret'],
    ['a line byte by byte', inBytes('secret\n'), 'secret'],
    ['a line in odd chunks', ['se', '', 'cre', 't\r\n'], 'secret'],
    ['a line that Ctrl-D ends', ['secret\x04'], 'secret'],
    ['nothing at once', ['\r'], ''],
    ['nothing, ended with Ctrl-D', ['\x04'], ''],
    ['a line with a letter taken back', ['secrex\x7ft\r'], 'secret'],
    ['more taken back than was typed', ['ab\x08\x08\x08\x08secret\r'], 'secret'],
    ['a letter of two bytes taken back whole', inBytes('secre\u00fc\x7ft\r'), 'secret'],
    ['a line that Ctrl-U takes back', ['wrong\x15secret\r'], 'secret'],
    ['letters of several bytes that are cut in two', inBytes('p\u00e4ss\u20acword\r'), 'p\u00e4ss\u20acword'],
    ['a PEM', [`${PEM}\n`], PEM],
    ['a PEM with carriage returns', [`${PEM.replaceAll('\n', '\r')}\r`], PEM],
    ['a PEM byte by byte', inBytes(`${PEM}\n`), PEM],
    ['a PEM behind an empty start', [`  ${PEM}\n`], `  ${PEM}`],
    ['a PEM in one line', [`${PEM.replaceAll('\n', '\\n')}\r`], PEM.replaceAll('\n', '\\n')],
    ['a PEM that Ctrl-D cuts off', ['-----BEGIN PRIVATE KEY-----\nMC4\x04'], '-----BEGIN PRIVATE KEY-----\nMC4'],
  ])('reads %s', async (_title, chunks, wanted) => {
    expect((await typed(...chunks)).text).toBe(wanted);
  });

  it('reads no further than its line', async () => {
    expect((await typed('secret\rmore\r')).text).toBe('secret');
  });

  it('gives nothing on Ctrl-C, whatever was typed before', async () => {
    expect((await typed('sec', 'ret\x03')).text).toBeUndefined();
    expect((await typed('secret\r\x03')).text).toBeUndefined();
  });

  it('asks only once nothing is shown any more', async () => {
    const input = new Input();
    const reading = readHidden(input, () => {
      expect(input.modes).toEqual([true]);
      input.emit('data', Buffer.from('secret\r'));
    });
    expect((await reading)?.toString()).toBe('secret');
  });

  it('ends with the input', async () => {
    const input = new Input();
    const reading = readHidden(input, () => undefined);
    input.emit('data', Buffer.from('secret'));
    input.emit('end');
    expect((await reading)?.toString()).toBe('secret');
  });

  it('takes the longest secret and refuses a longer one, rather than give a part of it', async () => {
    expect((await typed('x'.repeat(16_384), '\r')).text).toHaveLength(16_384);
    const refused = typed('x'.repeat(16_000), 'x'.repeat(385), '\r');
    await expect(refused).rejects.toBeInstanceOf(KeywardError);
    await expect(refused).rejects.toMatchObject({ code: 'usage' });
    expect((await typed('x'.repeat(20_000), '\x15secret\r')).text).toBe('secret');
  });

  it('leaves the terminal as it was, and no byte in what it was fed', async () => {
    for (const chunks of [['sec', 'ret\r'], ['secret\x03']]) {
      const { input, left } = await typed(...chunks);
      expect(input.modes).toEqual([true, false]);
      expect(input.isPaused).toBe(true);
      expect(input.eventNames()).toEqual([]);
      expect(left.every((chunk) => chunk.every((byte) => byte === 0))).toBe(true);
    }
  });
});
