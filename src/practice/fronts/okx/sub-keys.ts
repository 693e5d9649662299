import type { AccountRules } from '../../core/account.ts';
import type { PracticeKey } from '../../keys.ts';
import { accountNumber } from '../account-ids.ts';
import { addressList, mintSubKey, subKeysOf } from '../sub-keys.ts';
import { mintOkx } from './auth.ts';
import { type OkxError, okxError, page, parameterError, type SignedCall, type SignedRoute } from './wire.ts';

const UID_DIGITS = 18;
const MOST_IPS = 20;
const MOST_KEYS = 50;

/** The keys of sub-accounts: for trading keys of the master account that have an IP list. The list is for every master key. */
export function subKeyRoutes(rules: AccountRules): readonly SignedRoute[] {
  const path = '/api/v5/users/subaccount';
  return [
    {
      line: `POST ${path}/apikey`,
      needs: 'trade',
      answer: (call) => forMasters(call, (name) => create(call, name, rules), true),
    },
    { line: `GET ${path}/apikey`, needs: 'read', answer: (call) => forMasters(call, (name) => list(call, name)) },
    { line: `GET ${path}/list`, needs: 'read', answer: subAccounts },
    {
      line: `POST ${path}/delete-apikey`,
      needs: 'trade',
      answer: (call) => forMasters(call, (name) => remove(call, name), true),
    },
  ];
}

/** Every sub-account that ever had a key, newest first. */
function subAccounts({ context, key, params }: SignedCall): Rows {
  if (key.subAccount !== undefined) return okxError('59500', 'Only the APIKey of the main account has permission');
  const first = new Map<string, number>();
  for (const { exchange, subAccount, createdMs } of context.keys.all()) {
    if (exchange === 'okx' && subAccount !== undefined && !first.has(subAccount)) first.set(subAccount, createdMs);
  }
  const named = params.get('subAcct');
  const rows = [...first]
    .filter(([name]) => named === undefined || name === named)
    .reverse()
    .map(([name, createdMs]) => ({
      canTransOut: false,
      enable: true,
      firstLvSubAcct: name,
      frozenFunc: [],
      gAuth: false,
      ifDma: false,
      label: name,
      mobile: '',
      subAcct: name,
      subAcctLv: '1',
      ts: String(createdMs),
      type: '1',
      uid: accountNumber({ account: name }, UID_DIGITS),
    }));
  return page(params, rows, ({ ts }) => Number(ts));
}

type Rows = readonly unknown[] | OkxError;

function forMasters({ key, params }: SignedCall, answer: (subAcct: string) => Rows, needsIps = false): Rows {
  if (key.subAccount !== undefined) return okxError('59500', 'Only the APIKey of the main account has permission');
  if (needsIps && key.ips === undefined) {
    return okxError('50035', 'This endpoint requires that APIKey must be linked to IP', 403);
  }
  const subAcct = params.get('subAcct');
  return subAcct === undefined ? parameterError('subAcct') : answer(subAcct);
}

/** 8 to 32 characters with a digit, a capital, a small letter and one that is none of these. */
function isPassphrase(text: string): boolean {
  return /^[\x21-\x7e]{8,32}$/.test(text) && [/\d/, /[A-Z]/, /[a-z]/, /[^A-Za-z0-9]/].every((kind) => kind.test(text));
}

function create({ context, params }: SignedCall, subAccount: string, rules: AccountRules): Rows {
  const [label, passphrase, perm] = [params.get('label'), params.get('passphrase'), params.get('perm') ?? 'read_only'];
  if (label === undefined) return parameterError('label');
  if (!isPassphrase(passphrase ?? '')) return okxError('59505', 'The passphrase format is incorrect');
  const granted = perm.split(',');
  if (granted.includes('withdraw'))
    return okxError('59504', 'The sub account does not support the withdrawal function');
  if (!granted.every((word) => word === 'read_only' || word === 'trade')) return parameterError('perm');
  const ips = addressList(params.get('ip'));
  if (!ips) return parameterError('ip');
  if (ips.length > MOST_IPS) return okxError('59503', 'Each APIKey can bind up to 20 IP addresses');
  const others = subKeysOf(context, 'okx', subAccount);
  if (others.length >= MOST_KEYS) return okxError('59501', 'Only 50 APIKeys can be created per account');
  if (others.some((key) => key.label === label)) {
    return okxError('59502', 'Note name cannot be duplicate with the currently created APIKey note name');
  }
  const request = { exchange: 'okx', subAccount, label, permissions: { trade: granted.includes('trade') }, ips };
  const mint = (random: (size: number) => Buffer) => ({ ...mintOkx(random), passphrase: passphrase! });
  const made = mintSubKey(context, request, mint, rules);
  const shown = row(context.keys.find('okx', made.id)!);
  return [{ subAcct: subAccount, ...shown, secretKey: made.secret, passphrase }];
}

function row(key: PracticeKey): Readonly<Record<string, unknown>> {
  const { read, trade } = key.permissions;
  return {
    label: key.label ?? '',
    apiKey: key.id,
    perm: [read && 'read_only', trade && 'trade'].filter(Boolean).join(','),
    ip: key.ips?.join(',') ?? '',
    ts: String(key.createdMs),
  };
}

function list({ context, params }: SignedCall, subAccount: string): Rows {
  const named = params.get('apiKey');
  const keys = subKeysOf(context, 'okx', subAccount);
  return keys.filter((key) => named === undefined || key.id === named).map(row);
}

function remove({ context, params }: SignedCall, subAccount: string): Rows {
  const key = subKeysOf(context, 'okx', subAccount).find((one) => one.id === params.get('apiKey'));
  if (!key) return okxError('59506', 'APIKey does not exist');
  key.revoked = true;
  return [{ subAcct: subAccount }];
}
