import { describe, expect, it } from 'vitest';
import type { Drift, Report, ReportedCheck } from '../posture/index.ts';
import { cutNotes, sureBefore, sureDrift, surePast } from './cut-report.ts';

const check = (id: string, state: string): ReportedCheck =>
  ({ id, family: id.split('-')[0], state, findings: [{ about: 'x', state }] }) as unknown as ReportedCheck;
const checks = [
  check('BOT-01', 'unknown'),
  check('BOT-02', 'fail'),
  check('BOT-03', 'pass'),
  check('KEY-01', 'unknown'),
];
const drift = (id: string, was: string, is: string) => ({ id, about: 'x', was, is }) as Drift;

describe('a report in which the time ran out', () => {
  it('counts as better nothing of what was cut, as worse only what was seen', () => {
    const before = {
      atMs: 1,
      points: 2,
      letter: 'A',
      better: ['BOT-03', 'KEY-02'],
      worse: ['BOT-01', 'BOT-02', 'KEY-01'],
    };
    expect(sureBefore(before, checks, ['BOT'])).toMatchObject({ better: ['KEY-02'], worse: ['BOT-02', 'KEY-01'] });
    expect(sureBefore(before, checks, [])).toEqual(before);
  });

  it('differs from the baseline there only in what was seen to be worse', () => {
    const all = [
      drift('BOT-01', 'pass', 'unknown'),
      drift('BOT-01', 'fail', 'absent'),
      drift('BOT-02', 'pass', 'fail'),
      drift('BOT-03', 'fail', 'pass'),
      drift('KEY-01', 'pass', 'unknown'),
    ];
    expect(sureDrift(all, checks, ['BOT'])).toEqual([all[2], all[4]]);
    expect(sureDrift(all, checks, [])).toEqual(all);
  });

  it('is kept with what was known before of what was cut', () => {
    const report = { atMs: 1, checks, uncompared: ['BOT'] } as unknown as Report;
    const was = { x: { state: 'pass', severity: 'high' } } as const;
    const last = { atMs: 0, points: 1, letter: 'A', where: { folder: '.' }, states: { 'BOT-01': was } } as const;
    expect(surePast(report, { folder: '.' }, last).states).toMatchObject({ 'BOT-01': was });
    const late = [
      {
        id: 'HOST-01',
        family: 'HOST',
        findings: [{ about: 'x', state: 'unknown', severity: 'high', says: 'no time left to look' }],
      },
    ];
    const again = { atMs: 1, checks: late } as unknown as Report;
    const states = { 'HOST-01': was };
    expect(surePast(again, { folder: '.' }, { ...last, states }).states).toEqual(states);
  });

  it('is kept without what was cut, and says so', () => {
    const report = { atMs: 1, score: { points: 2, letter: 'A' }, checks, uncompared: ['BOT'] } as unknown as Report;
    expect(surePast(report, { folder: '.' }).states).toMatchObject({ 'KEY-01': { x: { state: 'unknown' } } });
    expect(Object.keys(surePast(report, { folder: '.' }).states)).toEqual(['KEY-01']);
    expect(cutNotes(['BOT', 'SEC']).join()).toContain('before all of BOT, SEC was looked at');
    expect(cutNotes([])).toEqual([]);
  });
});
