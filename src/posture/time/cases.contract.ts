import type { Cases } from '../check.ts';
import type { ClockFacts } from './facts.ts';
import { secondCases } from './second/cases.contract.ts';
import { sourceCases } from './source/cases.contract.ts';
import { trendCases } from './trend/cases.contract.ts';
import { windowCases } from './window/cases.contract.ts';

export const cases: Readonly<Record<string, Cases<ClockFacts>>> = {
  'TIME-01': windowCases,
  'TIME-02': secondCases,
  'TIME-03': sourceCases,
  'TIME-04': trendCases,
};
