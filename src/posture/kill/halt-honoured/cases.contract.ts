import { type Cases, seen, unseen } from '../../check.ts';
import { daysAgo, killFacts, noUses, use } from '../facts.contract.ts';
import type { KillFacts } from '../facts.ts';

const halted = (level: string, running?: string) => ({
  halted: seen('halt.json', { level, ...(running === undefined ? {} : { running: seen('keyward up', running) }) }),
});
const run = (startedMs: number) => ({ runs: seen('run/', [{ bot: 'grid', key: 'main', startedMs }]) });
const killed = (isResumed: boolean) => ({ uses: seen('kill/', { ...noUses, real: [use({ isResumed })] }) });
const other = (speaksToKeyward: boolean) => ({ name: '/srv/grid', program: 'python3 bot.py', speaksToKeyward });

export const haltHonouredCases: Cases<KillFacts> = {
  good: {
    'the level is run everywhere': killFacts(),
    'a halt that the running Keyward knows': killFacts(halted('halt', 'halt')),
    'a halt, and nothing runs': killFacts(halted('halt')),
    'a bot in a mere halt: its orders are refused': killFacts({ ...halted('halt', 'halt'), ...run(daysAgo(9)) }),
    'a bot after a kill that was resumed': killFacts({ ...killed(true), ...run(daysAgo(9)) }),
    'another process that is connected to Keyward': killFacts({ others: seen('ss', [other(false), other(true)]) }),
  },
  bad: {
    'the running Keyward does not know of the halt': killFacts(halted('halt', 'run')),
    'an order went through in a halt': killFacts({
      passed: seen('the journal', {
        sinceMs: daysAgo(30),
        orders: [{ bot: 'grid', decision: '01KQ', at: '2026-11-20T10:00:00.000Z' }],
      }),
    }),
    'a bot that outlived the kill': killFacts({ ...killed(false), ...run(daysAgo(9)) }),
    'a bot that was started again while the kill stands': killFacts({ ...killed(false), ...run(daysAgo(1)) }),
  },
  near: {
    'another process of which nobody knows with whom it speaks': killFacts({ others: seen('ss', [other(false)]) }),
    'the running Keyward does not answer': killFacts({
      halted: seen('halt.json', { level: 'halt', running: unseen('keyward up', 'it does not answer') }),
    }),
  },
};
