import {
  type FaultAnswer,
  type Front,
  type FrontAnswer,
  type FrontContext,
  type FrontRequest,
  jsonAnswer,
} from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { hmacOf, isSame, thinFront } from '../thin.ts';

const NONCE = 'nonce';
const WINDOW_MS = 5_000;

/** WhiteBIT, which does not say what the key that asks may do, and asks for a rising nonce or one near its clock. */
export function whitebitFront(): Front {
  return thinFront({
    exchange: 'whitebit',
    hosts: ['whitebit.com'],
    mint,
    fault,
    open: { 'GET /api/v4/public/time': (nowMs) => jsonAnswer(200, { time: Math.floor(nowMs / 1_000) }) },
    signed: {
      'POST /api/v4/trade-account/balance': () => jsonAnswer(200, { BTC: { available: '1', freeze: '0' } }),
    },
    authenticate,
    refuse: (why) => {
      if (why === 'permission') return refused(403, 4, "You don't have permission to use this endpoint.");
      return refused(403, 2, 'This action is unauthorized. Enable your key in API settings');
    },
    lost: () => ({ status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404 Not Found</html>' }),
  });
}

/** 32 characters each; the key starts with zeros. */
function mint(random: (size: number) => Buffer): KeyParts {
  return { scheme: 'hmac', id: `7072616374696365${random(8).toString('hex')}`, secret: random(16).toString('hex') };
}

function refused(status: number, code: number, message: string): FrontAnswer {
  return jsonAnswer(status, { code, message, errors: {} });
}

const tooMany = refused(429, 0, 'Too many requests.');
const unauthorized = refused(401, 10, 'Unauthorized request.');

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const { headers, path, rawBody } = request;
  const key = context.keys.find('whitebit', headers['x-txc-apikey'] ?? '');
  if (!key) return unauthorized;
  // The first request from an address that is not listed switches a key off.
  if (key.ips && !key.ips.includes(request.ip)) key.revoked = true;
  const payload = headers['x-txc-payload'] ?? '';
  if (Buffer.from(payload, 'base64').toString('utf8') !== rawBody) return refused(422, 9, 'Invalid payload.');
  if (!isSame(hmacOf('sha512', 'hex', key.secret!, payload), headers['x-txc-signature'] ?? '')) return unauthorized;
  const body = parsed(rawBody);
  if (body['request'] !== path) return refused(422, 9, 'Invalid payload.');
  const nonce = String(body['nonce'] ?? '');
  if (!/^\d{1,20}$/.test(nonce)) return refused(422, 9, 'Nonce not provided.');
  return nonceProblem(key, nonce, body['nonceWindow'] === true, context.nowMs) ?? key;
}

/** Remembers the nonce when it is good. One near the clock needs only be new; whether it counts against later ones is not known, so it does. */
function nonceProblem(key: PracticeKey, nonce: string, byClock: boolean, nowMs: number): FrontAnswer | undefined {
  const last = BigInt(key.memory.get(NONCE) ?? '0');
  if (byClock) {
    if (Math.abs(Number(nonce) - nowMs) > WINDOW_MS) {
      return refused(422, 9, 'Your nonce is more than 5 seconds lesser than the current nonce');
    }
    if (key.memory.has(`used ${nonce}`)) return tooMany;
    key.memory.set(`used ${nonce}`, 'used');
  } else if (BigInt(nonce) <= last) {
    return tooMany;
  }
  if (BigInt(nonce) > last) key.memory.set(NONCE, nonce);
  return undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function fault(what: FaultAnswer): FrontAnswer {
  return what.kind === 'rate-limit' ? tooMany : refused(what.status, 0, 'Server error');
}
