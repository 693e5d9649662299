import { isJsonFault, isJsonObject, JsonNumber, type JsonObject, parseJson } from '../../../core/index.ts';
import { type FrontAnswer, jsonAnswer } from '../../front.ts';
import type { KeyParts } from '../../keys.ts';
import { addressList, mintSubKey, subKeysOf } from '../sub-keys.ts';
import type { Asked } from '../thin.ts';

type Answer = (asked: Asked) => FrontAnswer;

const MOST_IPS = 20;
const MOST_KEYS = 20;
/** The one code that is wrong here: there is no Google Authenticator to make a right one with. */
const WRONG_CODE = '000000';

function error(code: number, message: string): FrontAnswer {
  return jsonAnswer(200, { code, message });
}

function invalid(field: string): FrontAnswer {
  return error(2002, `invalid field value in \`${field}\``);
}

/** The keys of sub-users: for trading keys of the parent user. */
export function subKeyCalls(mint: (random: (size: number) => Buffer) => KeyParts): Readonly<Record<string, Answer>> {
  return {
    'POST /v2/sub-user/api-key-generation': forParents((asked, uid, body) => create(asked, uid, body, mint)),
    'POST /v2/sub-user/api-key-deletion': forParents(remove),
  };
}

function forParents(answer: (asked: Asked, uid: string, body: JsonObject) => FrontAnswer): Answer {
  return (asked) => {
    const { permissions, subAccount } = asked.key;
    if (!permissions.trade) {
      const text = 'Signature not valid: API key has no permission [API Key没有权限]';
      return jsonAnswer(200, { status: 'error', 'err-code': 'api-signature-not-valid', 'err-msg': text, data: null });
    }
    if (subAccount !== undefined) return error(1002, 'forbidden');
    const body = parseJson(asked.request.rawBody);
    if (isJsonFault(body) || !isJsonObject(body)) return invalid('body');
    const uid = body['subUid'];
    if (!(uid instanceof JsonNumber) || !/^[1-9]\d{0,18}$/.test(uid.text)) return invalid('subUid');
    return answer(asked, uid.text, body);
  };
}

function textIn(body: JsonObject, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

function create(
  { context }: Asked,
  uid: string,
  body: JsonObject,
  mint: (random: (size: number) => Buffer) => KeyParts,
): FrontAnswer {
  const [code, note, permission] = ['otpToken', 'note', 'permission'].map((name) => textIn(body, name));
  if (!/^\d{6}$/.test(code!) || code === WRONG_CODE) return invalid('otpToken');
  if (note!.length > 255) return invalid('note');
  const granted = permission!.split(',').map((word) => word.trim());
  const isKnown = granted.every((word) => word === 'readOnly' || word === 'trade');
  if (!isKnown || !granted.includes('readOnly')) return invalid('permission');
  const ips = addressList(textIn(body, 'ipAddresses'), true);
  if (!ips || ips.length > MOST_IPS) return invalid('ipAddresses');
  if (subKeysOf(context, 'htx', uid).length >= MOST_KEYS) {
    return error(2014, 'number of api key in the request exceeded valid range');
  }
  const permissions = { read: true, trade: granted.includes('trade') };
  const made = mintSubKey(context, { exchange: 'htx', subAccount: uid, label: note!, permissions, ips }, mint);
  return jsonAnswer(200, {
    code: 200,
    data: {
      accessKey: made.id,
      secretKey: made.secret,
      note,
      permission: permissions.trade ? 'trade,readOnly' : 'readOnly',
      ipAddresses: ips.join(','),
    },
    ok: true,
  });
}

function remove({ context }: Asked, uid: string, body: JsonObject): FrontAnswer {
  const key = subKeysOf(context, 'htx', uid).find((one) => one.id === textIn(body, 'accessKey'));
  if (!key) return invalid('accessKey');
  key.revoked = true;
  return jsonAnswer(200, { code: 200, data: null, ok: true });
}
