import { type Cases, seen, unseen } from '../../check.ts';
import type { SecretsFacts } from '../facts.ts';
import { factsOf, secretOf } from '../made.contract.ts';

const of = (secrets: Parameters<typeof seen>[1] | undefined): SecretsFacts =>
  factsOf({
    environments: seen('/proc', [
      {
        about: 'process python3 bot.py of /srv/grid',
        secrets:
          secrets === undefined
            ? unseen('/proc/PID/environ', 'its environment may be read by its user and root alone')
            : seen('/proc/PID/environ', secrets as ReturnType<typeof secretOf>[]),
      },
    ]),
  });

export const cases: Cases<SecretsFacts> = {
  good: {
    'a bot without a secret in its environment': of([]),
    'a key that is dead': of([secretOf({ deadSince: '2026-10-01' })]),
  },
  bad: {
    'a key in the environment': of([secretOf({ lines: [] })]),
    'a token in it': of([secretOf({ weight: 'token' })]),
  },
  near: { 'an environment that may not be read': of(undefined), 'no bot that runs': factsOf({}) },
};
