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
import { isSame, thinFront } from '../thin.ts';

/** How far a timestamp may be off, and how long a nonce is remembered. */
const WINDOW_MS = 150_000;
const NONCE_MS = 300_000;

/** Bitstamp, as far as a key shows that it is alive. */
export function bitstampFront(): Front {
  return thinFront({
    exchange: 'bitstamp',
    hosts: ['www.bitstamp.net'],
    mint,
    fault,
    open: {},
    signed: { 'POST /api/v2/account_balances/': balances },
    authenticate,
    refuse: (why) => refusals[why],
    lost: () => jsonAnswer(404, { status: 'error', reason: 'Not found', code: '404.001' }),
  });
}

function mint(random: (size: number) => Buffer): KeyParts {
  return { scheme: 'hmac', id: `PRACTICE${random(12).toString('hex')}`, secret: random(16).toString('hex') };
}

function balances({ key, request }: { readonly key: PracticeKey; readonly request: FrontRequest }): FrontAnswer {
  const contentType = 'application/json';
  const body = JSON.stringify([
    { currency: 'btc', total: '1.00000000', available: '1.00000000', reserved: '0.00000000' },
    { currency: 'usd', total: '10000.00', available: '10000.00', reserved: '0.00' },
  ]);
  const { 'x-auth-nonce': nonce, 'x-auth-timestamp': timestamp } = request.headers;
  const proof = createHmac('sha256', key.secret!).update(`${nonce}${timestamp}${contentType}${body}`).digest('hex');
  return { status: 200, headers: { 'content-type': contentType, 'x-server-auth-signature': proof }, body };
}

function failed(code: string, reason: string): FrontAnswer {
  return jsonAnswer(403, { status: 'error', reason, code });
}

const refusals = {
  revoked: failed('API0001', 'API key not found'),
  expired: failed('API0001', 'API key not found'),
  ip: failed('API0002', 'IP address not allowed'),
  permission: failed('API0003', 'No permission found'),
};

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const { headers } = request;
  const key = context.keys.find('bitstamp', /^BITSTAMP (\S+)$/.exec(headers['x-auth'] ?? '')?.[1] ?? '');
  if (!key) return refusals.revoked;
  const contentType = headers['content-type'] ?? '';
  if (contentType !== '' && request.rawBody === '') return failed('API0020', 'Content-Type with an empty body');
  const [nonce, timestamp] = [headers['x-auth-nonce'] ?? '', headers['x-auth-timestamp'] ?? ''];
  if (!/^\d{1,15}$/.test(timestamp)) return failed('API0018', 'Invalid timestamp');
  if (Math.abs(context.nowMs - Number(timestamp)) > WINDOW_MS) return failed('API0017', 'Timestamp out of window');
  const query = request.rawQuery === '' ? '' : `?${request.rawQuery}`;
  const digest = createHmac('sha256', key.secret!)
    .update(`${headers['x-auth']}${request.method}${request.host}${request.path}${query}`)
    .update(`${contentType}${nonce}${timestamp}${headers['x-auth-version'] ?? ''}${request.rawBody}`)
    .digest('hex');
  if (!isSame(digest, (headers['x-auth-signature'] ?? '').toLowerCase())) return failed('API0005', 'Invalid signature');
  if (!/^[0-9a-f-]{36}$/.test(nonce) || isUsed(key, nonce, context.nowMs)) return failed('API0004', 'Invalid nonce');
  return key;
}

function isUsed(key: PracticeKey, nonce: string, nowMs: number): boolean {
  for (const [old, atMs] of key.memory) if (nowMs - Number(atMs) > NONCE_MS) key.memory.delete(old);
  if (key.memory.has(nonce)) return true;
  key.memory.set(nonce, String(nowMs));
  return false;
}

function fault(what: FaultAnswer): FrontAnswer {
  if (what.kind === 'server-error')
    return { status: what.status, headers: { 'content-type': 'text/html' }, body: '<html>error</html>' };
  return jsonAnswer(what.banned ? 403 : 400, {
    response_code: '400.002',
    response_explanation: 'Request rejected due to exceeded rate limit.',
  });
}
