import { setImmediate } from 'node:timers';
import { expect, it } from 'vitest';
import { Drawn, drawnBy } from './drawn.contract.ts';
import { Scan } from './scan.ts';

it.each([
  ['hears a signal between two files where the first was long', 1_100_000, true],
  ['goes on where little was read', 1_000, false],
])('%s', async (_title, bytes, isHeard) => {
  const scan = new Scan(Buffer.alloc(32));
  scan.text(Buffer.from('a word\n'.repeat(bytes / 7)), 'a.txt');
  let heard = false;
  setImmediate(() => {
    heard = true;
  });
  await scan.hear();
  expect(heard).toBe(isHeard);
});

const secretOf = (name: string): string =>
  `BINANCE_API_SECRET=${drawnBy('alnum:64', new Drawn('scan of one text', name))}\n`;
/** What is found in a text, by line, and what of it was not read. */
function read(text: string | Buffer, path = 'a.env'): readonly [lines: readonly number[], why: readonly string[]] {
  const scan = new Scan(Buffer.alloc(32));
  const found = scan.text(Buffer.from(text), path);
  return [found.map(({ place }) => place.line), scan.result([]).unscanned.map(({ why }) => why)];
}

it('reads on behind a value that stands there some thousand times', () => {
  const [lines, why] = read(secretOf('a').repeat(2_500) + secretOf('b'));
  expect([lines.at(-1), why]).toEqual([2_501, []]);
});

it('tells that a text of too many values was not read to its end', () => {
  const many = Array.from({ length: 2_100 }, (_, at) => secretOf(`${at}`)).join('');
  expect(read(many)[1]).toEqual(['too-many']);
});

it.each(['checksums.txt', 'a.svg', 'bot.lock'])('tells that %s was passed by for its name', (path) => {
  expect(read(secretOf('a'), path)).toEqual([[], ['generated']]);
});

it.each([
  ['little', 'utf16le', ''],
  ['marked little', 'utf16le', '\ufeff'],
  ['marked big', 'utf16be', '\ufeff'],
] as const)('reads what was added in bytes to a text in UTF-16, the %s end first', (_end, encoding, mark) => {
  const wide = Buffer.from(`${mark}${'# settings of my bot\r\n'.repeat(8)}`, 'utf16le');
  const text = Buffer.concat([encoding === 'utf16be' ? wide.swap16() : wide, Buffer.from(secretOf('a'))]);
  expect(read(text)).toEqual([[9], []]);
});
