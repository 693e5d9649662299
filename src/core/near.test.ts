import { describe, expect, it } from 'vitest';
import { nearNames, notOneOf, unknownName } from './near.ts';

describe('names near a typo', () => {
  it.each([
    ['gird', ['grid', 'slow'], ['grid']],
    ['GRID', ['grid', 'slow'], ['grid']],
    ['ordr_notional', ['order_notional', 'open_notional'], ['order_notional']],
    ['ccxtjs', ['ccxt-js', 'ccxt-python'], ['ccxt-js']],
    ['bin', ['binance', 'bybit'], ['binance']],
    ['zzz', ['grid', 'slow'], []],
    ['', ['a', 'grid'], ['a']],
    ['x', [], []],
  ])('of %j among %j are %j', (name, known, near) => {
    expect(nearNames(name, known)).toEqual(near);
  });

  it('are told in place of the whole list', () => {
    expect(unknownName('bot', 'gird', ['grid', 'slow'])).toBe(
      'there is no bot gird in the settings; did you mean grid?',
    );
    expect(unknownName('bot', 'other', ['grid', 'slow'])).toBe(
      'there is no bot other in the settings; there is grid, slow',
    );
    expect(unknownName('bot', 'other', [])).toBe('there is no bot other in the settings; there is none');
  });
});

describe('a word that is none of those that there are', () => {
  it.each([
    ['event', 'foo', 'foo is not an event; choose one of leaked, new-host'],
    ['event', 'leakd', 'leakd is not an event; did you mean leaked? choose one of leaked, new-host'],
    ['right', 'foo', 'foo is not a right; choose one of leaked, new-host'],
  ])('is told in plain English: %s %s', (what, word, says) => {
    expect(notOneOf(what, word, ['leaked', 'new-host'])).toBe(says);
  });
});
