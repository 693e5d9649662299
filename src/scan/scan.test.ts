import { setImmediate } from 'node:timers';
import { expect, it } from 'vitest';
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
