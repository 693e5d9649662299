import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../app/index.ts';
import { checklistLines, reportLines } from './check-table.ts';
import type { Context, Style } from './command.ts';

const plain = (text: string): string => text;
const style: Style = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };
const on = (columns: number) => ({ columns, style }) as Context;
const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR_MS = 3_600_000;

const report = (more: Partial<CheckReport>): CheckReport => ({
  atMs: NOW,
  version: '1',
  checks: [],
  counts: { fail: 0, warn: 0, unknown: 0, waived: 0, attested: 0, pass: 0, 'not-applicable': 0 },
  notes: [],
  ...more,
});
const score = { points: 0, letter: 'F', deductions: [], caps: [] } as const;
const before = {
  atMs: NOW - 30 * 24 * HOUR_MS,
  points: 62,
  letter: 'C',
  better: ['TIME-01', 'TIME-02'],
  worse: ['SEC-01', 'SEC-02', 'REPO-01', 'HOST-01', 'HOST-02'],
};

describe('the first lines of a report', () => {
  it.each([60, 80])('fit %i columns with all that has changed', (columns) => {
    const lines = reportLines(report({ score, before }), on(columns), false);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines[0]).toMatch(/^F {2}0 of 100 {2}was C, 62, on 2026-10-24; worse:/);
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain(
      'worse: SEC-01, SEC-02, REPO-01 and 2 more; better: TIME-01, TIME-02',
    );
  });

  it('have the time of what was an hour ago', () => {
    const [first] = reportLines(report({ score, before: { ...before, atMs: NOW - HOUR_MS } }), on(200), false);
    expect(first).toContain('was C, 62, on 2026-11-23 11:00 UTC; worse');
  });

  it('have no letter where only a part was asked for', () => {
    const [first] = reportLines(report({ asked: ['HOST', 'KEY-01'] }), on(80), false);
    expect(first).toBe('HOST, KEY-01: 0 checks, without a score, which is of all');
  });

  it('tell of drift in severity', () => {
    const drift = [
      { id: 'SEC-01', about: 'file', was: 'fail', wasSeverity: 'low', is: 'fail', severity: 'critical' },
    ] as const;
    expect(reportLines(report({ score, drift }), on(80), false).join()).toContain(
      'SEC-01  file: was fail (low), is fail (critical)',
    );
  });
});

describe('a box of the checklist', () => {
  it('that no check of a part answers was not asked, unless it is built in', () => {
    const box = { number: 1, part: 'The key', text: 'x', deciding: [], checks: [] };
    const lines = checklistLines([box, { ...box, number: 2, done: 'so' }], on(80)).join();
    expect([lines.includes('1  not asked'), lines.includes('2  built in')]).toEqual([true, true]);
  });
});
