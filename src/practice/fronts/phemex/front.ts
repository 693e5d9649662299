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

/** Phemex, which does not say what a key may do, and documents no clock. */
export function phemexFront(): Front {
  return thinFront({
    exchange: 'phemex',
    hosts: ['api.phemex.com', 'testnet-api.phemex.com'],
    mint,
    fault,
    open: {},
    signed: {
      'GET /spot/wallets': () =>
        jsonAnswer(200, {
          code: 0,
          msg: '',
          data: [{ currency: 'BTC', balanceEv: 100_000_000, lockedTradingBalanceEv: 0, lockedWithdrawEv: 0 }],
        }),
    },
    authenticate,
    refuse: (why) => {
      if (why === 'ip') return refused(401, '401', '401 Request IP mismatch');
      return why === 'permission' ? refused(403, '403', '403 Access forbidden') : unknownKey;
    },
    lost: () => refused(404, '404', '404 Not Found'),
  });
}

/** An id like a UUID that begins with zeros; the secret 64 letters and digits. */
function mint(random: (size: number) => Buffer): KeyParts {
  const id = random(10)
    .toString('hex')
    .replace(/^(.{4})(.{4})(.{12})$/, '70726163-7469-$1-$2-$3');
  return { scheme: 'hmac', id, secret: random(32).toString('hex') };
}

function refused(status: number, code: string | number, msg: string): FrontAnswer {
  return jsonAnswer(status, { code, msg });
}

const unknownKey = refused(401, '401', '401 Failed to load API KEY.');

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const { headers, path, rawQuery, rawBody } = request;
  const key = context.keys.find('phemex', headers['x-phemex-access-token'] ?? '');
  if (!key) return unknownKey;
  const expiry = headers['x-phemex-request-expiry'] ?? '';
  if (!/^\d{10}$/.test(expiry) || Number(expiry) * 1_000 < context.nowMs) {
    return refused(401, '401', `401 Request Expired at ${expiry}`);
  }
  const expected = hmacOf('sha256', 'hex', key.secret!, path + rawQuery + expiry + rawBody);
  // The status that comes with this text is not recorded anywhere; 401 is documented for whoever is not authenticated.
  return isSame(expected, headers['x-phemex-request-signature'] ?? '')
    ? key
    : refused(401, 10500, 'API Signature verification failed.');
}

function fault(what: FaultAnswer): FrontAnswer {
  if (what.kind === 'server-error') return refused(what.status, 10500, 'Please try again later');
  return jsonAnswer(
    429,
    { code: 39995, msg: 'Too many requests.' },
    { 'x-ratelimit-retry-after-spotorder': String(what.retryAfterS) },
  );
}
