import { isIP } from 'node:net';
import { callTo } from '../endpoints.ts';
import type { Ability, Answer, Call, Credential, Environment, Unclear } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { accountOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf, timeOf } from '../replies.ts';
import { servedInspection } from '../served.ts';
import { binance } from './binance.ts';
import { facts as served } from './facts.ts';
import { facts } from './inspection-facts.ts';
import { abilityBy } from './key.ts';

const known: ReadonlySet<string> = new Set([
  'enableReading',
  'enableSpotAndMarginTrading',
  'enableMargin',
  'enableFutures',
  'enableVanillaOptions',
  'enablePortfolioMarginTrading',
  'enableWithdrawals',
  'enableInternalTransfer',
  'permitsUniversalTransfer',
  'enableFixApiTrade',
  'enableFixReadOnly',
]);

/** Each flag that is on is a word; a flag that is on and not known may give anything. */
function report(body: string): KeyReport | undefined {
  const answer = objectOf(jsonOf(body));
  if (typeof answer?.['enableReading'] !== 'boolean') return undefined;
  const words = Object.keys(answer)
    .filter((name) => name !== 'ipRestrict' && answer[name] === true)
    .sort();
  const isKnown = words.every((word) => known.has(word));
  const told = abilityBy(answer);
  const may = (...flags: Parameters<typeof told>): Ability => {
    const can = told(...flags);
    return can === 'no' && !isKnown ? 'unknown' : can;
  };
  const createdMs = timeOf(answer['createTime']);
  return {
    rights: {
      read: may(['enableReading']),
      spot: may(['enableSpotAndMarginTrading'], ['enableFixApiTrade']),
      margin: may(['enableSpotAndMarginTrading', 'enableMargin'], ['enablePortfolioMarginTrading']),
      futures: may(['enableFutures'], ['enablePortfolioMarginTrading']),
      options: may(['enableVanillaOptions']),
      transfer: may(['enableInternalTransfer', 'permitsUniversalTransfer', 'enableMargin']),
      withdraw: may(['enableWithdrawals']),
      // No flag tells; the calls ask for a master key.
      admin: 'unknown',
    },
    ipRestricted: told(['ipRestrict']),
    ...(createdMs === undefined ? {} : { createdMs }),
    subAccount: 'unknown',
    words,
  };
}

/** The spot account, for the answer about the key does not say whose it is. */
function spotAccount(environment: Environment): Call | undefined {
  return callTo(served, 'GET', '/api/v3/account', { query: [['omitZeroBalances', 'true']] }, environment);
}

const restrictions = servedInspection(binance, facts, report);

/** Whose key it is, is asked of a key that may read, after its rights; the report does without where that is refused. */
async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const found = await restrictions.inspect(ask, key, environment);
  const call = spotAccount(environment);
  if ('unclear' in found || found.rights.read !== 'yes' || !call) return found;
  const answer = await ask((time) => binance.wire.build(call, key, time));
  return answer?.status === 200 ? { ...found, ...accountOf(objectOf(jsonOf(answer.body))?.['uid']) } : found;
}

/** A read of the futures account: the futures hosts alone name the caller's address where they refuse a key. */
function futuresBalance(environment: Environment): Call | undefined {
  return environment === 'live' ? callTo(served, 'GET', '/fapi/v3/balance', {}, environment) : undefined;
}

/** The address in `…, request ip: 192.0.2.1`; `undefined` where a key is served, for then it is not told. */
function addressIn({ status, body }: Answer): string | Unclear | undefined {
  if (status === 200) return undefined;
  const message = textOf(objectOf(jsonOf(body))?.['msg']) ?? '';
  const [, address = ''] = /request ip: ([0-9a-fA-F.:]{3,45})/.exec(message) ?? [];
  return isIP(address) === 0 ? binance.key.readError(status, body) : address;
}

export const inspection: Inspection = {
  ...restrictions,
  inspect,
  publicIp: {
    ask: async (ask, credential, environment) => {
      const call = futuresBalance(environment);
      const answer = call && (await ask((time) => binance.wire.build(call, credential, time)));
      return answer && addressIn(answer);
    },
  },
};
