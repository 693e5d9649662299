import { type FrontAnswer, type FrontContext, type FrontFactory, type FrontRequest, jsonAnswer } from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { type Asked, hmacOf, isSame, thinFront } from '../thin.ts';
import { subKeyCalls } from './sub-keys.ts';

const DAY_MS = 86_400_000;
const UNBOUND_DAYS = 90;

/** MEXC: what a key may do, the keys of sub-accounts, and the clock of the spot interface. */
export const mexcFront: FrontFactory = () =>
  thinFront({
    exchange: 'mexc',
    hosts: ['api.mexc.com'],
    mint,
    fault: (fault) =>
      fault.kind === 'server-error'
        ? error(fault.status, 500, 'Internal error')
        : jsonAnswer(429, { code: 429, msg: 'Too Many Requests' }, { 'retry-after': String(fault.retryAfterS) }),
    open: { 'GET /api/v3/time': (nowMs) => jsonAnswer(200, { serverTime: nowMs }) },
    signed: { 'GET /api/v3/apiKeyInfo': keyInfo, ...subKeyCalls(mint) },
    authenticate,
    refuse: (why, { ip }) => {
      if (why === 'ip') return error(400, 700006, `IP [${ip}] not in the ip white list`);
      if (why === 'permission') return error(401, 700007, 'No permission to access the endpoint.');
      // An expired key is told the same as one with a wrong signature.
      if (why === 'expired') return error(400, 700002, 'Signature for this request is not valid.');
      return error(400, 10072, 'Api key info invalid');
    },
    lost: () => error(404, 404, 'Not Found'),
  });

function error(status: number, code: number, msg: string): FrontAnswer {
  return jsonAnswer(status, { code, msg });
}

/** An id that starts `mx0` as all do, then `practice`, and a secret of 32 hex digits. */
function mint(random: (size: number) => Buffer): KeyParts {
  return { scheme: 'hmac', id: `mx0practice${random(4).toString('hex')}`, secret: random(16).toString('hex') };
}

/** Signed are the query, without its signature, and the body, as they are sent. */
function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const { rawQuery, rawBody, query, headers } = request;
  const params = new Map(query);
  const stamp = params.get('timestamp') ?? '';
  const windowMs = Number(params.get('recvWindow') ?? 5_000);
  const key = context.keys.find('mexc', headers['x-mexc-apikey'] ?? '');
  if (!key) return error(400, 10072, 'Api key info invalid');
  if (!(windowMs <= 60_000)) return error(400, 700005, 'recvWindow must less than 60000');
  const behindMs = context.nowMs - Number(stamp);
  if (!/^\d{13}$/.test(stamp) || behindMs <= -1_000 || behindMs > windowMs) {
    return error(400, 700003, 'Timestamp for this request is outside of the recvWindow.');
  }
  const at = rawQuery.lastIndexOf('&signature=');
  const expected = hmacOf('sha256', 'hex', key.secret!, rawQuery.slice(0, Math.max(at, 0)) + rawBody);
  if (at === -1 || !isSame(expected, params.get('signature') ?? '')) {
    return error(400, 700002, 'Signature for this request is not valid.');
  }
  return key;
}

function keyInfo({ key, request, context }: Asked): FrontAnswer {
  if (new Map(request.query).get('accessKey') !== key.id)
    return error(400, 730706, 'API KEY information does not exist');
  const { trade, futures, transfer, withdraw, admin } = key.permissions;
  const permissions = [
    'CONTRACT_ACCOUNT_READ',
    'CONTRACT_DEAL_READ',
    'SPOT_ACCOUNT_READ',
    'SPOT_DEAL_READ',
    admin && 'SPOT_ACCOUNT_WRITE',
    trade && 'SPOT_DEAL_WRITE',
    futures && 'CONTRACT_DEAL_WRITE',
    transfer && 'SPOT_TRANSFER_WRITE',
    withdraw && 'SPOT_WITHDRAW_WRITE',
  ];
  const ends = key.expiresMs ?? (key.ips === undefined ? key.createdMs + UNBOUND_DAYS * DAY_MS : undefined);
  return jsonAnswer(200, {
    note: key.label ?? 'practice',
    accessKey: key.id,
    createTime: new Date(key.createdMs).toISOString().replace('Z', '+00:00'),
    permissions: permissions.filter(Boolean).join(','),
    remainingValidity: ends === undefined ? null : Math.ceil((ends - context.nowMs) / DAY_MS),
    ipWhiteList: key.ips?.join(',') ?? '',
    status: 'VALID',
  });
}
