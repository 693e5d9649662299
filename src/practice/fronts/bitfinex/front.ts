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

const NONCE = 'nonce';

/** Bitfinex, as far as it says what a key may do. */
export function bitfinexFront(): Front {
  return thinFront({
    exchange: 'bitfinex',
    hosts: ['api.bitfinex.com'],
    mint,
    fault,
    open: {},
    signed: {
      'POST /v2/auth/r/permissions': ({ key }) => jsonAnswer(200, scopesOf(key)),
      'POST /v2/auth/r/info/user': ({ key, context }) => jsonAnswer(200, userOf(key, context)),
    },
    authenticate,
    // What Bitfinex says to a foreign address is not documented.
    refuse: (why) =>
      why === 'permission' ? failed(10001, 'api_key: permission invalid') : failed(10100, 'apikey: invalid'),
    lost: () => failed(10020, 'path: invalid'),
  });
}

function mint(random: (size: number) => Buffer): KeyParts {
  return {
    scheme: 'hmac',
    id: `PRACTICE${random(18).toString('hex').slice(1)}`,
    secret: random(22).toString('hex').slice(1),
  };
}

/** The nonce counts once the digest is right. */
function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const key = context.keys.find('bitfinex', request.headers['bfx-apikey'] ?? '');
  if (!key) return failed(10100, 'apikey: invalid');
  const nonce = request.headers['bfx-nonce'] ?? '';
  if (!/^\d{1,16}$/.test(nonce) || !Number.isSafeInteger(Number(nonce))) return failed(10020, 'nonce: invalid');
  const digest = createHmac('sha384', key.secret!).update(`/api${request.path}${nonce}`).update(request.rawBody);
  if (!isSame(digest.digest('hex'), request.headers['bfx-signature'] ?? ''))
    return failed(10100, 'apikey: digest invalid');
  if (BigInt(nonce) <= BigInt(key.memory.get(NONCE) ?? '0')) return failed(10114, 'nonce: small');
  key.memory.set(NONCE, nonce);
  return key;
}

/** A row for each scope: whether it may read, whether it may write. */
function scopesOf({ permissions }: PracticeKey): readonly (readonly [string, number, number])[] {
  const { read, trade, margin, transfer, withdraw } = permissions;
  const row = (scope: string, canRead: boolean, canWrite: boolean) =>
    [scope, Number(canRead), Number(canWrite)] as const;
  return [
    row('account', read, false),
    row('history', read, false),
    row('orders', read, trade),
    row('positions', read, margin),
    row('funding', read, false),
    row('settings', false, false),
    row('wallets', read, transfer),
    row('withdraw', false, withdraw),
    row('ui_withdraw', false, false),
    row('bfxpay', false, false),
  ];
}

const FIELDS = 54;

/** The fields that the documents name, by their place; the others are null. */
function userOf(key: PracticeKey, context: FrontContext): readonly unknown[] {
  const named: Readonly<Record<number, unknown>> = {
    0: 1_000_001,
    1: 'owner@example.com',
    2: 'owner',
    3: Math.round(key.createdMs),
    4: 1,
    5: 3,
    7: 'UTC',
    8: 'en',
    9: 'bitfinex',
    10: 1,
    16: key.subAccount === undefined ? null : 1_000_000,
    18: Number(key.subAccount === undefined),
    26: context.keys.isBare(key) ? [] : ['otp'],
  };
  return Array.from({ length: FIELDS }, (_, at) => named[at] ?? null);
}

function failed(code: number, message: string, status = 500): FrontAnswer {
  return jsonAnswer(status, ['error', code, message]);
}

function fault(what: FaultAnswer): FrontAnswer {
  if (what.kind === 'server-error')
    return { status: what.status, headers: { 'content-type': 'text/html' }, body: '<html>error</html>' };
  return what.banned ? jsonAnswer(429, { error: 'ERR_RATE_LIMIT' }) : failed(11010, 'ratelimit: error', 429);
}
