import { type Cases, seen } from '../../check.ts';
import { daysAgo, killFacts, noUses, use } from '../facts.contract.ts';
import type { KillFacts, KillUses } from '../facts.ts';

const drill = (days: number, isPassed = true, exchange = 'binance') => ({
  atMs: daysAgo(days),
  isPassed,
  exchanges: [exchange],
});
const uses = (more: Partial<KillUses>) => ({ uses: seen('kill/', { ...noUses, ...more }) });

export const drillPassedCases: Cases<KillFacts> = {
  good: {
    'a drill of three days ago': killFacts(),
    'a drill of 29 days ago': killFacts(uses({ practice: [drill(29)] })),
    'one that failed, and then passed': killFacts(uses({ practice: [drill(2, false), drill(1)] })),
    'a live drill': killFacts(uses({ live: [{ atMs: daysAgo(5), key: 'main', isPassed: true }] })),
    'a real use that made it flat': killFacts(uses({ real: [use()] })),
  },
  bad: {
    'none ever': killFacts(uses({})),
    'a drill of 30 days ago': killFacts(uses({ practice: [drill(30)] })),
    'of another exchange alone': killFacts(uses({ practice: [drill(1, true, 'kraken')] })),
    'the last one failed': killFacts(uses({ practice: [drill(5), drill(1, false)] })),
    'a live drill that did not come to its end, whatever passed on the practice exchange since': killFacts(
      uses({ practice: [drill(1)], live: [{ atMs: daysAgo(5), key: 'main' }] }),
    ),
    'a live drill of another key': killFacts(uses({ live: [{ atMs: daysAgo(1), key: 'second', isPassed: true }] })),
    'a real use that left something': killFacts(uses({ real: [use({ state: 'residue' })] })),
    'on the practice exchange it is lighter': killFacts(uses({}), { isReal: false }),
  },
  near: {
    'a date to come is no proof': killFacts(uses({ practice: [drill(-3)] })),
    'no bot trades': killFacts({ ...uses({}), accounts: seen('the settings', []) }),
  },
};
