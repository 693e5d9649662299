import type { Rule } from '../rule.ts';
import { bitcoin } from './bitcoin/rule.ts';
import { coinbase } from './coinbase/rule.ts';
import { discord } from './discord/rule.ts';
import { ethereum } from './ethereum/rule.ts';
import { exchangeRules } from './exchange-rules.ts';
import { finnhub } from './finnhub/rule.ts';
import { genericRule } from './generic/rule.ts';
import { keyward } from './keyward/rule.ts';
import { mnemonic } from './mnemonic/rule.ts';
import { otherExchanges } from './other-exchanges/rule.ts';
import { passwordRule, urlPasswordRule } from './password/rule.ts';
import { pem } from './pem/rule.ts';
import { phemex } from './phemex/rule.ts';
import { serviceRules } from './service-rules.ts';
import { solana } from './solana/rule.ts';
import { xprv } from './xprv/rule.ts';

const byId = (a: Rule, b: Rule): number => (a.words.id < b.words.id ? -1 : 1);

/** Everything that is looked for. */
export const rules: readonly Rule[] = [
  keyward,
  ...[
    ...exchangeRules,
    ...serviceRules,
    bitcoin,
    coinbase,
    discord,
    ethereum,
    finnhub,
    genericRule,
    mnemonic,
    pem,
    phemex,
    solana,
    xprv,
  ].sort(byId),
  ...otherExchanges,
  passwordRule,
  urlPasswordRule,
];
