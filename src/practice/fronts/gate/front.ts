import { createHash } from 'node:crypto';
import { type FrontAnswer, type FrontContext, type FrontFactory, type FrontRequest, jsonAnswer } from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { accountNumber } from '../account-ids.ts';
import { type Asked, hmacOf, isSame, thinFront } from '../thin.ts';
import { subKeyCalls, subKeyLine } from './sub-keys.ts';

const WINDOW_S = 60;

/** Gate: what a key may do, the keys of sub-accounts, and the clock. */
export const gateFront: FrontFactory = () =>
  thinFront({
    exchange: 'gate',
    hosts: ['api.gateio.ws', 'fx-api.gateio.ws', 'api-testnet.gateapi.io'],
    mint,
    fault: (fault) =>
      fault.kind === 'server-error'
        ? error(fault.status, 'INTERNAL', 'Server is busy')
        : error(429, 'TOO_MANY_REQUESTS', 'Request Rate Limit Exceeded'),
    open: { 'GET /api/v4/spot/time': (nowMs) => jsonAnswer(200, { server_time: nowMs }) },
    signed: { 'GET /api/v4/account/main_keys': mainKeys, ...subKeyCalls(mint) },
    lineOf: (request) => subKeyLine(request) ?? `${request.method} ${request.path}`,
    authenticate,
    refuse: (why) => {
      if (why === 'ip') return error(403, 'IP_FORBIDDEN', 'Request IP not in whitelist');
      if (why === 'permission') return error(403, 'FORBIDDEN', 'Request forbidden due to permission');
      return error(401, 'INVALID_KEY', 'Invalid key provided');
    },
    lost: () => error(404, 'NOT_FOUND', 'Not found'),
  });

function error(status: number, label: string, message: string): FrontAnswer {
  return jsonAnswer(status, { label, message });
}

/** An id of 32 hex digits that starts with `practice` in hex, and a secret of 64. */
function mint(random: (size: number) => Buffer): KeyParts {
  return {
    scheme: 'hmac',
    id: `7072616374696365${random(8).toString('hex')}`,
    secret: random(32).toString('hex'),
  };
}

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const { method, path, query, rawBody, headers } = request;
  const [id, sign, stamp] = ['key', 'sign', 'timestamp'].map((name) => headers[name] ?? '') as [string, string, string];
  if ([id, sign, stamp].includes('')) {
    return error(401, 'MISSING_REQUIRED_HEADER', 'Missing required header: KEY, SIGN or Timestamp');
  }
  const key = context.keys.find('gate', id);
  if (!key) return error(401, 'INVALID_KEY', 'Invalid key provided');
  if (!/^\d{10}$/.test(stamp) || Math.abs(context.nowMs / 1_000 - Number(stamp)) > WINDOW_S) {
    return error(403, 'REQUEST_EXPIRED', 'gap between request Timestamp and server time exceeds 60');
  }
  const plain = query.map(([name, value]) => `${name}=${value}`).join('&');
  const text = [method, path, plain, createHash('sha512').update(rawBody).digest('hex'), stamp].join('\n');
  if (!isSame(hmacOf('sha512', 'hex', key.secret!, text), sign)) {
    return error(401, 'INVALID_SIGNATURE', 'Signature mismatch');
  }
  return key;
}

/** The list of groups has no word for withdrawing, so a key that may withdraw looks like one that may not. */
function mainKeys({ key, context }: Asked): FrontAnswer {
  const { trade, margin, futures, options, transfer, admin } = key.permissions;
  const perms = [
    { name: 'spot', read_only: !trade },
    { name: 'wallet', read_only: !transfer },
    { name: 'account', read_only: !admin },
    ...(margin ? [{ name: 'margin', read_only: false }] : []),
    ...(futures ? [{ name: 'futures', read_only: false }] : []),
    ...(options ? [{ name: 'options', read_only: false }] : []),
  ];
  return jsonAnswer(200, {
    state: 1,
    mode: 1,
    name: key.label ?? 'practice',
    currency_pairs: [],
    user_id: Number(accountNumber(key)),
    ip_whitelist: key.ips ?? [],
    perms,
    key: { mode: 1 },
    created_at: String(Math.floor(key.createdMs / 1_000)),
    updated_at: String(Math.floor(key.createdMs / 1_000)),
    last_access: String(Math.floor(context.nowMs / 1_000)),
  });
}
