import type { Cases } from '../../check.ts';
import type { BotFacts, Broker } from '../facts.ts';
import { facts, place } from '../scene.contract.ts';

const broker: Broker = {
  reach: 'loopback',
  takesCommands: true,
  startsByItself: true,
  hasPassword: true,
  hasTls: false,
  place,
};
const withBroker = (more: Partial<Broker>): BotFacts =>
  facts({ brokers: [{ ...broker, ...more }] }, { kind: 'hummingbot' });

export const mqttGuardedCases: Cases<BotFacts> = {
  good: {
    'a password, on this host': withBroker({}),
    'a password and TLS, elsewhere': withBroker({ reach: 'all', hasTls: true }),
    'no commands': withBroker({ takesCommands: false, hasPassword: false, reach: 'all' }),
  },
  bad: {
    'no password, on this host': withBroker({ hasPassword: false }),
    'no password, elsewhere': withBroker({ hasPassword: false, reach: 'all' }),
    'no password, with TLS': withBroker({ hasPassword: false, reach: 'all', hasTls: true }),
    'a password without TLS, elsewhere': withBroker({ reach: 'all' }),
    'a password without TLS, in a network of its own': withBroker({ reach: 'private' }),
    'a password without TLS, at a broker of the same compose file': withBroker({ reach: 'unknown' }),
  },
  near: {
    'the defaults, which start nothing': withBroker({ startsByItself: false, hasPassword: false }),
    'a bot without MQTT': facts({}),
  },
};
