import type { Cases } from '../../check.ts';
import type { BotFacts, Exit } from '../facts.ts';
import { facts, place } from '../scene.contract.ts';

const withExit = (more: Partial<Exit>): BotFacts =>
  facts({ exits: [{ trading: 'live', cancels: true, place, ...more }] });

export const cancelOnExitCases: Cases<BotFacts> = {
  good: { 'orders that are cancelled': withExit({}) },
  bad: { 'orders that stay': withExit({ cancels: false }) },
  near: {
    'a dry run': withExit({ trading: 'dry', cancels: false }),
    'a bot of which it is not known': withExit({ cancels: 'unknown' }),
    'settings that do not say whether they are live': withExit({ trading: 'unknown', cancels: false }),
    'a bot without such a setting': facts({}, { kind: 'ccxt' }),
  },
};
