import { createHmac } from 'node:crypto';
import {
  type FaultAnswer,
  type Front,
  type FrontAnswer,
  type FrontContext,
  type FrontRequest,
  jsonAnswer,
} from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { type Asked, isSame, thinFront } from '../thin.ts';

const WINDOW_MS = 60_000;
const AUTH = '/api/v2/public/auth';

/** Deribit, as far as it says what a key may do. */
export function deribitFront(): Front {
  return thinFront({
    exchange: 'deribit',
    hosts: ['www.deribit.com'],
    mint,
    fault,
    open: { 'GET /api/v2/public/get_time': (nowMs) => jsonAnswer(200, { jsonrpc: '2.0', result: Math.round(nowMs) }) },
    signed: {
      [`POST ${AUTH}`]: grant,
      [`GET ${AUTH}`]: grant,
      'GET /api/v2/private/list_api_keys': list,
      'GET /api/v2/private/get_subaccounts': logins,
    },
    authenticate: (request, context) => (request.path === AUTH ? byCredentials : bySignature)(request, context),
    // What Deribit says to a foreign address is not documented.
    refuse: (why) => (why === 'permission' ? failed(403, 13021, 'forbidden') : invalid),
    lost: () => failed(400, -32601, 'Method not found'),
  });
}

function mint(random: (size: number) => Buffer): KeyParts {
  return { scheme: 'hmac', id: `PRACT-${random(4).toString('hex')}`, secret: random(32).toString('base64url') };
}

function failed(status: number, code: number, message: string): FrontAnswer {
  return jsonAnswer(status, { jsonrpc: '2.0', error: { code, message }, testnet: false });
}

const invalid = failed(400, 13004, 'invalid_credentials');
const unauthorized = failed(401, 13009, 'unauthorized');

function byCredentials(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const params = request.method === 'GET' ? Object.fromEntries(request.query) : paramsOf(request.rawBody);
  if (params?.['grant_type'] !== 'client_credentials') return failed(400, -32602, 'Invalid params');
  const key = context.keys.find('deribit', String(params['client_id'] ?? ''));
  return key && isSame(key.secret!, String(params['client_secret'] ?? '')) ? key : invalid;
}

function paramsOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const asked = JSON.parse(body) as { method?: unknown; params?: Record<string, unknown> } | null;
    return asked?.method === 'public/auth' ? asked.params : undefined;
  } catch {
    return undefined;
  }
}

function bySignature(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const header = /^deri-hmac-sha256 id=([^,]+),ts=(\d{1,15}),sig=([0-9a-f]+),nonce=([^,]+)$/;
  const [, id = '', timestamp = '', signature = '', nonce = ''] =
    header.exec(request.headers['authorization'] ?? '') ?? [];
  const key = context.keys.find('deribit', id);
  if (!key) return unauthorized;
  const uri = request.rawQuery === '' ? request.path : `${request.path}?${request.rawQuery}`;
  const expected = createHmac('sha256', key.secret!)
    .update(`${timestamp}\n${nonce}\n${request.method}\n${uri}\n${request.rawBody}\n`)
    .digest('hex');
  const isFresh = Math.abs(context.nowMs - Number(timestamp)) <= WINDOW_MS;
  return isSame(expected, signature) && isFresh ? key : unauthorized;
}

function scopeOf({ permissions }: PracticeKey): string {
  const { read, trade, transfer, withdraw, admin } = permissions;
  const level = (canWrite: boolean) => (canWrite ? 'read_write' : read ? 'read' : 'none');
  return [
    `account:${level(admin)}`,
    `block_trade:${level(false)}`,
    `trade:${level(trade)}`,
    `wallet:${level(transfer || withdraw)}`,
  ].join(' ');
}

function grant({ key }: Asked): FrontAnswer {
  const scope = `${scopeOf(key)} connection${key.subAccount === undefined ? ' mainaccount' : ''}`;
  const result = { access_token: 'practice', refresh_token: 'practice', expires_in: 900, token_type: 'bearer', scope };
  return jsonAnswer(200, { jsonrpc: '2.0', result });
}

function keysBeside({ account: own }: PracticeKey, context: FrontContext): readonly PracticeKey[] {
  return context.keys.all().filter(({ exchange, account }) => exchange === 'deribit' && account === own);
}

/** The main account and its subaccounts, none of which logs in by itself; a subaccount is shown itself, and little of the main account. */
function logins({ key, context }: Asked): FrontAnswer {
  const isBare = context.keys.isBare(key);
  const names = new Set(keysBeside(key, context).flatMap(({ subAccount }) => subAccount ?? []));
  const row = (name: string, type: 'main' | 'subaccount', id: number) => ({
    id,
    username: name,
    system_name: name,
    email: 'owner@example.com',
    type,
    receive_notifications: false,
    is_password: type === 'main',
    proof_id: 'practice',
    proof_id_signature: 'practice',
    login_enabled: type === 'main',
    security_keys_enabled: !isBare,
    security_keys_assignments: isBare ? [] : ['login', 'wallet', 'account'],
  });
  const subs = [...names].map((name, at) => row(name, 'subaccount', at + 2));
  const main = { id: 1, username: 'main', system_name: 'main', email: '', type: 'main' };
  const result =
    key.subAccount === undefined
      ? [row('main', 'main', 1), ...subs]
      : [main, ...subs.filter(({ username }) => username === key.subAccount)];
  return jsonAnswer(200, { jsonrpc: '2.0', result });
}

/** All keys of the account, with their secrets, as the sample of the documents has them. */
function list({ key, context }: Asked): FrontAnswer {
  const all = keysBeside(key, context).filter(({ subAccount }) => subAccount === key.subAccount);
  const result = all.map((each, at) => ({
    id: at + 1,
    timestamp: Math.round(each.createdMs),
    name: each.label ?? '',
    client_id: each.id,
    client_secret: each.secret,
    max_scope: scopeOf(each),
    enabled: !each.revoked,
    default: false,
    enabled_features: [],
    ip_whitelist: each.ips ?? [],
  }));
  return jsonAnswer(200, { jsonrpc: '2.0', result });
}

function fault(what: FaultAnswer): FrontAnswer {
  return what.kind === 'server-error'
    ? failed(what.status, 11094, 'internal_server_error')
    : failed(429, 10028, 'too_many_requests');
}
