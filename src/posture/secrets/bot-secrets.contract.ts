import { seen } from '../check.ts';
import type { BotSecretFacts, Looked } from './bot-secrets.ts';

const none: Looked<never> = { bots: [], found: [], unread: [] };

/** Facts with nothing in them but these. */
export const botSecrets = (facts: Partial<BotSecretFacts>): BotSecretFacts => ({
  fakeEncrypted: seen('the settings of the bots', none),
  passwordsBeside: seen('the settings of the bots', none),
  castValues: seen('the environments of the bots', none),
  ...facts,
});
