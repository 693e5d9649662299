import { type Family, unseen } from '../check.ts';
import { atRest } from './at-rest/check.ts';
import { backEnds } from './back-ends/check.ts';
import { castValues } from './cast-values/check.ts';
import { copies } from './copies/check.ts';
import type { SecretsFacts } from './facts.ts';
import { fakeEncryption } from './fake-encryption/check.ts';
import { leftBehind } from './left-behind/check.ts';
import { passwordBeside } from './password-beside/check.ts';
import { processEnvironment } from './process-environment/check.ts';
import { readableByOthers } from './readable-by-others/check.ts';

/** Where secrets stand on this host, and who can read them. */
export const secretsFamily: Family<SecretsFacts> = {
  name: 'SEC',
  title: 'secrets',
  checks: [
    readableByOthers,
    atRest,
    fakeEncryption,
    passwordBeside,
    processEnvironment,
    leftBehind,
    castValues,
    copies,
    backEnds,
  ],
  blind: (reason) => {
    const nothing = unseen('keyward check', reason);
    return {
      files: nothing,
      traces: nothing,
      environments: nothing,
      backEnds: nothing,
      fakeEncrypted: nothing,
      passwordsBeside: nothing,
      castValues: nothing,
    };
  },
};
