import { isJsonObject, type JsonObject, type JsonValue } from '../../core/index.ts';
import type { Ability } from '../exchange.ts';
import type { Inspection, KeyReport } from '../inspection.ts';
import { accountOf } from '../key-words.ts';
import { listOf, textOf } from '../replies.ts';
import { servedInspection } from '../served.ts';
import { bybit } from './bybit.ts';
import { envelopeOf } from './calls.ts';
import { facts } from './inspection-facts.ts';
import { restriction } from './key.ts';
import { maker } from './maker.ts';

/** The permissions of the documents; those that no right stands for are for cards, converting, earning, affiliates and the like. */
const known: ReadonlySet<string> = new Set([
  'ContractTrade:Order',
  'ContractTrade:Position',
  'Spot:SpotTrade',
  'Wallet:AccountTransfer',
  'Wallet:SubMemberTransfer',
  'Wallet:SubMemberTransferList',
  'Wallet:Withdraw',
  'Options:OptionsTrade',
  'Derivatives:DerivativesTrade',
  'Exchange:ExchangeHistory',
  'Earn:Earn',
  'FiatP2P:FiatP2POrder',
  'FiatP2P:Advertising',
  'FiatBybitPay:FaitPayOrder',
  'FiatBitPay:FaitPayOrder',
  'FiatConvertBroker:FiatConvertBrokerOrder',
  'BitCard:BitCard',
  'ByXPost:ByXPost',
  'Affiliate:Affiliate',
  'BlockTrade:BlockTrade',
  'CopyTrading:CopyTrading',
  'NFT:NFTQueryProductList',
]);

/** `Group:Right` for each right; `undefined` when a group is no list of texts. */
function wordsOf(permissions: JsonObject): readonly string[] | undefined {
  const words: string[] = [];
  for (const [group, list] of Object.entries(permissions)) {
    const rights = listOf(list);
    if (rights === undefined) return undefined;
    for (const right of rights) {
      if (typeof right !== 'string') return undefined;
      words.push(`${group}:${right}`);
    }
  }
  return words.sort();
}

/** A key that only reads keeps its permissions in the list, without their effect. */
function rightsOf(words: readonly string[], permissions: JsonObject, isReadOnly: boolean): KeyReport['rights'] {
  const isKnown = words.every((word) => known.has(word));
  // The groups in `also` are not in every answer, so that their absence says nothing.
  const may = (names: readonly string[], also: readonly string[] = []): Ability => {
    if (isReadOnly) return 'no';
    if ([...names, ...also].some((name) => words.includes(name))) return 'yes';
    return isKnown && names.every((name) => permissions[name.split(':')[0]!] !== undefined) ? 'no' : 'unknown';
  };
  const moving = ['Wallet:AccountTransfer', 'Wallet:SubMemberTransfer', 'Wallet:SubMemberTransferList'];
  const options = may(['Options:OptionsTrade']);
  return {
    read: 'yes',
    spot: may(['Spot:SpotTrade']),
    // An order on margin is a spot order with `isLeverage`.
    margin: may(['Spot:SpotTrade']),
    // The options permission is for USDC contracts, which are options and perpetuals.
    futures: may(
      ['ContractTrade:Order', 'ContractTrade:Position', 'Options:OptionsTrade'],
      ['Derivatives:DerivativesTrade'],
    ),
    // Whether derivatives of a unified account include options is not documented.
    options: options === 'no' && words.includes('Derivatives:DerivativesTrade') && !isReadOnly ? 'unknown' : options,
    transfer: may(moving),
    withdraw: may(
      ['Wallet:Withdraw'],
      ['FiatP2P:FiatP2POrder', 'FiatBybitPay:FaitPayOrder', 'FiatBitPay:FaitPayOrder'],
    ),
    // These let a key edit and delete itself, and a master key the keys of its sub-accounts.
    admin: may([...moving, 'Wallet:Withdraw']),
  };
}

/** An ISO time; `undefined` where it is none, or 1970, which stands for no time. */
function timeIn(value: JsonValue | undefined): number | undefined {
  const text = textOf(value) ?? '';
  const ms = /^\d{4}-\d\d-\d\dT[0-9:.]+Z$/.test(text) ? Date.parse(text) : Number.NaN;
  return ms > 86_400_000 ? ms : undefined;
}

/** A key with an IP list has 1970 as its end, and none. */
function endOf(result: JsonObject, ipRestricted: Ability): Pick<KeyReport, 'expiresMs'> {
  const expiresMs = timeIn(result['expiredAt']);
  if (expiresMs !== undefined) return { expiresMs };
  const isEpoch = (textOf(result['expiredAt']) ?? '').startsWith('1970-01-01');
  return isEpoch && ipRestricted === 'yes' ? { expiresMs: 'never' } : {};
}

function report(body: string): KeyReport | undefined {
  const envelope = envelopeOf(body);
  if (envelope?.code !== '0') return undefined;
  const { result } = envelope;
  const [permissions, readOnly] = [result['permissions'], textOf(result['readOnly'])];
  const words = isJsonObject(permissions) ? wordsOf(permissions) : undefined;
  if (!isJsonObject(permissions) || !words || (readOnly !== '0' && readOnly !== '1')) return undefined;
  const where = restriction(result['ips']);
  const [label, createdMs] = [textOf(result['note']), timeIn(result['createdAt'])];
  return {
    rights: rightsOf(words, permissions, readOnly === '1'),
    ...where,
    ...(label === undefined ? {} : { label }),
    ...(createdMs === undefined ? {} : { createdMs }),
    ...endOf(result, where.ipRestricted),
    subAccount: result['isMaster'] === true ? 'no' : result['isMaster'] === false ? 'yes' : 'unknown',
    ...accountOf(result['userID']),
    // Told apart, for they give nothing here.
    words: readOnly === '1' ? ['readOnly', ...words.map((word) => `${word} (read only)`)] : words,
  };
}

export const inspection: Inspection = { ...servedInspection(bybit, facts, report), maker };
