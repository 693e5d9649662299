import type { Family } from '../check.ts';
import { deadManSet } from './dead-man-set/check.ts';
import { drillPassed } from './drill-passed/check.ts';
import { blindKill, type KillFacts } from './facts.ts';
import { haltHonoured } from './halt-honoured/check.ts';
import { keyCanCancel } from './key-can-cancel/check.ts';
import { planComplete } from './plan-complete/check.ts';

export const killFamily: Family<KillFacts> = {
  name: 'KILL',
  title: 'the kill switch',
  checks: [planComplete, drillPassed, deadManSet, haltHonoured, keyCanCancel],
  blind: blindKill,
};
