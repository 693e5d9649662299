import { type Cases, seen, unseen } from '../../check.ts';
import type { BackEndSeen, SecretsFacts } from '../facts.ts';
import { factsOf } from '../made.contract.ts';

const of = (given: Partial<BackEndSeen>): SecretsFacts =>
  factsOf({
    backEnds: seen('keyward.yaml', [
      {
        key: 'main',
        kind: 'vault',
        isReal: true,
        proof: 'the token in bao.token',
        isLasting: false,
        reached: seen('keyward up', true),
        rights: seen('auth/token/lookup-self', { tooMuch: [], ttl: '12 hours' }),
        ask: 'bao token lookup',
        ...given,
      },
    ]),
  });

export const cases: Cases<SecretsFacts> = {
  good: { 'a token that ends and may read its secret alone': of({}) },
  bad: {
    'a place that does not answer': of({ reached: seen('keyward up', 'the server is sealed') }),
    'a root token': of({ rights: seen('auth/token/lookup-self', { tooMuch: ['it is the root token'] }) }),
    'a token that never ends': of({ isLasting: true }),
  },
  near: {
    'a role whose rights nobody tells': of({ rights: unseen('keyward.yaml', 'AWS alone tells') }),
    'a place that nobody asked': of({ reached: unseen('keyward up', 'no keyward up runs here') }),
    'keys on this host': factsOf({}),
  },
};
