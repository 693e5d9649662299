import type { Cases } from '../../check.ts';
import { audited, facts, notAsked } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const secretKindCases: Cases<KeyFacts> = {
  good: { RSA: audited(), Ed25519: audited({ scheme: 'ed25519' }) },
  bad: { 'HMAC where RSA is taken': audited({ scheme: 'hmac' }) },
  near: {
    'HMAC where nothing else is taken': audited({ scheme: 'hmac', facts }),
    'not reached': audited({ told: notAsked }),
  },
};
