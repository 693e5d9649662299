import { isIP } from 'node:net';
import { isJsonFault, isJsonObject, type JsonObject, type JsonValue, parseJson } from '../../../core/index.ts';
import { type FrontAnswer, jsonAnswer } from '../../front.ts';
import type { KeyParts, Permissions, PracticeKey } from '../../keys.ts';
import { mintSubKey, subKeysOf } from '../sub-keys.ts';
import type { Asked } from '../thin.ts';

type Answer = (asked: Asked) => FrontAnswer;

const MOST_IPS = 30;
const MOST_KEYS = 10;

/** What a key of a sub-account can be given; withdrawing is none of it. */
const words: Readonly<Record<string, keyof Permissions>> = {
  read: 'read',
  spot_trade: 'trade',
  margin_trade: 'margin',
  contract_trade: 'futures',
  transfer: 'transfer',
};

function error(code: string, msg: string): FrontAnswer {
  return jsonAnswer(400, { code, msg, data: null });
}

function done({ context }: Asked, data: unknown): FrontAnswer {
  return jsonAnswer(200, { code: '00000', msg: 'success', requestTime: context.nowMs, data });
}

/**
 * The keys of sub-accounts: for keys of the master account that are bound to addresses. The removal, which the exchange has for sub-accounts
 * of a unified account only, serves all of them here.
 */
export function subKeyCalls(mint: (random: (size: number) => Buffer) => KeyParts): Readonly<Record<string, Answer>> {
  return {
    'POST /api/v2/user/create-virtual-subaccount-apikey': forMasters((asked) => create(asked, mint)),
    'GET /api/v2/user/virtual-subaccount-apikey-list': forMasters(list),
    'POST /api/v3/user/delete-sub-api': forMasters(remove),
  };
}

function forMasters(answer: Answer): Answer {
  return (asked) => {
    const { permissions, subAccount, ips } = asked.key;
    return permissions.admin && subAccount === undefined && ips !== undefined
      ? answer(asked)
      : error('40014', 'Incorrect permissions, need sub-account management permissions');
  };
}

function bodyOf({ request }: Asked): JsonObject {
  const body = parseJson(request.rawBody);
  return isJsonFault(body) || !isJsonObject(body) ? {} : body;
}

function textsOf(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((entry) => typeof entry === 'string');
  return texts.length === value.length ? texts : undefined;
}

function create(asked: Asked, mint: (random: (size: number) => Buffer) => KeyParts): FrontAnswer {
  const { context } = asked;
  const body = bodyOf(asked);
  const { subAccountUid: uid, passphrase, label } = body;
  if (typeof uid !== 'string' || !/^[1-9]\d*$/.test(uid)) return error('40020', 'Parameter subAccountUid error');
  if (typeof passphrase !== 'string' || !/^[A-Za-z0-9]{8,32}$/.test(passphrase)) {
    return error('40020', 'Parameter passphrase error');
  }
  if (typeof label !== 'string' || !/^.{1,20}$/.test(label)) return error('40020', 'Parameter label error');
  const granted = textsOf(body['permList']);
  if (!granted?.every((word) => Object.hasOwn(words, word))) return error('40020', 'Parameter permList error');
  const ips = textsOf(body['ipList'] ?? []);
  if (!ips || ips.length > MOST_IPS || !ips.every((ip) => isIP(ip) !== 0)) {
    return error('40020', 'Parameter ipList error');
  }
  if (subKeysOf(context, 'bitget', uid).length >= MOST_KEYS) return error('40020', 'Too many keys');
  const permissions = { read: false, ...Object.fromEntries(granted.map((word) => [words[word], true])) };
  const { id, secret } = mintSubKey(
    context,
    { exchange: 'bitget', subAccount: uid, label, permissions, ips },
    (random) => ({ ...mint(random), passphrase }),
  );
  return done(asked, { ...row(context.keys.find('bitget', id)!), secretKey: secret });
}

/** The key's id is shown whole, its secret never again. */
function row(key: PracticeKey): Readonly<Record<string, unknown>> {
  return {
    subAccountUid: key.subAccount,
    subAccountName: `sub${key.subAccount}`,
    label: key.label,
    subAccountApiKey: key.id,
    permList: Object.keys(words).filter((word) => key.permissions[words[word]!]),
    ipList: key.ips ?? [],
  };
}

function list(asked: Asked): FrontAnswer {
  const uid = new Map(asked.request.query).get('subAccountUid') ?? '';
  return done(asked, subKeysOf(asked.context, 'bitget', uid).map(row));
}

function remove(asked: Asked): FrontAnswer {
  const id = bodyOf(asked)['apiKey'];
  const key = typeof id === 'string' ? asked.context.keys.find('bitget', id) : undefined;
  if (key?.subAccount === undefined || key.revoked) return error('40037', 'Apikey does not exist');
  key.revoked = true;
  return done(asked, {});
}
