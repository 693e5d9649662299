import { describe, expect, it } from 'vitest';
import { residueText } from './kill-notes.ts';

describe('what is left of an account', () => {
  it('is told in words, also where nobody knows', () => {
    expect(residueText({ what: 'unread', name: 'everything', why: 'it is away' })).toBe(
      'nothing of it could be read: it is away',
    );
    expect(residueText({ what: 'unread', name: 'open orders', why: 'HTTP 500' })).toBe(
      'the open orders could not be read: HTTP 500',
    );
    expect(residueText({ what: 'order', name: 'BTC/USDT 1', why: 'it is refused' })).toBe(
      'order BTC/USDT 1: it is refused',
    );
  });
});
