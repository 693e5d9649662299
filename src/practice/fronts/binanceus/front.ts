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

/** Binance.US, which does not say what a key may do: its account tells flags of the account. */
export function binanceusFront(): Front {
  return thinFront({
    exchange: 'binanceus',
    hosts: ['api.binance.us'],
    mint,
    fault,
    open: { 'GET /api/v3/time': (nowMs) => jsonAnswer(200, { serverTime: nowMs }) },
    signed: {
      'GET /api/v3/account': () =>
        jsonAnswer(200, {
          makerCommission: 15,
          takerCommission: 15,
          canTrade: true,
          canWithdraw: true,
          canDeposit: true,
          accountType: 'SPOT',
          balances: [{ asset: 'BTC', free: '1.00000000', locked: '0.00000000' }],
          permissions: ['SPOT'],
        }),
    },
    authenticate,
    refuse: () => refused(-2015, 'Invalid API-key, IP, or permissions for action.', 401),
    lost: () => ({ status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404 Not Found</html>' }),
  });
}

/** 64 characters that start with `PRACTICE`; the secret 64 as well. */
function mint(random: (size: number) => Buffer): KeyParts {
  return { scheme: 'hmac', id: `PRACTICE${random(28).toString('hex')}`, secret: random(32).toString('hex') };
}

function refused(code: number, msg: string, status = 400): FrontAnswer {
  return jsonAnswer(status, { code, msg });
}

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const id = request.headers['x-mbx-apikey'] ?? '';
  if (!/^[A-Za-z0-9]{64}$/.test(id)) return refused(-2014, 'API-key format invalid.', 401);
  const key = context.keys.find('binanceus', id);
  if (!key) return refused(-2015, 'Invalid API-key, IP, or permissions for action.', 401);
  const [, text = '', given = ''] = /^(.*)&signature=([0-9A-Fa-f]+)$/.exec(request.rawQuery) ?? [];
  const params = new Map(request.query);
  const stampMs = Number(params.get('timestamp') ?? Number.NaN);
  const windowMs = Number(params.get('recvWindow') ?? 5_000);
  if (!(stampMs < context.nowMs + 1_000 && context.nowMs - stampMs <= windowMs)) {
    return refused(-1021, 'Timestamp for this request is outside of the recvWindow.');
  }
  const expected = hmacOf('sha256', 'hex', key.secret!, text + request.rawBody);
  return isSame(expected, given.toLowerCase()) ? key : refused(-1022, 'Signature for this request is not valid.');
}

function fault(what: FaultAnswer): FrontAnswer {
  if (what.kind === 'server-error')
    return refused(-1000, 'An unknown error occurred while processing the request.', what.status);
  return jsonAnswer(
    what.banned ? 418 : 429,
    { code: -1003, msg: 'Too much request weight used; current limit is 1200 request weight per 1 MINUTE.' },
    { 'retry-after': String(what.retryAfterS) },
  );
}
