import { isIP } from 'node:net';
import type { JsonObject } from '../../core/index.ts';
import type { Ability } from '../exchange.ts';
import type { Inspection, KeyReport } from '../inspection.ts';
import { boundByText } from '../ip-list.ts';
import { accountOf, commaList } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { servedInspection } from '../served.ts';
import { facts } from './inspection-facts.ts';
import { maker } from './maker.ts';
import { okx } from './okx.ts';

const known: ReadonlySet<string> = new Set(['read_only', 'trade', 'withdraw']);

const ACCOUNT = /^[1-9]\d{4,29}$/;

/** By the account's number and its master's. */
function subAccountOf(row: JsonObject): Ability {
  const [uid, mainUid] = [textOf(row['uid']) ?? '', textOf(row['mainUid']) ?? ''];
  if (!ACCOUNT.test(uid) || !ACCOUNT.test(mainUid)) return 'unknown';
  return uid === mainUid ? 'no' : 'yes';
}

/** Keys of sub-accounts are made with a trading key of the master account that has an IP list. */
function adminOf(trade: Ability, ipRestricted: Ability, subAccount: Ability): Ability {
  const needs = [trade, ipRestricted, subAccount === 'yes' ? 'no' : subAccount === 'no' ? 'yes' : 'unknown'];
  return needs.includes('no') ? 'no' : needs.includes('unknown') ? 'unknown' : 'yes';
}

/** One permission is for every kind of trade, and for moving funds; beside a word that is not known, what is not listed may be given. */
function report(body: string): KeyReport | undefined {
  const answer = objectOf(jsonOf(body));
  const row = objectOf(listOf(answer?.['data'])?.[0]);
  const [perm, label] = [textOf(row?.['perm']), textOf(row?.['label'])];
  if (textOf(answer?.['code']) !== '0' || row === undefined || perm === undefined) return undefined;
  const words = [...commaList(perm)].sort();
  const isKnown = words.length > 0 && words.every((word) => known.has(word));
  const may = (word: string): Ability => (words.includes(word) ? 'yes' : isKnown ? 'no' : 'unknown');
  const trade = may('trade');
  const bound = boundByText(row['ip']);
  const subAccount = subAccountOf(row);
  return {
    rights: {
      read: may('read_only'),
      spot: trade,
      margin: trade,
      futures: trade,
      options: trade,
      transfer: trade,
      withdraw: may('withdraw'),
      admin: adminOf(trade, bound.ipRestricted, subAccount),
    },
    ...bound,
    ...(label === undefined ? {} : { label }),
    subAccount,
    ...accountOf(row['uid']),
    words,
  };
}

const served = servedInspection(okx, facts, report);

export const inspection: Inspection = {
  ...served,
  maker,
  publicIp: {
    /** Error 50110 names the address, and is told only to a key whose list has others. */
    ask: async (ask, credential, environment) => {
      const call = okx.key.introspect(environment);
      const answer = call && (await ask((time) => okx.wire.build(call, credential, time)));
      if (!answer || answer.status === 200) return answer && served.readError(answer.status, answer.body);
      const value = objectOf(jsonOf(answer.body));
      const [, address = ''] = /Your IP ([0-9a-fA-F.:]{3,45}) /.exec(textOf(value?.['msg']) ?? '') ?? [];
      const isTold = textOf(value?.['code']) === '50110' && isIP(address) !== 0;
      return isTold ? address : served.readError(answer.status, answer.body);
    },
  },
};
