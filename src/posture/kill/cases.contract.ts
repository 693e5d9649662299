import type { Cases } from '../check.ts';
import { deadManSetCases } from './dead-man-set/cases.contract.ts';
import { drillPassedCases } from './drill-passed/cases.contract.ts';
import type { KillFacts } from './facts.ts';
import { haltHonouredCases } from './halt-honoured/cases.contract.ts';
import { keyCanCancelCases } from './key-can-cancel/cases.contract.ts';
import { planCompleteCases } from './plan-complete/cases.contract.ts';

export const killCases: Readonly<Record<string, Cases<KillFacts>>> = {
  'KILL-01': planCompleteCases,
  'KILL-02': drillPassedCases,
  'KILL-03': deadManSetCases,
  'KILL-04': haltHonouredCases,
  'KILL-05': keyCanCancelCases,
};
