import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BIP39_ENGLISH } from './words.ts';

describe('the words of BIP-39', () => {
  it('are the English list as it was published', () => {
    // https://github.com/bitcoin/bips bip-0039/english.txt, a word a line, read 2026-11-22
    const published = '2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda';
    expect(
      createHash('sha256')
        .update(`${BIP39_ENGLISH.join('\n')}\n`)
        .digest('hex'),
    ).toBe(published);
  });
});
