import { type Cases, seen } from '../../check.ts';
import { botSecrets } from '../bot-secrets.contract.ts';
import type { BotSecretFacts, CastValue } from '../bot-secrets.ts';

const value: CastValue = {
  bot: 'bot /srv/grid',
  name: 'FREQTRADE__EXCHANGE__KEY',
  becomes: 'a number',
  place: { file: '/srv/grid/.env', line: 2 },
};
const withValues = (...found: readonly CastValue[]): BotSecretFacts =>
  botSecrets({ castValues: seen('its variables', { bots: ['bot /srv/grid'], found, unread: [] }) });

export const castValuesCases: Cases<BotSecretFacts> = {
  good: { 'values that stay text': withValues() },
  bad: {
    'a key of digits': withValues(value),
    'a key and a secret': withValues(value, { ...value, name: 'FREQTRADE__EXCHANGE__SECRET', becomes: 'a yes or no' }),
  },
  near: { 'no such variables': botSecrets({}) },
};
