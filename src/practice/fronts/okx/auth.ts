import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FrontContext, FrontRequest, ThiefCall, ThiefRequest } from '../../front.ts';
import type { KeyParts, KeyProblem, PracticeKey } from '../../keys.ts';
import { type OkxError, okxError } from './wire.ts';

/** A request older than this is refused. */
const WINDOW_MS = 30_000;

/** A UUID that starts `70726163-7469` (`practi`), a secret of 32 upper-case hex digits and a passphrase. */
export function mintOkx(random: (size: number) => Buffer): KeyParts {
  const hex = random(10).toString('hex');
  return {
    scheme: 'hmac',
    id: `70726163-7469-4${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`,
    secret: random(16).toString('hex').toUpperCase(),
    passphrase: `Practice-${random(6).toString('hex')}`,
  };
}

/** The key that a request is signed with, or the error that OKX answers with. */
export function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | OkxError {
  const [id, sign, stamp, passphrase] = ['key', 'sign', 'timestamp', 'passphrase'].map(
    (name) => request.headers[`ok-access-${name}`] ?? '',
  ) as [string, string, string, string];
  if (id === '') return okxError('50103', 'Request header "OK-ACCESS-KEY" cannot be empty.', 401);
  if (passphrase === '') return okxError('50104', 'Request header "OK-ACCESS-PASSPHRASE" cannot be empty.', 401);
  if (sign === '') return okxError('50106', 'Request header "OK-ACCESS-SIGN" cannot be empty.', 401);
  if (stamp === '') return okxError('50107', 'Request header "OK-ACCESS-TIMESTAMP" cannot be empty.', 401);
  const key = context.keys.find('okx', id);
  if (!key) return okxError('50111', 'Invalid OK-ACCESS-KEY', 401);
  if ((request.headers['x-simulated-trading'] ?? '0') !== '0') {
    return okxError('50101', 'APIKey does not match current environment.', 401);
  }
  const signedMs = Date.parse(stamp);
  if (Number.isNaN(signedMs)) return okxError('50112', 'Invalid OK-ACCESS-TIMESTAMP', 401);
  if (Math.abs(context.nowMs - signedMs) > WINDOW_MS) return okxError('50102', 'Timestamp request expired', 401);
  const target = request.rawQuery === '' ? request.path : `${request.path}?${request.rawQuery}`;
  const expected = hmac(key.secret!, stamp + request.method + target + request.rawBody);
  if (!same(expected, sign)) return okxError('50113', 'Invalid Sign', 401);
  if (!same(key.passphrase!, passphrase))
    return okxError('50105', 'Request header "OK-ACCESS-PASSPHRASE" incorrect.', 401);
  return problemError(context.keyProblem(key), request.ip) ?? key;
}

function problemError(problem: KeyProblem | undefined, ip: string): OkxError | undefined {
  if (problem === undefined) return undefined;
  if (problem === 'ip') return okxError('50110', `Your IP ${ip} is not included in your API key's IP whitelist.`, 401);
  return okxError('50119', "API key doesn't exist");
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64');
}

function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Signs a call as its owner would; what a POST asks for stands in a JSON body, as a list where the endpoint wants one. */
export function signOkx(call: ThiefCall, key: KeyParts, nowMs: number): ThiefRequest {
  const isGet = call.method === 'GET';
  const query = call.params.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const target = isGet && query !== '' ? `${call.path}?${query}` : call.path;
  const object = Object.fromEntries(call.params);
  const body = isGet ? '' : JSON.stringify(call.path.endsWith('cancel-batch-orders') ? [object] : object);
  const stamp = new Date(nowMs).toISOString();
  return {
    method: call.method,
    host: call.host,
    target,
    headers: {
      'ok-access-key': key.id,
      'ok-access-passphrase': key.passphrase ?? '',
      'ok-access-timestamp': stamp,
      'ok-access-sign': hmac(key.secret, stamp + call.method + target + body),
      ...(isGet ? {} : { 'content-type': 'application/json' }),
    },
    body,
  };
}
