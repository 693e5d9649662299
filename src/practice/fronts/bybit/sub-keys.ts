import { isJsonFault, isJsonObject, type JsonObject, parseJson } from '../../../core/index.ts';
import type { AccountRules } from '../../core/account.ts';
import type { Permissions, PracticeKey } from '../../keys.ts';
import { addressList, mintSubKey, subKeysOf } from '../sub-keys.ts';
import { mintBybit, notPermitted } from './auth.ts';
import { type SignedCall, type SignedRoute, type WireError, wireError } from './wire.ts';

const PAGE = 20;

/** What the permissions of a new key of a sub-account stand for; there is none for withdrawing. */
const words: Readonly<Record<string, keyof Permissions | undefined>> = {
  'ContractTrade:Order': 'futures',
  'ContractTrade:Position': 'futures',
  'Spot:SpotTrade': 'trade',
  'Options:OptionsTrade': 'options',
  'Wallet:AccountTransfer': 'transfer',
  'Wallet:SubMemberTransferList': 'transfer',
  'Exchange:ExchangeHistory': undefined,
  'Earn:Earn': undefined,
};

/** The keys of sub-accounts: for master keys that may move funds or withdraw. The list is for every master key. */
export function subKeyRoutes(rules: AccountRules): readonly SignedRoute[] {
  return [
    {
      line: 'POST /v5/user/create-sub-api',
      needs: 'read',
      mandatory: ['subuid', 'readOnly'],
      answer: (call) => refusalOf(call) ?? create(call, rules),
    },
    {
      line: 'GET /v5/user/sub-apikeys',
      needs: 'read',
      mandatory: ['subMemberId'],
      answer: (call) => (call.key.subAccount === undefined ? list(call) : notPermitted),
    },
    {
      line: 'POST /v5/user/delete-sub-api',
      needs: 'read',
      answer: (call) => refusalOf(call) ?? remove(call),
    },
  ];
}

function refusalOf({ key }: SignedCall): WireError | undefined {
  const { transfer, withdraw, admin } = key.permissions;
  return (transfer || withdraw || admin) && key.subAccount === undefined ? undefined : notPermitted;
}

/** `Group:Right` for each right that is asked for; an error when one is not known. */
function wanted(rawBody: string): readonly string[] | WireError {
  const body = parseJson(rawBody);
  const groups = isJsonFault(body) || !isJsonObject(body) ? undefined : body['permissions'];
  if (!isJsonObject(groups)) return wireError(10001, 'params error: permissions is required');
  const names = namesIn(groups);
  const isGood = names?.length && names.every((name) => Object.hasOwn(words, name));
  return isGood ? names : wireError(10001, 'params error: permissions invalid');
}

function namesIn(groups: JsonObject): readonly string[] | undefined {
  const names: string[] = [];
  for (const [group, list] of Object.entries(groups)) {
    if (!Array.isArray(list)) return undefined;
    for (const one of list) names.push(`${group}:${String(one)}`);
  }
  return names;
}

function create({ request, context, params }: SignedCall, rules: AccountRules): unknown {
  const [subAccount, readOnly] = [params.get('subuid')!, params.get('readOnly')];
  if (!/^[1-9]\d{0,18}$/.test(subAccount)) return wireError(10001, 'params error: subuid invalid');
  if (readOnly !== '0' && readOnly !== '1') return wireError(10001, 'params error: readOnly invalid');
  const names = wanted(request.rawBody);
  if ('wireError' in names) return names;
  const given = params.get('ips');
  const ips = addressList(given === '*' ? '' : given);
  if (!ips) return wireError(10001, 'params error: ips invalid');
  const granted = readOnly === '1' ? [] : names.flatMap((name) => words[name] ?? []);
  const permissions: Partial<Permissions> = Object.fromEntries(granted.map((name) => [name, true]));
  const label = params.get('note') ?? '';
  const made = mintSubKey(context, { exchange: 'bybit', subAccount, label, permissions, ips }, mintBybit, rules);
  const key = context.keys.find('bybit', made.id)!;
  return {
    id: '1000003',
    note: label,
    apiKey: made.id,
    readOnly: Number(readOnly),
    secret: made.secret,
    permissions: shownPermissions(key),
  };
}

/** The groups of a key as the exchange shows them. A master key for keys of sub-accounts is one that moves funds to them. */
export function shownPermissions({
  permissions,
  subAccount,
}: PracticeKey): Readonly<Record<string, readonly string[]>> {
  const { trade, futures, transfer, withdraw, options, admin } = permissions;
  const isMaster = subAccount === undefined;
  const toOthers = isMaster ? ['SubMemberTransfer'] : ['SubMemberTransferList'];
  return {
    ContractTrade: futures ? ['Order', 'Position'] : [],
    Spot: trade ? ['SpotTrade'] : [],
    Wallet: [
      ...(transfer ? ['AccountTransfer'] : []),
      ...(transfer || (admin && isMaster) ? toOthers : []),
      ...(withdraw ? ['Withdraw'] : []),
    ],
    Options: options ? ['OptionsTrade'] : [],
    Derivatives: futures ? ['DerivativesTrade'] : [],
    CopyTrading: [],
    BlockTrade: [],
    Exchange: [],
    NFT: [],
    Affiliate: [],
    Earn: [],
    FiatP2P: [],
  };
}

/** Whether a key only reads. */
export function isReadOnly(key: PracticeKey): boolean {
  return Object.values(shownPermissions(key)).every((list) => list.length === 0);
}

const iso = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z');

function list({ context, params, nowMs }: SignedCall): unknown {
  const keys = subKeysOf(context, 'bybit', params.get('subMemberId')!);
  const from = params.number('cursor') ?? 0;
  const size = Math.min(params.number('limit') ?? PAGE, PAGE);
  const rows = keys.slice(from, from + size).map((key) => {
    const expiresMs = key.expiresMs ?? nowMs + 90 * 86_400_000;
    return {
      id: '1000003',
      ips: key.ips ?? ['*'],
      apiKey: key.id,
      note: key.label ?? '',
      status: key.ips ? 1 : 3,
      expiredAt: key.ips ? '1970-01-01T00:00:00Z' : iso(expiresMs),
      createdAt: iso(key.createdMs),
      type: 1,
      permissions: shownPermissions(key),
      secret: '******',
      readOnly: isReadOnly(key),
      deadlineDay: key.ips ? -2 : Math.max(0, Math.floor((expiresMs - nowMs) / 86_400_000)),
      flag: 'hmac',
    };
  });
  return { result: rows, nextPageCursor: from + size < keys.length ? String(from + size) : '' };
}

/** By the key alone: the sub-account is not named. */
function remove({ context, params }: SignedCall): unknown {
  const key = context.keys.find('bybit', params.get('apikey') ?? '');
  if (!key || key.revoked || key.subAccount === undefined) return wireError(10001, 'params error: apikey invalid');
  key.revoked = true;
  return {};
}
