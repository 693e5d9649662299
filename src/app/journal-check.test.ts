import { describe, expect, it } from 'vitest';
import { jsonLog, systemClock } from '../core/index.ts';
import type { Entry, Verification } from '../journal/index.ts';
import type { Finding } from '../monitor/index.ts';
import { JournalCheck, type SavedHead } from './journal-check.ts';

/** A book of five entries, each with its own hash. */
function sceneOf(
  saved: SavedHead | undefined,
  broken: readonly (Verification['firstBreak'] | Error | undefined)[] = [],
) {
  const found: Finding[] = [];
  const logged: string[] = [];
  let turn = 0;
  const entries = [1, 2, 3, 4, 5].map((seq) => ({ seq, prev: `hash ${seq - 1}` }) as Entry);
  const check = new JournalCheck({
    journal: {
      head: { seq: 5, hash: 'hash 5' },
      async *replay({ fromSeq = 1 } = {}) {
        yield* entries.filter(({ seq }) => seq >= fromSeq);
      },
    },
    verify: async () => {
      const firstBreak = broken[turn++];
      if (firstBreak instanceof Error) throw firstBreak;
      return { entries: 5, segments: 1, head: '', ...(firstBreak ? { firstBreak } : {}) };
    },
    saved,
    log: jsonLog((line) => logged.push(line), systemClock),
    found: (one) => found.push(one),
  });
  return {
    check,
    kinds: () => found.map(({ kind, severity, isSecurity }) => `${kind} ${severity} ${isSecurity}`),
    found,
    logged,
  };
}

const GAP = 'journal-gap critical true';

describe('the journal, against what the monitor remembers', () => {
  it.each([
    ['no run before', undefined, []],
    ['the same end', { seq: 5, prev: 'hash 4' }, []],
    ['an end that it has passed', { seq: 3, prev: 'hash 2' }, []],
    ['an end that it no longer reaches', { seq: 9, prev: 'hash 8' }, [GAP]],
    ['another entry at its end', { seq: 5, prev: 'another' }, [GAP]],
    ['another entry further back', { seq: 3, prev: 'another' }, [GAP]],
  ])('with %s', async (_, saved, told) => {
    const { check, kinds } = sceneOf(saved);
    await check.lookAtHead();
    expect(kinds()).toEqual(told);
  });
});

describe('the journal, while it is written', () => {
  it('has a gap where an entry is missing, and says so of lost notes', () => {
    const { check, kinds } = sceneOf(undefined);
    for (const seq of [7, 8, 10]) check.take({ seq, kind: 'stop' } as Entry);
    expect(kinds()).toEqual([GAP]);
    check.take({ seq: 11, kind: 'lost-notes', count: 3 } as Entry);
    expect(kinds()).toEqual([GAP, 'journal-gap warning false']);
  });

  it('has a gap where it does not verify, twice in a row', async () => {
    const broken = { segment: '000001.jsonl', line: 4, reason: 'the sum is wrong' };
    const once = sceneOf(undefined, [broken]);
    await once.check.verify();
    expect(once.kinds()).toEqual([]);
    const twice = sceneOf(undefined, [broken, broken]);
    await twice.check.verify();
    expect(twice.kinds()).toEqual([GAP]);
    expect(twice.found[0]).toMatchObject({
      about: 'journal-gap 000001.jsonl 4',
      says: 'the journal does not verify: the sum is wrong',
    });
  });

  it('that cannot be read is said once in the log, and again when it could be read in between', async () => {
    const fault = new Error('EACCES: permission denied');
    const { check, kinds, logged } = sceneOf(undefined, [fault, fault, undefined, fault]);
    for (const lines of [1, 1, 1, 2]) {
      await check.verify();
      expect(logged).toHaveLength(lines);
    }
    expect(logged[0]).toContain('the journal could not be verified');
    expect(logged[0]).toContain('EACCES');
    expect(kinds()).toEqual([]);
  });
});
