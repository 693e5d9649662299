import { type Cases, seen } from '../../check.ts';
import { botSecrets } from '../bot-secrets.contract.ts';
import type { BotSecretFacts, FakeEncrypted } from '../bot-secrets.ts';

const key: FakeEncrypted = {
  bot: 'bot /srv/octobot',
  names: ['binance api-key', 'binance api-secret'],
  state: 'public-key',
  place: { file: '/srv/octobot/user/config.json', line: 7 },
};
const withKeys = (...found: readonly FakeEncrypted[]): BotSecretFacts =>
  botSecrets({ fakeEncrypted: seen('user/config.json', { bots: ['bot /srv/octobot'], found, unread: [] }) });

export const fakeEncryptionCases: Cases<BotSecretFacts> = {
  good: { 'an OctoBot without keys': withKeys() },
  bad: {
    'keys under the public key': withKeys(key),
    'keys that are plain': withKeys({ ...key, state: 'plain', names: ['okx api-key'] }),
    'the table of Jesse': withKeys({ ...key, bot: 'bot /srv/jesse', state: 'table', names: ['its exchange keys'] }),
    'both in one file': withKeys(key, { ...key, state: 'plain', names: ['okx api-key'] }),
  },
  near: {
    'keys under a key of somebody': withKeys({ ...key, state: 'other-key' }),
    'no such bot': botSecrets({}),
    'settings that cannot be read': botSecrets({
      fakeEncrypted: seen('user/config.json', {
        bots: ['bot /srv/octobot'],
        found: [],
        unread: ['/srv/octobot/user/config.json cannot be read by this user', 'another'],
      }),
    }),
  },
};
