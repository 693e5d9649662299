import { describe, expect, it } from 'vitest';
import { ALARM, ALARM_OVER } from '../app/index.ts';
import { textLog } from './text-log.ts';

const plain = (text: string): string => text;
const style = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };
const clock = { nowMs: () => Date.UTC(2026, 10, 22, 16, 55, 1, 123), monotonicMs: () => 0 };

function screen() {
  const lines: string[] = [];
  const log = textLog({ say: (line) => void lines.push(line), clock, style, columns: () => 80 });
  return { lines, log };
}

describe('the log on a terminal', () => {
  it('tells an alarm as when, how grave, what and what to run next, and its end', () => {
    const { lines, log } = screen();
    const about = 'foreign-order main 1';
    const says = 'somebody else placed an order in BTC/USDT: buy 0.001 BTC/USDT at 40000, 2026-11-22T16:55:00.987Z';
    log.error(ALARM, { about, reason: `${about}: ${says}`, key: 'main', next: 'keyward kill' });
    log.info(ALARM_OVER, { about, reason: `${about}: ${says}`, key: 'main' });
    expect(lines.slice(0, 4)).toEqual([
      '16:55:01Z  critical  main: somebody else placed an order in BTC/USDT: buy 0.001',
      '                     BTC/USDT at 40000, 2026-11-22T16:55:00Z',
      '                     next: keyward kill',
      '16:55:01Z  over      main: somebody else placed an order in BTC/USDT: buy 0.001',
    ]);
    expect(lines.filter((line) => line.length > 80 || line.includes('{'))).toEqual([]);
  });

  it('names the key once', () => {
    const { lines, log } = screen();
    log.warn(ALARM, { about: 'KEY-06 main', reason: 'KEY-06 main: main: overdue', key: 'main' });
    expect(lines).toEqual(['16:55:01Z  warning   main: overdue']);
  });

  it('tells anything else by its message and what is known, and lets nothing steer the terminal', () => {
    const { lines, log } = screen();
    log.error('the kill switch has failed', { key: 'main', reason: 'too\u001b[2Jbad', status: 500 });
    expect(lines).toEqual(['16:55:01Z  error     the kill switch has failed: main: too?[2Jbad: status 500']);
  });
});
