import { describe, expect, it } from 'vitest';
import type { LeakPlan } from '../rotation/index.ts';
import { namedOf } from './leak-account.ts';
import { replacedOf } from './leak-work.ts';

const note = (step: 'revoke' | 'replace', at: string, tookMs: number) =>
  ({ step, state: 'done', says: '', at: `2026-11-22T${at}Z`, tookMs }) as const;

describe('the key that the runbook has made', () => {
  it('is in its place from the first try on, until the monitor has looked at it', () => {
    const notes = [note('revoke', '10:00:00', 1), note('replace', '10:01:00', 5_000), note('replace', '10:02:00', 9)];
    const replaced = replacedOf({ fresh: { fingerprint: 'bbb' }, notes } as unknown as LeakPlan);
    expect(replaced).toEqual({
      fingerprint: 'bbb',
      fromMs: Date.parse('2026-11-22T10:00:55Z'),
      toMs: Date.parse('2026-11-22T10:17:00Z'),
    });
    expect(replacedOf({ notes } as unknown as LeakPlan)).toBeUndefined();
  });

  it('is not among what is to be removed', () => {
    const key = (id: string) => ({ what: 'key', id, of: 'alice' }) as const;
    const records = [key('alice aaa'), key('alice bbb')];
    expect(namedOf(records, { fingerprint: 'bbb' })).toEqual(['key of alice: alice aaa']);
    expect(namedOf(records, undefined)).toHaveLength(2);
  });
});
