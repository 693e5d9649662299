import type { Cases } from '../../check.ts';
import type { BotFacts } from '../facts.ts';
import { facts, place } from '../scene.contract.ts';

export const webhookTokenCases: Cases<BotFacts> = {
  good: { 'a token that is asked': facts({ webhooks: [{ asksToken: true, place }] }, { kind: 'octobot' }) },
  bad: { 'no token': facts({ webhooks: [{ asksToken: false, place }] }, { kind: 'octobot' }) },
  near: { 'no signals of TradingView': facts({}, { kind: 'octobot' }) },
};
