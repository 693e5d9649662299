import { type FrontAnswer, type FrontContext, type FrontFactory, type FrontRequest, jsonAnswer } from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { type Asked, hmacOf, isSame, thinFront } from '../thin.ts';

const WINDOW_MS = 5_000;

/** BingX: what a key may do, and the clock. It answers 200 whatever happens; `code` tells. */
export const bingxFront: FrontFactory = () =>
  thinFront({
    exchange: 'bingx',
    hosts: ['open-api.bingx.com', 'open-api.bingx.pro'],
    mint,
    fault: (fault) =>
      fault.kind === 'server-error'
        ? jsonAnswer(fault.status, { code: 100500, msg: 'Internal system error', timestamp: 0 })
        : jsonAnswer(429, { code: 100410, msg: 'rate limited', timestamp: 0 }),
    open: {
      'GET /openApi/swap/v2/server/time': (nowMs) => jsonAnswer(200, { code: 0, msg: '', data: { serverTime: nowMs } }),
      'GET /openApi/spot/v1/server/time': (nowMs) => jsonAnswer(200, { code: 0, msg: '', data: { serverTime: nowMs } }),
    },
    signed: { 'GET /openApi/v1/account/apiPermissions': permissions },
    authenticate,
    refuse: (why, { ip }) => {
      if (why === 'ip') return error(100419, `your current request IP ${ip} does not match IP whitelist`);
      if (why === 'permission')
        return error(100004, 'Permission denied as the API key was created without the permission');
      return error(100413, 'Incorrect apiKey');
    },
    lost: () => jsonAnswer(404, { code: 100404, msg: 'this api is not exist' }),
  });

function error(code: number, msg: string): FrontAnswer {
  return jsonAnswer(200, { code, msg, success: false });
}

/** An id that starts `practice` and a secret, both as long as BingX makes them. */
function mint(random: (size: number) => Buffer): KeyParts {
  return {
    scheme: 'hmac',
    id: `practice${random(39).toString('hex')}`,
    secret: random(40).toString('hex'),
  };
}

/** Signed are the parameters, sorted by name and decoded, without the signature. */
function authenticate({ query, headers }: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const params = new Map(query);
  const [stamp, signature] = [params.get('timestamp') ?? '', params.get('signature')];
  const key = context.keys.find('bingx', headers['x-bx-apikey'] ?? '');
  if (!key) return error(100413, 'Incorrect apiKey');
  if (signature === undefined) return error(100412, 'Null signature');
  const windowMs = Math.min(Number(params.get('recvWindow') ?? WINDOW_MS), WINDOW_MS);
  if (!/^\d{13}$/.test(stamp) || !(Math.abs(context.nowMs - Number(stamp)) <= windowMs)) {
    return error(100421, 'Null timestamp or timestamp mismatch');
  }
  const plain = query
    .filter(([name]) => name !== 'signature')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  if (!isSame(hmacOf('sha256', 'hex', key.secret!, plain), signature)) {
    return error(100001, 'Signature verification failed due to signature mismatch');
  }
  return key;
}

function permissions({ key, context }: Asked): FrontAnswer {
  const { trade, futures, options, transfer, withdraw } = key.permissions;
  return jsonAnswer(200, {
    code: 0,
    msg: '',
    timestamp: context.nowMs,
    data: {
      ipRestrict: key.ips !== undefined,
      createTime: key.createdMs,
      enableReading: true,
      enableSpotAndMarginTrading: trade,
      enableWithdrawals: withdraw,
      enableInternalTransfer: false,
      enableFutures: futures,
      permitsUniversalTransfer: transfer,
      enableVanillaOptions: options,
    },
  });
}
