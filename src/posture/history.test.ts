import { describe, expect, it } from 'vitest';
import type { Finding, Result, Severity } from './check.ts';
import { alarmingDrift, beforeOf, driftOf, movedText, pastOf, pastsOf, sinceMs } from './history.ts';
import { type Given, HERE, judge, report, word } from './judged.contract.ts';
import { NO_TIME } from './packages/time-left.ts';

describe('the history', () => {
  const was = pastOf(
    report([
      { id: 'HOST-01', found: [{ result: 'fail' }] },
      { id: 'HOST-02', found: [{}] },
    ]),
    HERE,
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
      ...pastOf(report([{ id: 'HOST-01', found: [{ result }] }]), HERE),
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

describe('the severity', () => {
  const at = (result: Result, severity: Severity): Given => ({ id: 'SEC-01', found: [{ result, severity }] });
  const past = (given: Given) => pastOf(report([given]), HERE);
  it.each<[Result, Severity, Result, Severity, 'worse' | 'better' | 'same']>([
    ['fail', 'low', 'fail', 'critical', 'worse'],
    ['fail', 'critical', 'fail', 'low', 'better'],
    ['fail', 'low', 'warn', 'critical', 'worse'],
    ['warn', 'critical', 'fail', 'low', 'worse'],
    ['pass', 'critical', 'pass', 'low', 'same'],
    ['fail', 'high', 'fail', 'high', 'same'],
    ['unknown', 'low', 'unknown', 'critical', 'worse'],
  ])('of %s %s and then %s %s is told: %s', (was, wasSeverity, is, severity, told) => {
    const now = judge([at(is, severity)]);
    const { better, worse } = beforeOf(past(at(was, wasSeverity)), now);
    expect([worse.length > 0, better.length > 0]).toEqual([told === 'worse', told === 'better']);
  });
  it('makes drift of the same state, and an alarm where it is graver', () => {
    const drift = driftOf(past(at('fail', 'low')), judge([at('fail', 'critical')]));
    expect(drift).toEqual([
      { id: 'SEC-01', about: 'it', was: 'fail', wasSeverity: 'low', is: 'fail', severity: 'critical' },
    ]);
    expect(alarmingDrift(drift)).toEqual(drift);
    expect(movedText(drift[0]!)).toEqual({ was: 'fail (low)', is: 'fail (critical)' });
    const lighter = driftOf(past(at('fail', 'critical')), judge([at('fail', 'low')]));
    expect([lighter.length, alarmingDrift(lighter).length]).toEqual([1, 0]);
  });
  it('of what was waived and is mended is no alarm', () => {
    const waived = pastOf(report([{ id: 'HOST-01', found: [{ result: 'fail' }] }], [word({})]), HERE);
    const now = judge([{ id: 'HOST-01', found: [{}] }]);
    expect(beforeOf(waived, now)).toMatchObject({ better: ['HOST-01'], worse: [] });
    expect(alarmingDrift(driftOf(waived, now))).toEqual([]);
  });
});

describe('what there was no time to see', () => {
  const LATE = 'there was no time left to read 3 of its files';
  const at = (...found: Partial<Finding>[]): Given => ({ id: 'SEC-01', found });
  it.each([
    'the search for bots ended early (TimeoutError)',
    'the time ran out',
    'the look took longer than 10 s',
    'no answer within 2.5 s',
    'git did not answer in time',
    `not read: ${NO_TIME}`,
    'the exchanges have not answered within 2.5 s',
    LATE,
  ])('is neither better nor worse nor drift: %s', (says) => {
    const [fine, late] = [at({}), at({ result: 'unknown', says })];
    for (const [was, now] of [
      [fine, late],
      [late, fine],
    ] as const) {
      const past = pastOf(report([was]), HERE);
      expect(beforeOf(past, judge([now]))).toMatchObject({ better: [], worse: [] });
      expect(driftOf(past, judge([now]))).toEqual([]);
    }
  });
  it('hides nothing that is bad now, and takes nothing for gone', () => {
    const past = pastOf(
      report([at({ about: 'a', result: 'fail' }, { about: 'b', result: 'unknown', says: LATE })]),
      HERE,
    );
    const now = judge([at({ about: 'b', result: 'fail' }, { about: 'c', result: 'unknown', says: LATE })]);
    expect(driftOf(past, now).map(({ about, is }) => [about, is])).toEqual([['b', 'fail']]);
  });
  it('does not end what is so since a day', () => {
    const past = (atMs: number, given: Given) => ({ ...pastOf(report([given]), HERE), atMs });
    const bad = at({ result: 'fail' });
    const pasts = [past(1, bad), past(2, at({ result: 'unknown', says: LATE })), past(3, bad)];
    expect(sinceMs(pasts, 'SEC-01', 'it', 'fail')).toBe(1);
  });
});

describe('the past', () => {
  it('is that of the same settings and folder', () => {
    const past = (where: { settings?: string; folder: string }) => pastOf(report([]), where);
    const all = [past(HERE), past({ folder: '/srv' }), past({ ...HERE, folder: '/tmp' })];
    expect(pastsOf(all, HERE)).toEqual([all[0]]);
    expect(pastsOf(all, { folder: '/srv' })).toEqual([all[1]]);
  });
});
