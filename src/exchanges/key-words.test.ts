import { describe, expect, it } from 'vitest';
import { JsonNumber } from '../core/index.ts';
import { accountOf, commaList, type RightWords, rightsOf, unclearOf, unclearText, withSilence } from './key-words.ts';

const table: RightWords = {
  read: ['Read', 'Trade'],
  spot: ['Trade'],
  margin: 'untold',
  futures: ['Trade'],
  options: 'never',
  transfer: ['Move'],
  withdraw: ['Send', 'Out'],
  admin: 'untold',
};
const isKnown = (word: string) => ['Read', 'Trade', 'Move', 'Send', 'Out'].includes(word);

describe('the rights that words give', () => {
  it('are those of each word, and no others', () => {
    expect(rightsOf(['Trade', 'Out'], table, isKnown)).toEqual({
      read: 'yes',
      spot: 'yes',
      margin: 'unknown',
      futures: 'yes',
      options: 'no',
      transfer: 'no',
      withdraw: 'yes',
      admin: 'unknown',
    });
  });

  it.each([[['Read', 'Lend']], [['Read', 'read']], [['Read', '']]])('leave open what %j does not show', (words) => {
    const { read, spot, withdraw, options } = rightsOf(words, table, isKnown);
    expect([read, spot, withdraw, options]).toEqual(['yes', 'unknown', 'unknown', 'no']);
  });

  it('are open where there is no word at all', () => {
    const { read, transfer, options } = rightsOf([], table, isKnown);
    expect([read, transfer, options]).toEqual(['unknown', 'unknown', 'no']);
  });
});

describe('a list with commas', () => {
  it('loses its blanks and its empty places', () => {
    expect(commaList(' a, b,,c ,')).toEqual(['a', 'b', 'c']);
    expect(commaList('')).toEqual([]);
  });
});

describe('a code in a message', () => {
  it.each([
    ['400003', 'status 401, code 400003'],
    ['IP_FORBIDDEN', 'status 401, code IP_FORBIDDEN'],
    ['the key abc is unknown', 'status 401, code none'],
    ['a'.repeat(49), 'status 401, code none'],
    [undefined, 'status 401, code none'],
  ])('is %s only where it looks like one', (code, message) => {
    expect(unclearOf('key', 401, code)).toEqual({ unclear: true, cause: 'key', message });
  });
});

describe('the account that an id names', () => {
  it.each(['7', '44705892343619584', 'AA88 N84G WOAK NMOI', '904837e3-3b76-47ec-b432-046db621571b', '0xab'])(
    'is %s as it stands',
    (id) => {
      expect(accountOf(id)).toEqual({ account: id });
    },
  );

  it('is a number digit by digit', () => {
    expect(accountOf(new JsonNumber('9007199254740993'))).toEqual({ account: '9007199254740993' });
  });

  it.each([
    undefined,
    null,
    '',
    '0',
    '00000000-0000-0000-0000-000000000000',
    '**********',
    '1234****',
    true,
    {},
    ['1'],
  ])('is nobody for %j', (id) => {
    expect(accountOf(id)).toEqual({});
  });
});

describe('what is said of a key that says nothing', () => {
  const of = (cause: Parameters<typeof unclearOf>[0], message: string) =>
    unclearText('Bybit', { unclear: true, cause, message });

  it.each([
    ['key', 'status 200, code 10003', 'Bybit does not know this key (10003)'],
    ['key', 'status 401, EAPI:Invalid key', 'Bybit does not know this key (EAPI:Invalid key)'],
    ['key', 'status 401, code none', 'Bybit does not know this key (status 401)'],
    ['key', 'status 401', 'Bybit does not know this key (status 401)'],
    ['ip', 'status 200, code 10010', 'Bybit does not take this key from the address of this host (10010)'],
    ['unreadable', 'status 500', 'the answer of Bybit cannot be read (status 500)'],
    ['unreadable', 'no answer', 'no answer'],
  ] as const)('is a sentence for %s, %s', (cause, message, says) => {
    expect(of(cause, message)).toBe(says);
  });

  it('names the host that was silent, and the code of the system for why', () => {
    const silent = { unclear: true, cause: 'unreadable', message: 'no answer' } as const;
    const told = withSilence(silent, { host: 'api.bybit.com', cause: 'ENOTFOUND' });
    expect(told).toMatchObject({
      message: 'no answer from api.bybit.com (ENOTFOUND: DNS does not know this name, or there is no network)',
    });
    expect(withSilence(silent, { host: 'api.bybit.com', cause: 'EPIPE' })).toMatchObject({
      message: 'no answer from api.bybit.com (EPIPE)',
    });
    expect(withSilence(silent, undefined)).toBe(silent);
    const refusal = { ...silent, cause: 'key', message: 'status 401' } as const;
    expect(withSilence(refusal, { host: 'api.bybit.com', cause: 'EPIPE' })).toBe(refusal);
  });
});
