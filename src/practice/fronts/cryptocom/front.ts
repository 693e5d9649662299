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
import { accountUuid } from '../account-ids.ts';
import { type Asked, isSame, thinFront } from '../thin.ts';

const WINDOW_MS = 60_000;

/** Crypto.com Exchange, as far as a key shows that it is alive. */
export function cryptocomFront(): Front {
  return thinFront({
    exchange: 'cryptocom',
    hosts: ['api.crypto.com'],
    mint,
    fault,
    open: {},
    signed: { 'POST /exchange/v1/private/get-accounts': accounts },
    authenticate,
    refuse: (why) => (why === 'ip' ? failed(401, 40103, 'IP_ILLEGAL') : failed(401, 40101, 'UNAUTHORIZED')),
    lost: () => failed(400, 40002, 'METHOD_NOT_FOUND'),
  });
}

function mint(random: (size: number) => Buffer): KeyParts {
  return { scheme: 'hmac', id: `PRACTICE${random(7).toString('hex')}`, secret: `cxakp_${random(11).toString('hex')}` };
}

function accounts({ key, context }: Asked): FrontAnswer {
  const account = {
    uuid: accountUuid({ account: key.account }),
    tradable: true,
    derivatives_access: 'ENABLED',
    margin_access: 'ENABLED',
    two_fa_enabled: !context.keys.isBare(key),
    suspended: false,
  };
  const hierarchy = key.subAccount === undefined ? 'MASTER' : 'SUB_ACCOUNT';
  const result = { this_account: { uuid: accountUuid(key), hierarchy }, master_account: account, sub_account_list: [] };
  return jsonAnswer(200, { id: 1, method: 'private/get-accounts', code: 0, result });
}

function failed(status: number, code: number, message: string): FrontAnswer {
  return jsonAnswer(status, { id: 1, method: 'private/get-accounts', code, message });
}

type Values = Readonly<Record<string, unknown>>;

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const asked = bodyOf(request.rawBody);
  if (!asked || request.path !== `/exchange/v1/${String(asked['method'])}`) return failed(400, 40001, 'BAD_REQUEST');
  const key = context.keys.find('cryptocom', String(asked['api_key'] ?? ''));
  if (!key) return failed(401, 40101, 'UNAUTHORIZED');
  const nonce = String(asked['nonce'] ?? '');
  const params = textOf((asked['params'] ?? {}) as Values);
  const digest = createHmac('sha256', key.secret!)
    .update(`${String(asked['method'])}${String(asked['id'] ?? '')}${key.id}${params}${nonce}`)
    .digest('hex');
  if (!isSame(digest, String(asked['sig'] ?? ''))) return failed(401, 40101, 'UNAUTHORIZED');
  const isFresh = /^\d{1,15}$/.test(nonce) && Math.abs(context.nowMs - Number(nonce)) <= WINDOW_MS;
  return isFresh ? key : failed(400, 40102, 'INVALID_NONCE');
}

function bodyOf(body: string): Values | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Values) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(params: Values): string {
  return Object.keys(params)
    .sort()
    .map((name) => `${name}${String(params[name])}`)
    .join('');
}

function fault(what: FaultAnswer): FrontAnswer {
  return what.kind === 'server-error'
    ? failed(what.status, 50001, 'ERR_INTERNAL')
    : failed(429, 42901, 'TOO_MANY_REQUESTS');
}
