import type { Family } from '../check.ts';
import { unseen } from '../check.ts';
import { cancelOnExit } from './cancel-on-exit/check.ts';
import { doorClosed } from './door-closed/check.ts';
import type { BotFacts } from './facts.ts';
import { modesApart } from './modes-apart/check.ts';
import { mqttGuarded } from './mqtt-guarded/check.ts';
import { ownLogin } from './own-login/check.ts';
import { stopOnExchange } from './stop-on-exchange/check.ts';
import { strategiesBlessed } from './strategies-blessed/check.ts';
import { telegramUsers } from './telegram-users/check.ts';
import { webhookToken } from './webhook-token/check.ts';

export const botFamily: Family<BotFacts> = {
  name: 'BOT',
  title: 'the bots',
  checks: [
    doorClosed,
    ownLogin,
    telegramUsers,
    mqttGuarded,
    stopOnExchange,
    cancelOnExit,
    strategiesBlessed,
    webhookToken,
    modesApart,
  ],
  blind: (reason) => ({ bots: unseen('folders, processes and units', reason), gaps: [] }),
};
