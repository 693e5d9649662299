import type { Cases } from '../check.ts';
import { ageCases } from './age/cases.contract.ts';
import { aliveCases } from './alive/cases.contract.ts';
import { endOfKeyCases } from './end-of-key/cases.contract.ts';
import type { KeyFacts } from './facts.ts';
import { ipListCases } from './ip-list/cases.contract.ts';
import { ipListFitsCases } from './ip-list-fits/cases.contract.ts';
import { knownRightsCases } from './known-rights/cases.contract.ts';
import { neededRightsCases } from './needed-rights/cases.contract.ts';
import { ownKeyCases } from './own-key/cases.contract.ts';
import { placeCases } from './place/cases.contract.ts';
import { secretKindCases } from './secret-kind/cases.contract.ts';
import { subAccountCases } from './sub-account/cases.contract.ts';
import { unchangedCases } from './unchanged/cases.contract.ts';
import { vendorBoundCases } from './vendor-bound/cases.contract.ts';
import { withdrawalCases } from './withdrawal/cases.contract.ts';

export const cases: Readonly<Record<string, Cases<KeyFacts>>> = {
  'KEY-01': withdrawalCases,
  'KEY-02': ipListCases,
  'KEY-03': ipListFitsCases,
  'KEY-04': neededRightsCases,
  'KEY-05': endOfKeyCases,
  'KEY-06': ageCases,
  'KEY-07': ownKeyCases,
  'KEY-08': subAccountCases,
  'KEY-09': aliveCases,
  'KEY-10': secretKindCases,
  'KEY-12': vendorBoundCases,
  'KEY-13': unchangedCases,
  'KEY-14': knownRightsCases,
  'KEY-15': placeCases,
};
