import { type FrontAnswer, type FrontContext, type FrontFactory, type FrontRequest, jsonAnswer } from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { accountNumber } from '../account-ids.ts';
import { subKeysOf } from '../sub-keys.ts';
import { type Asked, hmacOf, isSame, thinFront } from '../thin.ts';
import { subKeyCalls } from './sub-keys.ts';

const DAY_MS = 86_400_000;
const WINDOW_MS = 5 * 60_000;
const UNUSED_DAYS = 90;

/** HTX: what a key may do, the keys of sub-users, and the clock of the spot interface. */
export const htxFront: FrontFactory = () =>
  thinFront({
    exchange: 'htx',
    hosts: ['api.huobi.pro', 'api-aws.huobi.pro'],
    mint,
    fault: (fault) =>
      fault.kind === 'server-error'
        ? error('base-system-error', 'system error', fault.status)
        : error('rate-too-many-requests', 'exceeded rate limit', 429),
    open: { 'GET /v1/common/timestamp': (nowMs) => jsonAnswer(200, { status: 'ok', data: nowMs }) },
    signed: {
      'GET /v2/user/uid': ({ key }) => jsonAnswer(200, { code: 200, data: Number(accountNumber(key)), ok: true }),
      'GET /v2/user/api-key': apiKey,
      ...subKeyCalls(mint),
    },
    authenticate,
    refuse: (why) => {
      if (why === 'ip') return notValid('Incorrect IP address [IP地址错误]');
      if (why === 'permission') return notValid('API key has no permission [API Key没有权限]');
      if (why === 'expired') return notValid('APIkey has expired [APIkey已过期]');
      return notValid('Incorrect Access key [Access key错误]');
    },
    lost: () => jsonAnswer(404, { 'err-code': 'not-found', 'err-msg': 'not found', status: 'error', data: null }),
  });

function error(code: string, text: string, status = 200): FrontAnswer {
  return jsonAnswer(status, { status: 'error', 'err-code': code, 'err-msg': text, data: null });
}

function notValid(text: string): FrontAnswer {
  return error('api-signature-not-valid', `Signature not valid: ${text}`);
}

/** An id in four parts that starts `practice`, as long as HTX makes them, and a secret in four parts. */
function mint(random: (size: number) => Buffer): KeyParts {
  const [id, secret] = [random(10).toString('hex'), random(16).toString('hex')];
  return {
    scheme: 'hmac',
    id: `practice-${id.slice(0, 8)}-${id.slice(8, 16)}-${id.slice(15, 20)}`,
    secret: [secret.slice(0, 8), secret.slice(8, 16), secret.slice(16, 24), secret.slice(24, 29)].join('-'),
  };
}

/** Signed are the method, the host, the path and the query, sorted and in percent-encoding, without its signature. */
function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const { method, host, path, query, rawQuery } = request;
  const params = new Map(query);
  const key = context.keys.find('htx', params.get('AccessKeyId') ?? '');
  if (!key) return notValid('Incorrect Access key [Access key错误]');
  const signedMs = Date.parse(`${params.get('Timestamp')}Z`);
  if (Number.isNaN(signedMs) || Math.abs(context.nowMs - signedMs) > WINDOW_MS) {
    return notValid('Invalid timestamp [时间戳错误]');
  }
  const sorted = rawQuery
    .split('&')
    .filter((param) => !param.startsWith('Signature='))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .join('&');
  const expected = hmacOf('sha256', 'base64', key.secret!, [method, host, path, sorted].join('\n'));
  const isRight =
    params.get('SignatureMethod') === 'HmacSHA256' &&
    params.get('SignatureVersion') === '2' &&
    isSame(expected, params.get('Signature') ?? '');
  return isRight ? key : notValid('Verification failure [校验失败]');
}

function nameOf(param: string): string {
  return param.split('=')[0]!;
}

/** The key that is named, or all of the user: for the parent, of itself and its sub-users. A sub-user's key is told of itself alone. */
function apiKey({ key, request, context }: Asked): FrontAnswer {
  const params = new Map(request.query);
  const [named, uid = ''] = [params.get('accessKey'), params.get('uid')];
  const isAllowed =
    key.subAccount === undefined ? /^[1-9]\d*$/.test(uid) : uid === accountNumber(key) && named === key.id;
  if (!isAllowed) return jsonAnswer(200, { code: 1002, message: 'forbidden' });
  const own = context.keys.all().filter((one) => one.exchange === 'htx' && one.account === key.account);
  const keys =
    uid === accountNumber(key)
      ? own.filter((one) => one.subAccount === key.subAccount)
      : subKeysOf(context, 'htx', uid);
  const asked = keys.filter((one) => named === undefined || one.id === named);
  return jsonAnswer(200, {
    code: 200,
    message: 'success',
    data: asked.map((one) => row(one, context.nowMs)),
    ok: true,
  });
}

function row(key: PracticeKey, nowMs: number): Readonly<Record<string, unknown>> {
  const { trade, withdraw } = key.permissions;
  const ends =
    key.expiresMs ?? (key.ips === undefined && (trade || withdraw) ? nowMs + UNUSED_DAYS * DAY_MS : undefined);
  return {
    accessKey: key.id,
    note: key.label ?? 'practice',
    permission: ['readOnly', trade && 'trade', withdraw && 'withdraw'].filter(Boolean).join(','),
    ipAddresses: key.ips?.join(',') ?? '',
    validDays: ends === undefined ? -1 : Math.ceil((ends - nowMs) / DAY_MS),
    status: 'normal',
    createTime: key.createdMs,
    updateTime: key.createdMs,
  };
}
