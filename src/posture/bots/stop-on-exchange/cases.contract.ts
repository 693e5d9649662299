import type { Cases } from '../../check.ts';
import type { BotFacts, Stop } from '../facts.ts';
import { facts, place } from '../scene.contract.ts';

const stop: Stop = { trading: 'live', exchange: 'binance', isOnExchange: true, isSupported: true, place };
const withStop = (more: Partial<Stop>): BotFacts => facts({ stops: [{ ...stop, ...more }] });

export const stopOnExchangeCases: Cases<BotFacts> = {
  good: { 'a stop-loss at the exchange': withStop({}) },
  bad: {
    'a stop-loss of the bot alone': withStop({ isOnExchange: false }),
    'an exchange that takes none': withStop({ isOnExchange: false, isSupported: false, exchange: 'bitvavo' }),
    'one asked of an exchange that takes none': withStop({ isSupported: false, exchange: 'bybit' }),
  },
  near: {
    'a dry run': withStop({ trading: 'dry', isOnExchange: false }),
    'a strategy that says it in code': withStop({ isOnExchange: 'unknown' }),
    'settings that do not say whether they are live': withStop({ trading: 'unknown', isOnExchange: false }),
    'another kind of bot': facts({}, { kind: 'jesse' }),
  },
};
