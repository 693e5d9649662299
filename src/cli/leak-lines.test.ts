import { describe, expect, it } from 'vitest';
import type { LeakPlan, LeakProgress } from '../app/index.ts';
import type { Context, Style } from './command.ts';
import { leakLines, stepLines } from './leak-lines.ts';

const plain = (text: string): string => text;
const style: Style = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };
/** What the lines of a command see of the terminal. */
const on = (columns: number) => ({ columns, style }) as Context;

const progress = (change: Partial<LeakProgress>): LeakProgress =>
  ({
    id: 'i',
    key: 'main',
    step: 'prove-dead',
    state: 'done',
    says: '',
    at: '',
    tookMs: 1_200,
    ...change,
  }) as LeakProgress;
const plan = (change: Partial<LeakPlan> = {}): LeakPlan =>
  ({
    key: 'a-key-of-the-second-account',
    exchangeName: 'Binance',
    startedAt: '2026-11-22T10:00:00.000Z',
    death: 'alive',
    folder: '/var/leaks',
    ...change,
  }) as LeakPlan;

const LONG = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');

describe('the lines of a leak', () => {
  it.each([60, 80, 200])('fit a terminal of %i columns, with what goes on below what it goes on from', (columns) => {
    const lines = stepLines(on(columns), progress({ says: LONG }));
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines[0]).toMatch(/^done {2}prove-dead {2}word0 /);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {18}\S/);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(LONG);
    expect(leakLines(on(columns), plan(), 'prove-dead').filter((line) => line.length > columns)).toEqual([]);
  });

  it('begin with what is said, also where its first word is longer than a line', () => {
    const folder = `/var/${'x'.repeat(90)}/leaks/main-01M82BCXW16QSNEYH7CYCX8RNJ:`;
    const [first, second] = stepLines(on(80), progress({ step: 'report', says: `${folder} report.md, police.txt` }));
    expect(first).toBe(`done  report      ${folder}`);
    expect(second).toBe(`${' '.repeat(18)}report.md, police.txt (1.2 s)`);
  });

  it('steer no terminal, whatever an exchange has sent', () => {
    const evil = '\u001b]0;x\u0007\u001b[2J\u009b31m\rdone \u202egnp.exe\u2066 \n wait';
    const lines = [
      ...stepLines(on(80), progress({ says: evil })),
      ...leakLines(on(80), plan({ exchangeName: evil, folder: evil }), undefined),
    ];
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
    const endless = stepLines(on(80), progress({ says: `deleted ${'x'.repeat(5_000_000)}` })).join('');
    expect(endless.length).toBeLessThan(5_000);
    expect(endless).toContain('more characters');
  });
});
