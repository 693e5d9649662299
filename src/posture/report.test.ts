import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Check, type Finding, type Result, results, type Severity, severities } from './check.ts';
import type { AnyFamily } from './families.ts';
import { alarmingDrift, beforeOf, driftOf, pastOf, sinceMs } from './history.ts';
import { failsAt, judgeAll, reportOf } from './report.ts';
import type { Word } from './words.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-23T12:00:00Z');

interface Given {
  readonly id: string;
  readonly severity?: Severity;
  readonly isAttestable?: true;
  readonly found: readonly Partial<Finding>[] | Error;
}

/** A family of these checks, whose findings are given. */
function looked(...given: readonly Given[]): { family: AnyFamily; facts: unknown } {
  const checks = given.map(
    ({ id, severity = 'high', isAttestable, found }): Check<never> => ({
      id,
      severity,
      title: 'it is so',
      why: 'because',
      how: 'by looking',
      fix: 'mend it',
      undo: 'unmend it',
      references: [],
      boxes: [1],
      ...(isAttestable ? { isAttestable } : {}),
      judge: () => {
        if (found instanceof Error) throw found;
        return found.map((one) => ({ result: 'pass', about: 'it', says: 'seen', by: 'eye', ...one }));
      },
    }),
  );
  return { family: { name: given[0]!.id.slice(0, -3), title: 'x', checks, blind: () => undefined }, facts: undefined };
}

const judge = (given: readonly Given[], words: readonly Word[] = []) =>
  judgeAll(
    given.map((one) => looked(one)),
    { words, nowMs: NOW },
  );
const report = (given: readonly Given[], words: readonly Word[] = []) =>
  reportOf(judge(given, words), { atMs: NOW, version: '1', notes: [] });
const word = (more: Partial<Word>): Word => ({
  kind: 'waive',
  id: 'HOST-01',
  covers: ['it', 'a', 'binance'].map((about) => ({ about, result: 'fail', severity: 'critical' })),
  why: 'moving',
  who: 'ann',
  atMs: NOW - DAY_MS,
  untilMs: NOW + DAY_MS,
  ...more,
});

describe('a report', () => {
  it('has the worst first, by result and then severity', () => {
    const checks = judge([
      { id: 'HOST-01', found: [{ result: 'pass' }] },
      { id: 'HOST-02', severity: 'low', found: [{ result: 'fail' }] },
      { id: 'HOST-03', severity: 'critical', found: [{ result: 'unknown' }] },
      { id: 'HOST-04', severity: 'critical', found: [{ result: 'fail' }] },
    ]);
    expect(checks.map(({ id }) => id)).toEqual(['HOST-04', 'HOST-02', 'HOST-03', 'HOST-01']);
  });

  it('has the worst finding of a check for it, and the severity of that one', () => {
    const [check] = judge([
      { id: 'SEC-01', severity: 'critical', found: [{ about: 'a' }, { about: 'b', result: 'fail', severity: 'low' }] },
    ]);
    expect(check).toMatchObject({ state: 'fail', severity: 'low' });
  });

  it.each([
    ['throws', new Error('oh')],
    ['says nothing', []],
  ])('takes a check that %s for not seen', (_name, found) => {
    expect(judge([{ id: 'HOST-01', found }])[0]).toMatchObject({ state: 'unknown' });
  });

  it('looks only at what is asked for, by id or family', () => {
    const all = [
      looked({ id: 'HOST-01', found: [{}] }, { id: 'HOST-02', found: [{}] }),
      looked({ id: 'SEC-01', found: [{}] }),
    ];
    const ids = (wants: readonly string[]) => judgeAll(all, { words: [], nowMs: NOW, wants }).map(({ id }) => id);
    expect(ids(['HOST'])).toEqual(['HOST-01', 'HOST-02']);
    expect(ids(['HOST-02', 'SEC-01'])).toEqual(['HOST-02', 'SEC-01']);
  });
});

describe("an owner's word", () => {
  const unseen: Given = { id: 'ACCT-01', isAttestable: true, found: [{ result: 'unknown', about: 'binance' }] };
  it('attests what could not be seen, of a check that can be attested', () => {
    const attest = word({ kind: 'attest', id: 'ACCT-01' });
    expect(judge([unseen], [attest])[0]).toMatchObject({ state: 'attested' });
    const { isAttestable: _, ...measured } = unseen;
    expect(judge([measured], [attest])[0]).toMatchObject({ state: 'unknown' });
  });
  it('attests nothing that was seen to be bad', () => {
    const bad = { ...unseen, found: [{ result: 'fail', about: 'binance' }] as const };
    expect(judge([bad], [word({ kind: 'attest', id: 'ACCT-01' })])[0]).toMatchObject({ state: 'fail' });
  });
  it('waives what fails, and keeps what it was', () => {
    const [check] = judge([{ id: 'HOST-01', found: [{ result: 'fail' }] }], [word({})]);
    expect(check).toMatchObject({ state: 'waived', findings: [{ result: 'fail', state: 'waived' }] });
  });
  it('counts for the one thing that it names', () => {
    const found = [
      { result: 'fail', about: 'a' },
      { result: 'fail', about: 'b' },
    ] as const;
    const [check] = judge(
      [{ id: 'HOST-01', found }],
      [word({ covers: [{ about: 'a', result: 'fail', severity: 'high' }] })],
    );
    expect(check?.findings.map(({ about, state }) => [about, state])).toEqual([
      ['b', 'fail'],
      ['a', 'waived'],
    ]);
  });
  it('covers no worse result and no graver case than it was written for', () => {
    const covers = [{ about: 'it', result: 'warn', severity: 'high' }] as const;
    const states = [{ result: 'warn' }, { result: 'fail' }, { result: 'warn', severity: 'critical' }] as const;
    expect(states.map((one) => judge([{ id: 'HOST-01', found: [one] }], [word({ covers })])[0]!.state)).toEqual([
      'waived',
      'fail',
      'warn',
    ]);
  });
  it('is not believed where it is of the future, or for longer than a year', () => {
    const found = [{ result: 'fail' }] as const;
    const stateOf = (more: Partial<Word>) => judge([{ id: 'HOST-01', found }], [word(more)])[0]!.state;
    expect(stateOf({ atMs: NOW + 1 })).toBe('fail');
    expect(stateOf({ untilMs: NOW + 400 * DAY_MS })).toBe('fail');
  });
  it('counts no more when its time is over, and is told', () => {
    const [check] = judge([{ id: 'HOST-01', found: [{ result: 'fail' }] }], [word({ untilMs: NOW })]);
    expect(check).toMatchObject({ state: 'fail', findings: [{ word: { hasEnded: true } }] });
  });
  it('never makes a pass', () => {
    const state = fc.constantFrom<Result>(...results);
    fc.assert(
      fc.property(state, fc.constantFrom('attest', 'waive'), fc.boolean(), (result, kind, isAttestable) => {
        const given = { id: 'HOST-01', found: [{ result }], ...(isAttestable ? { isAttestable: true as const } : {}) };
        const [check] = judge([given], [word({ kind: kind as Word['kind'] })]);
        expect(check!.state === 'pass').toBe(result === 'pass');
      }),
    );
  });
});

describe('the score', () => {
  it('is 100 and an A where all is fine', () => {
    expect(report([{ id: 'HOST-01', found: [{}] }]).score).toMatchObject({ points: 100, letter: 'A', deductions: [] });
  });
  it('says what each check takes away', () => {
    const { score } = report([
      { id: 'HOST-01', found: [{ result: 'fail' }] },
      { id: 'HOST-02', severity: 'medium', found: [{ result: 'warn' }] },
    ]);
    expect(score).toMatchObject({ points: 85, letter: 'B' });
    expect(score.deductions.map(({ id, points }) => [id, points])).toEqual([
      ['HOST-01', 12],
      ['HOST-02', 3],
    ]);
  });
  it('is an F where a key can withdraw from any address, whatever else', () => {
    const { score } = report([
      { id: 'KEY-01', severity: 'critical', found: [{ result: 'fail', about: 'key main' }] },
      { id: 'KEY-02', severity: 'critical', found: [{ result: 'fail', about: 'key main' }] },
    ]);
    expect(score.points).toBeLessThanOrEqual(10);
    expect(score.letter).toBe('F');
    expect(score.caps.map(({ why }) => why)).toContain('key main can withdraw, from any address');
  });
  it('takes two keys with one fault each for less', () => {
    const { score } = report([
      { id: 'KEY-01', severity: 'critical', found: [{ result: 'fail', about: 'key a' }] },
      { id: 'KEY-02', severity: 'critical', found: [{ result: 'fail', about: 'key b' }] },
    ]);
    expect(score.caps.every(({ points }) => points > 10)).toBe(true);
  });
  it('is no A while something critical is waived or was not seen', () => {
    expect(report([{ id: 'HOST-01', severity: 'critical', found: [{ result: 'unknown' }] }]).score.letter).toBe('C');
    const waived = [{ id: 'HOST-01', severity: 'critical', found: [{ result: 'fail' }] }] as const;
    expect(report(waived, [word({})]).score.letter).toBe('C');
  });
  it('is held down by a waived critical finding beside one that warns', () => {
    const found = [
      { about: 'a', result: 'fail' },
      { about: 'b', result: 'warn', severity: 'low' },
    ] as const;
    const { score } = report([{ id: 'HOST-01', severity: 'critical', found }], [word({})]);
    expect(score.caps).toMatchObject([{ points: 74 }]);
  });
  it('takes at most so much away for what was not seen', () => {
    const many = Array.from({ length: 60 }, (_, at) => ({
      id: `HOST-${String(at + 10)}`,
      found: [{ result: 'unknown' as const }],
    }));
    expect(report(many).score).toMatchObject({ points: 80, deductions: [{ id: 'unknown', points: 20 }] });
  });
  it('never rises when something gets worse', () => {
    const severity = fc.constantFrom<Severity>(...severities);
    const result = fc.constantFrom<Result>('pass', 'unknown', 'warn', 'fail');
    const one = fc.record({ severity, result });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), fc.nat(), (list, nth) => {
        const given = (all: typeof list) =>
          all.map((each, at) => ({ id: `HOST-${at + 10}`, severity: each.severity, found: [{ result: each.result }] }));
        const worse = list.map((each, at) => (at === nth % list.length ? { ...each, result: 'fail' as const } : each));
        expect(report(given(worse)).score.points).toBeLessThanOrEqual(report(given(list)).score.points);
      }),
    );
  });
});

describe('the history', () => {
  const was = pastOf(
    report([
      { id: 'HOST-01', found: [{ result: 'fail' }] },
      { id: 'HOST-02', found: [{}] },
    ]),
  );
  const now = [
    { id: 'HOST-01', found: [{}] },
    { id: 'HOST-02', found: [{ result: 'warn' as const }] },
    { id: 'HOST-03', found: [{ result: 'fail' as const }] },
  ];
  it('tells what got better and worse, and nothing of checks that are new', () => {
    expect(beforeOf(was, judge(now))).toMatchObject({ better: ['HOST-01'], worse: ['HOST-02'] });
  });
  it('knows since when a thing is as it is', () => {
    const at = (atMs: number, result: Result) => ({
      ...pastOf(report([{ id: 'HOST-01', found: [{ result }] }])),
      atMs,
    });
    const pasts = [at(1, 'fail'), at(2, 'pass'), at(3, 'fail'), at(4, 'fail')];
    expect(sinceMs(pasts, 'HOST-01', 'it', 'fail')).toBe(3);
    expect(sinceMs(pasts, 'HOST-01', 'it', 'pass')).toBeUndefined();
  });
  it('calls drift what differs from the blessed state, and alarms for what is worse', () => {
    const drift = driftOf(was, judge(now));
    expect(drift.map(({ id, was, is }) => [id, was, is])).toEqual(
      [
        ['HOST-01', 'fail', 'pass'],
        ['HOST-02', 'pass', 'warn'],
      ].reverse(),
    );
    expect(alarmingDrift(drift).map(({ id }) => id)).toEqual(['HOST-02']);
  });
  it('alarms for a new thing that is bad, and for none that is gone or could not be seen', () => {
    const found = [
      { about: 'it' },
      { about: 'b', result: 'fail' as const },
      { about: 'c', result: 'unknown' as const },
    ];
    const drift = driftOf(
      was,
      judge([
        { id: 'HOST-02', found },
        { id: 'HOST-01', found: [{ about: 'other' }] },
      ]),
    );
    expect(alarmingDrift(drift).map(({ id, about }) => [id, about])).toEqual([['HOST-02', 'b']]);
  });
});

describe('the level of failure', () => {
  it('counts what fails at it or above, and not what warns, is waived or was not seen', () => {
    const checks = judge(
      [
        { id: 'HOST-01', found: [{ result: 'fail' }] },
        { id: 'HOST-02', severity: 'medium', found: [{ result: 'fail' }] },
        { id: 'HOST-03', found: [{ result: 'warn' }] },
        { id: 'HOST-04', found: [{ result: 'fail' }] },
        { id: 'HOST-05', found: [{ result: 'unknown' }] },
        { id: 'HOST-06', found: [{ result: 'fail', severity: 'low' }] },
      ],
      [word({ id: 'HOST-04' })],
    );
    expect(failsAt(checks, 'high').map(({ id }) => id)).toEqual(['HOST-01']);
    expect(failsAt(checks, 'low').map(({ id }) => id)).toEqual(['HOST-01', 'HOST-02', 'HOST-06']);
  });
});
