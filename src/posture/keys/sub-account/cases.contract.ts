import type { Cases } from '../../check.ts';
import { audited, notAsked } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const subAccountCases: Cases<KeyFacts> = {
  good: { 'a sub-account': audited() },
  bad: {
    'the main account': audited({ report: { subAccount: 'no' } }),
    'the main account, and a platform has it': audited({ vendor: '3commas', report: { subAccount: 'no' } }),
  },
  near: {
    'the exchange does not tell': audited({ report: { subAccount: 'unknown' } }),
    'a master key that makes keys': audited({ purpose: 'rotation', uses: [], report: { subAccount: 'no' } }),
    'not reached': audited({ told: notAsked }),
  },
};
