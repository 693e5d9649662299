import { isJsonFault, isJsonObject, type JsonObject, parseJson } from '../../../core/index.ts';
import { type FrontAnswer, jsonAnswer } from '../../front.ts';
import type { KeyParts, Permissions, PracticeKey } from '../../keys.ts';
import { accountNumber } from '../account-ids.ts';
import { addressList, mintSubKey, subKeysOf } from '../sub-keys.ts';
import type { Asked } from '../thin.ts';

type Answer = (asked: Asked) => FrontAnswer;

const PATH = '/api/v1/sub/api-key';
const MOST_IPS = 20;

/** What a key of a sub-account can be given; `Transfer` and `Withdrawal` are none of it. */
const words: Readonly<Record<string, keyof Permissions>> = {
  General: 'read',
  Spot: 'trade',
  Margin: 'margin',
  Futures: 'futures',
  InnerTransfer: 'transfer',
};

function error(status: number, code: string, msg: string): FrontAnswer {
  return jsonAnswer(status, { code, msg });
}

function done(data: unknown): FrontAnswer {
  return jsonAnswer(200, { code: '200000', data });
}

/** KuCoin shows addresses without their middle: `203.**.154`. */
export function masked(ip: string): string {
  const parts = ip.split('.');
  return `${parts[0]}.**.${parts.at(-1)}`;
}

/** The keys of sub-accounts: for keys of the master account. */
export function subKeyCalls(mint: (random: (size: number) => Buffer) => KeyParts): Readonly<Record<string, Answer>> {
  return {
    [`POST ${PATH}`]: forMasters((asked) => create(asked, mint)),
    [`GET ${PATH}`]: forMasters(list),
    [`DELETE ${PATH}`]: forMasters(remove),
  };
}

function forMasters(answer: Answer): Answer {
  return (asked) =>
    asked.key.permissions.admin && asked.key.subAccount === undefined
      ? answer(asked)
      : error(403, '400007', 'Access denied --> require more permission.');
}

function textIn(body: JsonObject, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

function create({ request, context }: Asked, mint: (random: (size: number) => Buffer) => KeyParts): FrontAnswer {
  const body = parseJson(request.rawBody);
  if (isJsonFault(body) || !isJsonObject(body)) return error(400, '400100', 'Parameter error');
  const [subName, passphrase, remark] = ['subName', 'passphrase', 'remark'].map((name) => textIn(body, name));
  if (!subName) return error(400, '400100', 'subName may not be empty');
  if (!/^\S{7,32}$/.test(passphrase!)) return error(400, '400100', 'passphrase must contain 7-32 characters');
  if (!/^.{1,24}$/.test(remark!)) return error(400, '400100', 'remark must contain 1-24 characters');
  const granted = (textIn(body, 'permission') || 'General').split(',');
  if (!granted.every((word) => Object.hasOwn(words, word))) return error(400, '400100', 'permission is invalid');
  const ips = addressList(textIn(body, 'ipWhitelist'));
  if (!ips || ips.length > MOST_IPS) return error(400, '400100', 'ipWhitelist is invalid');
  const permissions = { read: false, ...Object.fromEntries(granted.map((word) => [words[word], true])) };
  const { id, secret } = mintSubKey(
    context,
    { exchange: 'kucoin', subAccount: subName, label: remark!, permissions, ips },
    (random) => ({ ...mint(random), passphrase: passphrase! }),
  );
  const made = row(context.keys.find('kucoin', id)!);
  return done({ ...made, apiSecret: secret, passphrase });
}

/** The key's id is shown whole, its secret and passphrase never again. */
function row(key: PracticeKey): Readonly<Record<string, unknown>> {
  return {
    subName: key.subAccount,
    remark: key.label,
    apiKey: key.id,
    apiVersion: 3,
    permission: Object.keys(words)
      .filter((word) => key.permissions[words[word]!])
      .join(','),
    ...(key.ips === undefined ? {} : { ipWhitelist: key.ips.map(masked).join(',') }),
    createdAt: key.createdMs,
  };
}

function list({ request, context }: Asked): FrontAnswer {
  const params = new Map(request.query);
  const [subName = '', id] = [params.get('subName'), params.get('apiKey')];
  if (subName === '') return error(400, '400100', 'subName may not be empty');
  const keys = subKeysOf(context, 'kucoin', subName).filter((key) => id === undefined || key.id === id);
  return done(keys.map((key) => ({ ...row(key), uid: Number(accountNumber(key)), isMaster: false })));
}

function remove({ request, context }: Asked): FrontAnswer {
  const params = new Map(request.query);
  const [subName = '', id = '', passphrase = ''] = ['subName', 'apiKey', 'passphrase'].map((name) => params.get(name));
  const key = subKeysOf(context, 'kucoin', subName).find((one) => one.id === id);
  if (!key) return error(400, '400100', 'apiKey not exists');
  if (key.passphrase !== passphrase) return error(400, '400100', 'passphrase is invalid');
  key.revoked = true;
  return done({ subName, apiKey: id });
}
