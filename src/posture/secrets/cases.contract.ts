import type { Cases } from '../check.ts';
import { cases as atRest } from './at-rest/cases.contract.ts';
import { cases as backEnds } from './back-ends/cases.contract.ts';
import type { BotSecretFacts } from './bot-secrets.ts';
import { castValuesCases } from './cast-values/cases.contract.ts';
import { cases as copies } from './copies/cases.contract.ts';
import type { SecretsFacts } from './facts.ts';
import { fakeEncryptionCases } from './fake-encryption/cases.contract.ts';
import { cases as leftBehind } from './left-behind/cases.contract.ts';
import { factsOf } from './made.contract.ts';
import { passwordBesideCases } from './password-beside/cases.contract.ts';
import { cases as processEnvironment } from './process-environment/cases.contract.ts';
import { cases as readableByOthers } from './readable-by-others/cases.contract.ts';

/** The cases of each check of secrets, by its id. */
export const secretsCases: Readonly<Record<string, Cases<SecretsFacts>>> = {
  'SEC-01': readableByOthers,
  'SEC-02': atRest,
  'SEC-03': whole(fakeEncryptionCases),
  'SEC-04': whole(passwordBesideCases),
  'SEC-05': processEnvironment,
  'SEC-06': leftBehind,
  'SEC-07': whole(castValuesCases),
  'SEC-08': copies,
  'SEC-09': backEnds,
};

/** Cases of what bots keep in ways of their own, among all else. */
function whole({ good, bad, near = {} }: Cases<BotSecretFacts>): Cases<SecretsFacts> {
  const all = (cases: Cases<BotSecretFacts>['good']): Cases<SecretsFacts>['good'] =>
    Object.fromEntries(Object.entries(cases).map(([title, facts]) => [title, factsOf(facts)]));
  return { good: all(good), bad: all(bad), near: all(near) };
}
