import { type FrontAnswer, type FrontContext, type FrontFactory, type FrontRequest, jsonAnswer } from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { accountNumber } from '../account-ids.ts';
import { type Asked, hmacOf, isSame, thinFront } from '../thin.ts';
import { subKeyCalls } from './sub-keys.ts';

const WINDOW_MS = 30_000;

/** Bitget: what a key may do, the keys of sub-accounts, and the clock. */
export const bitgetFront: FrontFactory = () =>
  thinFront({
    exchange: 'bitget',
    hosts: ['api.bitget.com'],
    mint,
    fault: (fault) =>
      fault.kind === 'server-error'
        ? error(fault.status, '40015', 'System is abnormal')
        : error(429, '429', 'Too many requests'),
    open: {
      'GET /api/v2/public/time': (nowMs) =>
        jsonAnswer(200, { code: '00000', msg: 'success', requestTime: nowMs, data: { serverTime: String(nowMs) } }),
    },
    signed: { 'GET /api/v2/spot/account/info': accountInfo, ...subKeyCalls(mint) },
    authenticate,
    refuse: (why) => {
      if (why === 'ip') return error(400, '40038', 'The current ip is not in the apikey ip whitelist');
      if (why === 'permission') return error(400, '40014', 'Incorrect permissions, need spot permissions');
      return error(400, '40037', 'Apikey does not exist');
    },
    lost: () => error(404, '40404', 'Request URL NOT FOUND'),
  });

function error(status: number, code: string, msg: string): FrontAnswer {
  return jsonAnswer(status, { code, msg, data: null });
}

/** An id that starts `bg_` and then `practice` in hex, a secret of 64 hex digits, and a passphrase. */
function mint(random: (size: number) => Buffer): KeyParts {
  return {
    scheme: 'hmac',
    id: `bg_7072616374696365${random(8).toString('hex')}`,
    secret: random(32).toString('hex'),
    passphrase: `Practice${random(6).toString('hex')}`,
  };
}

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const { method, path, query, rawBody, headers } = request;
  const [id, sign, stamp, passphrase] = ['key', 'sign', 'timestamp', 'passphrase'].map(
    (name) => headers[`access-${name}`] ?? '',
  ) as [string, string, string, string];
  if (id === '') return error(400, '40001', 'ACCESS_KEY cannot be empty');
  if (sign === '') return error(400, '40003', 'Signature cannot be empty');
  if (passphrase === '') return error(400, '40011', 'ACCESS_PASSPHRASE cannot be empty');
  if (!/^\d{13}$/.test(stamp)) return error(400, '40005', 'Invalid ACCESS_TIMESTAMP');
  const key = context.keys.find('bitget', id);
  if (!key) return error(400, '40006', 'Invalid ACCESS_KEY');
  if (Math.abs(context.nowMs - Number(stamp)) > WINDOW_MS) return error(400, '40008', 'Request timestamp expired');
  const target = query.length === 0 ? path : `${path}?${query.map(([name, value]) => `${name}=${value}`).join('&')}`;
  if (!isSame(hmacOf('sha256', 'base64', key.secret!, stamp + method + target + rawBody), sign)) {
    return error(400, '40009', 'sign signature error');
  }
  if (!isSame(key.passphrase!, passphrase)) return error(400, '40012', 'apikey/password is incorrect');
  return key;
}

function accountInfo({ key, context }: Asked): FrontAnswer {
  const { trade, margin, futures, transfer, withdraw, admin } = key.permissions;
  const authorities = [
    futures ? 'coow' : 'coor',
    futures ? 'cpow' : 'cpor',
    trade ? 'stow' : 'stor',
    margin ? 'smow' : 'smor',
    transfer ? 'wtow' : 'wtor',
    ...(withdraw ? ['wwow'] : []),
    admin ? 'chow' : 'chor',
  ];
  return jsonAnswer(200, {
    code: '00000',
    msg: 'success',
    requestTime: context.nowMs,
    data: {
      userId: accountNumber(key),
      inviterId: '',
      ips: key.ips?.join(',') ?? '',
      authorities,
      parentId: Number(accountNumber({ account: key.account })),
      traderType: 'not_trader',
      channelCode: '',
      channel: '',
      regisTime: '1600000000000',
    },
  });
}
