import type { Cases } from '../check.ts';
import { cancelOnExitCases } from './cancel-on-exit/cases.contract.ts';
import { doorClosedCases } from './door-closed/cases.contract.ts';
import type { BotFacts } from './facts.ts';
import { modesApartCases } from './modes-apart/cases.contract.ts';
import { mqttGuardedCases } from './mqtt-guarded/cases.contract.ts';
import { ownLoginCases } from './own-login/cases.contract.ts';
import { stopOnExchangeCases } from './stop-on-exchange/cases.contract.ts';
import { strategiesBlessedCases } from './strategies-blessed/cases.contract.ts';
import { telegramUsersCases } from './telegram-users/cases.contract.ts';
import { webhookTokenCases } from './webhook-token/cases.contract.ts';

export const botCases: Readonly<Record<string, Cases<BotFacts>>> = {
  'BOT-01': doorClosedCases,
  'BOT-02': ownLoginCases,
  'BOT-03': telegramUsersCases,
  'BOT-04': mqttGuardedCases,
  'BOT-05': stopOnExchangeCases,
  'BOT-06': cancelOnExitCases,
  'BOT-07': strategiesBlessedCases,
  'BOT-08': webhookTokenCases,
  'BOT-09': modesApartCases,
};
