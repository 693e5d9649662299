import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Finding, type Result, results, type Severity, severities } from './check.ts';
import { checkedBoxes } from './guide.ts';
import { pastOf } from './history.ts';
import { DAY_MS, type Given, HERE, judge, judgeSeen, looked, NOW, report, waiverOf, word } from './judged.contract.ts';
import { failsAt, judgeAll, reportOf } from './report.ts';
import { steady } from './saw.ts';
import { endText, type Word } from './words.ts';

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

  it('says of what was not seen how to see it, and not how to mend what may be fine', () => {
    const fixOf = (found: Partial<Finding>, more: Partial<Given> = {}) =>
      judge([{ id: 'DEP-01', found: [found], ...more }])[0]?.findings[0]?.fix;
    expect(fixOf({ result: 'unknown' })).toMatch(/^mend what keeps it from being seen .*`keyward check DEP-01`$/);
    expect(fixOf({ result: 'unknown', fix: 'keyward up' })).toBe('keyward up');
    expect(fixOf({ result: 'unknown' }, { isAttestable: true })).toBe('mend it');
    expect(fixOf({ result: 'fail' })).toBe('mend it');
  });

  it('looks only at what is asked for, by id or family', () => {
    const all = [
      looked({ id: 'HOST-01', found: [{}] }, { id: 'HOST-02', found: [{}] }),
      looked({ id: 'SEC-01', found: [{}] }),
    ];
    const ids = (wants: readonly string[]) =>
      judgeAll(all, { words: [], nowMs: NOW, wants, digestOf: () => 'seen' }).map(({ id }) => id);
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
      [word({ covers: [{ about: 'a', result: 'fail', severity: 'high', saw: ['seen'] }] })],
    );
    expect(check?.findings.map(({ about, state }) => [about, state])).toEqual([
      ['b', 'fail'],
      ['a', 'waived'],
    ]);
  });
  it('covers no worse result and no graver case than it was written for', () => {
    const covers = [{ about: 'it', result: 'warn', severity: 'high', saw: ['seen'] }] as const;
    const states = [{ result: 'warn' }, { result: 'fail' }, { result: 'warn', severity: 'critical' }] as const;
    expect(states.map((one) => judge([{ id: 'HOST-01', found: [one] }], [word({ covers })])[0]!.state)).toEqual([
      'waived',
      'fail',
      'warn',
    ]);
  });
  it.each([
    ['another secret', ['secret a', 'secret b', 'mode 644']],
    ['another mode', ['secret a', 'mode 666']],
    ['another secret in place of the first', ['secret b', 'mode 644']],
  ])('covers no file that has %s now, and says so', (_what, saw) => {
    const was = { result: 'fail', about: 'file .env', says: 'others read it' } as const;
    const words = [waiverOf([{ ...was, saw: ['secret a', 'mode 644'] }])];
    expect(judgeSeen([{ ...was, saw: ['secret a', 'mode 644'] }], words).state).toBe('waived');
    expect(judgeSeen([{ ...was, saw }], words)).toMatchObject({
      state: 'fail',
      findings: [{ word: { isOutgrown: true, why: 'moving' } }],
    });
  });
  it('covers still what has less in it than then', () => {
    const was = { result: 'fail', about: 'file .env' } as const;
    const words = [waiverOf([{ ...was, saw: ['secret a', 'secret b', 'mode 644'] }])];
    expect(judgeSeen([{ ...was, saw: ['secret b', 'mode 644'] }], words).state).toBe('waived');
  });
  it('goes by the sentence where a check gives nothing else, without what changes by itself', () => {
    const at = (says: string) => [{ result: 'fail' as const, about: 'sshd', says }];
    const words = [waiverOf(at('process 12 lets root in, since 2026-11-01T10:00Z, 3 days'))];
    expect(judgeSeen(at('process 99 lets root in, since 2026-11-20T11:00Z, 1 day'), words).state).toBe('waived');
    expect(judgeSeen(at('process 12 lets root in without a password, 3 days'), words).state).toBe('fail');
  });
  it('covers what could not be seen, for whatever reason', () => {
    const at = (says: string) => [{ result: 'unknown' as const, about: 'sshd', says }];
    expect(judgeSeen(at('no answer within 2 s'), [waiverOf(at('sshd is not installed'))]).state).toBe('waived');
  });
  it.each([
    ['it was changed 12 days ago', 'it was changed 1 day ago'],
    ['3 GiB are free, 9 % of it', '2.5 GiB are free, 8 % of it'],
    ['40 failed logins from 3 addresses in a day', '51 failed logins from 9 addresses in a day'],
    ['it is 1,200 ms ahead since 2026-11-01', 'it is -80 ms ahead since 2026-11-02'],
  ])('takes %j for the same as %j', (one, other) => {
    expect(steady(one)).toBe(steady(other));
  });
  it.each([
    ['2 keys stand in it', '3 keys stand in it'],
    ['port 8080 is open', 'port 8081 is open'],
    ['its mode 644', 'its mode 666'],
    ['a password was accepted', '2 passwords were accepted'],
  ])('takes %j for something else than %j', (one, other) => {
    expect(steady(one)).not.toBe(steady(other));
  });
  describe('of what is called by a secret', () => {
    const called = (what: string) => `file private_key=${what}.txt`;
    const shown = (text: string) => text.replace(/private_key=\w+/g, 'private_key=0x…');
    const markOf = (text: string) => String(text.length);
    const judgeShown = (found: readonly Partial<Finding>[], words: readonly Word[], marks = {}) =>
      judgeAll([looked({ id: 'SEC-01', severity: 'critical', found })], {
        words,
        nowMs: NOW,
        digestOf: (text) => createHash('sha256').update(text).digest('hex'),
        shown,
        ...marks,
      })[0]!;
    const waived = (found: Partial<Finding>, marks = {}) => {
      const covers = judgeShown([found], [], marks).findings.map(({ about, result, severity, saw }) => ({
        about,
        result,
        severity,
        saw,
      }));
      return [word({ id: 'SEC-01', covers })];
    };
    it.each<[string, Partial<Finding>]>([
      ['by its sentence', { result: 'fail' }],
      ['by what was seen', { result: 'fail', saw: ['mode 644'] }],
      ['by nothing', { result: 'unknown' }],
    ])('covers nothing else that looks alike when it is shown, judged %s', (_what, more) => {
      const at = (what: string) => ({ ...more, about: called(what), says: `others read ${called(what)}` });
      const words = waived(at('one'));
      expect(judgeShown([at('one')], words).state).toBe('waived');
      expect(judgeShown([at('two')], words)).toMatchObject({
        state: more.result,
        findings: [{ about: called('0x…') }],
      });
    });
    it('covers no other sentence that looks alike when it is shown', () => {
      const at = (what: string) => ({ result: 'fail', about: 'sshd', says: `it reads ${called(what)}` }) as const;
      expect(judgeShown([at('one')], waived(at('one'))).state).toBe('waived');
      expect(judgeShown([at('two')], waived(at('one'))).state).toBe('fail');
    });
    it('has a mark that tells it from what looks alike, and nothing else has one', () => {
      const found = [called('one'), called('three'), 'file .env'].map((about) => ({ result: 'fail' as const, about }));
      const check = judgeShown(found, waived(found[0]!, { markOf }), { markOf });
      expect(check.findings.map(({ about, state }) => [about, state])).toEqual([
        ['file .env', 'fail'],
        [`${called('0x…')} #${called('three').length}`, 'fail'],
        [`${called('0x…')} #${called('one').length}`, 'waived'],
      ]);
      const past = pastOf({ atMs: NOW, checks: [check] }, HERE);
      expect(Object.keys(past.states['SEC-01']!)).toHaveLength(3);
    });
  });
  it('tells its end as it was said: the end of a day, or a minute', () => {
    expect(endText(Date.parse('2027-01-02T00:00:00Z'))).toBe('the end of 2027-01-01 UTC');
    expect(endText(Date.parse('2027-01-02T10:30:00Z'))).toBe('2027-01-02 10:30 UTC');
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
    const one = fc.array(fc.record({ severity, result }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (list, nth, which) => {
        const given = (all: typeof list) => all.map((found, at) => ({ id: `HOST-${at + 10}`, found }));
        const worse = list.map((found, at) =>
          found.map((each, of) =>
            at === nth % list.length && of === which % found.length ? { ...each, result: 'fail' as const } : each,
          ),
        );
        expect(report(given(worse)).score.points).toBeLessThanOrEqual(report(given(list)).score.points);
      }),
    );
  });
  it.each<[string, Partial<Finding>, readonly [number, number]]>([
    ['was not seen', { about: 'dump.json', result: 'unknown', severity: 'high' }, [2, 1]],
    ['warns of something graver', { about: 'dump.json', result: 'warn', severity: 'high' }, [6, 0]],
  ])('counts what %s beside a light fault, which is mended without a loss', (_name, grave, [forSeen, forUnknown]) => {
    const light: Partial<Finding> = { about: 'test.env', result: 'fail', severity: 'low' };
    const before = report([{ id: 'SEC-01', found: [light, grave] }]).score;
    const after = report([{ id: 'SEC-01', found: [{ ...light, result: 'pass' }, grave] }]).score;
    expect(after.points).toBeGreaterThanOrEqual(before.points);
    expect(before.points).toBe(100 - forSeen - forUnknown);
  });
});

describe('a part of the checks', () => {
  it('has no score', () => {
    const checks = judge([{ id: 'HOST-01', found: [{}] }]);
    const part = reportOf(checks, { atMs: NOW, version: '1', notes: [], asked: ['HOST-01'] });
    expect([part.score, part.asked]).toEqual([undefined, ['HOST-01']]);
  });
});

describe('a box of the guides', () => {
  const boxOf = (number: number, states: Readonly<Record<string, Result>>) => {
    const given = Object.entries(states).map(([id, result]) => ({ id, found: [{ result }] }));
    const checks = judge(given).map((check) => ({ ...check, boxes: [number] }));
    return checkedBoxes(checks).find((box) => box.number === number)!.state;
  };
  it.each<[number, Readonly<Record<string, Result>>, Result]>([
    [28, { 'HOST-01': 'not-applicable', 'HOST-14': 'not-applicable', 'HOST-11': 'pass' }, 'not-applicable'],
    [28, { 'HOST-01': 'pass', 'HOST-14': 'not-applicable', 'HOST-11': 'pass' }, 'pass'],
    [28, { 'HOST-01': 'unknown', 'HOST-14': 'not-applicable', 'HOST-11': 'pass' }, 'unknown'],
    [28, { 'HOST-01': 'not-applicable', 'HOST-14': 'not-applicable', 'HOST-11': 'fail' }, 'fail'],
    [32, { 'ACCT-05': 'not-applicable', 'REC-03': 'pass' }, 'not-applicable'],
    [32, { 'ACCT-05': 'unknown', 'REC-03': 'pass' }, 'unknown'],
    [31, { 'ACCT-04': 'pass' }, 'pass'],
  ])('%i with %j is %s', (number, states, wanted) => {
    expect(boxOf(number, states)).toBe(wanted);
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
