import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import { jsonLog } from './log.ts';

describe('a log line', () => {
  it('neither steers a terminal nor turns the direction of a text, and reads back as it was', () => {
    const lines: string[] = [];
    const reason = 'a\u001b[2J\u009b31m\u202egnp\u2066\u200f\u2028\u007f';
    jsonLog((line) => lines.push(line), systemClock).warn('odd', { reason });
    expect(lines[0]).toMatch(/^[ -~]+$/);
    expect(JSON.parse(lines[0]!)).toMatchObject({ severity: 'warn', message: 'odd', reason });
  });
});
