import { unseen } from '../check.ts';
import { holdFamily } from '../family.contract.ts';
import type { BotSecretFacts } from './bot-secrets.ts';
import { castValuesCases } from './cast-values/cases.contract.ts';
import { castValues } from './cast-values/check.ts';
import { fakeEncryptionCases } from './fake-encryption/cases.contract.ts';
import { fakeEncryption } from './fake-encryption/check.ts';
import { passwordBesideCases } from './password-beside/cases.contract.ts';
import { passwordBeside } from './password-beside/check.ts';

holdFamily<BotSecretFacts>(
  {
    name: 'SEC',
    title: 'secrets of bots',
    checks: [fakeEncryption, passwordBeside, castValues],
    blind: (reason) => {
      const nothing = unseen('the settings of the bots', reason);
      return { fakeEncrypted: nothing, passwordsBeside: nothing, castValues: nothing };
    },
  },
  { 'SEC-03': fakeEncryptionCases, 'SEC-04': passwordBesideCases, 'SEC-07': castValuesCases },
);
