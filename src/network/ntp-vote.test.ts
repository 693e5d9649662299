import { describe, expect, it } from 'vitest';
import { vote } from './ntp-vote.ts';
import type { NtpReading } from './sntp.ts';

const at = (offsetMs: number, errorMs = 10): NtpReading => ({
  server: `s${offsetMs}`,
  address: '192.0.2.1',
  stratum: 2,
  offsetMs,
  delayMs: errorMs,
  errorMs,
});
const silent = { server: 'silent', fault: 'it does not answer' };

describe('the vote of NTP servers', () => {
  it('of three that can be right at once is the span that they share', () => {
    expect(vote([at(0), at(8), at(4)])).toEqual({ kind: 'agreed', offsetMs: 4, errorMs: 6, falsetickers: [] });
  });

  it('of two against one names the one', () => {
    expect(vote([at(0), at(5), at(2_500)])).toMatchObject({ kind: 'agreed', falsetickers: ['s2500'] });
  });

  it('of two that differ is split, and so is that of two pairs', () => {
    expect(vote([at(0), at(500)])).toEqual({ kind: 'split' });
    expect(vote([at(0), at(1), at(500), at(501)])).toEqual({ kind: 'split' });
  });

  it('of one answer is a single one where several were asked, and agreed where it alone was asked', () => {
    expect(vote([at(7), silent])).toMatchObject({ kind: 'single', offsetMs: 7 });
    expect(vote([at(7)])).toMatchObject({ kind: 'agreed', offsetMs: 7 });
  });

  it('of nobody is silent', () => {
    expect(vote([silent])).toEqual({ kind: 'silent' });
    expect(vote([])).toEqual({ kind: 'silent' });
  });
});
