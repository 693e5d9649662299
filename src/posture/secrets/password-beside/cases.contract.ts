import { type Cases, seen } from '../../check.ts';
import { botSecrets } from '../bot-secrets.contract.ts';
import type { BotSecretFacts, PasswordBeside } from '../bot-secrets.ts';

const password: PasswordBeside = {
  bot: 'bot /srv/hummingbot',
  name: 'CONFIG_PASSWORD',
  isBeside: true,
  place: { file: '/srv/hummingbot/docker-compose.yml', line: 11 },
  opens: '/srv/hummingbot/conf/connectors/binance.yml',
};
const withPasswords = (...found: readonly PasswordBeside[]): BotSecretFacts =>
  botSecrets({ passwordsBeside: seen('its files', { bots: ['bot /srv/hummingbot'], found, unread: [] }) });

export const passwordBesideCases: Cases<BotSecretFacts> = {
  good: { 'encrypted keys alone': withPasswords() },
  bad: {
    'a password in the compose file': withPasswords(password),
    'a password in a file of variables elsewhere': withPasswords({
      ...password,
      isBeside: false,
      place: { file: '/etc/hummingbot.env', line: 1 },
    }),
    'the same in two files': withPasswords(password, { ...password, place: { file: '/srv/hummingbot/.env', line: 1 } }),
  },
  near: { 'no encrypted keys': botSecrets({}) },
};
