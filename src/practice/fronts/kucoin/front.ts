import { type FrontAnswer, type FrontContext, type FrontFactory, type FrontRequest, jsonAnswer } from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { accountNumber } from '../account-ids.ts';
import { type Asked, hmacOf, isSame, thinFront } from '../thin.ts';
import { masked, subKeyCalls } from './sub-keys.ts';

const WINDOW_MS = 5_000;

/** KuCoin: what a key may do, the keys of sub-accounts, and the clock. */
export const kucoinFront: FrontFactory = () =>
  thinFront({
    exchange: 'kucoin',
    hosts: ['api.kucoin.com', 'api-futures.kucoin.com'],
    mint,
    fault: (fault) =>
      fault.kind === 'server-error'
        ? error(fault.status, '500000', 'Internal Server Error')
        : jsonAnswer(
            429,
            { code: '429000', msg: 'Too many requests in a short period of time' },
            { 'gw-ratelimit-remaining': '0', 'gw-ratelimit-reset': String(fault.retryAfterS * 1_000) },
          ),
    open: { 'GET /api/v1/timestamp': (nowMs) => jsonAnswer(200, { code: '200000', data: nowMs }) },
    signed: {
      'GET /api/v1/user/api-key': keyInfo,
      'GET /api/ua/v1/user/my-ip': ({ request }) => jsonAnswer(200, { code: '200000', data: request.ip }),
      ...subKeyCalls(mint),
    },
    authenticate,
    refuse: (why) => {
      if (why === 'ip') return error(401, '400006', 'The requested ip address is not in the api whitelist');
      if (why === 'permission') return error(403, '400007', 'Access denied --> require more permission.');
      return error(401, '400003', 'KC-API-KEY not exists');
    },
    lost: () => error(404, '404', 'Not Found'),
  });

function error(status: number, code: string, msg: string): FrontAnswer {
  return jsonAnswer(status, { code, msg });
}

/** An id of 24 hex digits that starts with `practice` in hex, a UUID as secret, and a passphrase. */
function mint(random: (size: number) => Buffer): KeyParts {
  const hex = random(16).toString('hex');
  return {
    scheme: 'hmac',
    id: `7072616374696365${random(4).toString('hex')}`,
    secret: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
    passphrase: `Practice-${random(6).toString('hex')}`,
  };
}

/** What is signed holds the query decoded. */
function authenticate(
  { method, path, query, rawBody, headers }: FrontRequest,
  context: FrontContext,
): PracticeKey | FrontAnswer {
  const [id, sign, stamp, passphrase] = ['key', 'sign', 'timestamp', 'passphrase'].map(
    (name) => headers[`kc-api-${name}`] ?? '',
  ) as [string, string, string, string];
  if ([id, sign, stamp, passphrase].includes('')) {
    return error(
      401,
      '400001',
      'Please check the header of your request for KC-API-KEY,KC-API-SIGN, KC-API-TIMESTAMP, KC-API-PASSPHRASE',
    );
  }
  const key = context.keys.find('kucoin', id);
  if (!key) return error(401, '400003', 'KC-API-KEY not exists');
  if (!/^\d{13}$/.test(stamp) || Math.abs(context.nowMs - Number(stamp)) > WINDOW_MS) {
    return error(401, '400002', 'KC-API-TIMESTAMP Invalid');
  }
  const target = query.length === 0 ? path : `${path}?${query.map(([name, value]) => `${name}=${value}`).join('&')}`;
  if (!isSame(hmacOf('sha256', 'base64', key.secret!, stamp + method + target + rawBody), sign)) {
    return error(401, '400005', 'Invalid KC-API-SIGN');
  }
  // Keys of the first version sent the passphrase in clear; none is made any more.
  if (!isSame(hmacOf('sha256', 'base64', key.secret!, key.passphrase!), passphrase)) {
    return error(401, '400004', 'Invalid KC-API-PASSPHRASE');
  }
  return key;
}

function keyInfo({ key }: Asked): FrontAnswer {
  const { read, trade, margin, futures, transfer, withdraw } = key.permissions;
  const permission = [
    read && 'General',
    futures && 'Futures',
    trade && 'Spot',
    transfer && 'InnerTransfer',
    withdraw && 'Transfer',
    margin && 'Margin',
  ];
  return jsonAnswer(200, {
    code: '200000',
    data: {
      remark: key.label ?? 'practice',
      apiKey: key.id,
      apiVersion: 3,
      permission: permission.filter(Boolean).join(','),
      ...(key.ips === undefined ? {} : { ipWhitelist: key.ips.map(masked).join(',') }),
      createdAt: key.createdMs,
      uid: Number(accountNumber(key)),
      isMaster: key.subAccount === undefined,
      ...(key.subAccount === undefined ? {} : { subName: key.subAccount }),
      expiredAt: key.expiresMs ?? null,
    },
  });
}
