import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FindingPart } from './finding.ts';
import { ignoreOf } from './ignore.ts';

const part = (name: FindingPart['part'], line: number): FindingPart => ({
  part: name,
  by: 'name',
  name: '',
  line,
  masked: '',
});
const both = { parts: [part('key', 2), part('secret', 3)] };

describe('a comment that ignores', () => {
  it.each([
    ['# keyward:ignore a published sample\nkey\nsecret', 'a published sample'],
    ['// keyward:ignore: a published sample\nkey\nsecret', 'a published sample'],
    ['<!-- keyward:ignore a published sample -->\nkey\nsecret', 'a published sample'],
    ['  /* keyward:ignore a published sample */\nkey\nsecret', 'a published sample'],
    ['\nkey\nsecret # keyward:ignore a published sample', 'a published sample'],
    ['\nkey\nsecret # KEYWARD:IGNORE a published sample', 'a published sample'],
    ['\nkey\nsecret # keyward:ignore', undefined],
    ['\nkey\nsecret # keyward:ignore why', undefined],
  ])('%j counts by its reason', (text, reason) => {
    expect(ignoreOf(both, Buffer.from(text))).toEqual(reason === undefined ? {} : { reason });
  });

  it.each([
    ['\nkey\nsecret'],
    ['\nkey # keyward:ignore a published sample\nsecret'],
    ['note = "keyward:ignore a published sample"\nkey\nsecret'],
    ['x = 1 # keyward:ignore a published sample\nkey\nsecret'],
    ['\nkey\nsecret\n# keyward:ignore a published sample'],
  ])('%j has none', (text) => {
    expect(ignoreOf(both, Buffer.from(text))).toBeUndefined();
  });

  it('of two secrets beside one alone says nothing of the other', () => {
    const two = { parts: [part('secret', 1), part('passphrase', 2)] };
    expect(ignoreOf(two, Buffer.from('secret # keyward:ignore a published sample\npassphrase'))).toBeUndefined();
  });

  it('shows of its reason nothing that stands behind the comment, nor what looks drawn by chance', () => {
    const value = createHash('sha256').update('a reason').digest('base64url');
    const one = { parts: [part('secret', 1)] };
    const behind = `a = 1 /* keyward:ignore a published sample */ b = "${value}"`;
    expect(ignoreOf(one, Buffer.from(behind))).toEqual({ reason: 'a published sample' });
    expect(ignoreOf(one, Buffer.from(`a = 1 # keyward:ignore the old one was ${value}`))).toEqual({
      reason: 'the old one was …',
    });
  });
});
