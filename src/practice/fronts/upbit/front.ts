import { hash } from 'node:crypto';
import {
  type FaultAnswer,
  type Front,
  type FrontAnswer,
  type FrontContext,
  type FrontRequest,
  jsonAnswer,
} from '../../front.ts';
import type { KeyParts, Permissions, PracticeKey } from '../../keys.ts';
import { accountUuid } from '../account-ids.ts';
import { type Asked, hmacOf, isSame, thinFront } from '../thin.ts';

const YEAR_MS = 365 * 86_400_000;

/** Upbit in Korea: every key is told when it ends, a manager of pockets the permissions of all keys. */
export function upbitFront(): Front {
  return thinFront({
    exchange: 'upbit',
    hosts: ['api.upbit.com'],
    mint,
    fault,
    open: {},
    signed: {
      'GET /v1/api_keys': ({ key, context }) =>
        jsonAnswer(
          200,
          keysOf(key, context).map((one) => ({ access_key: one.id, expire_at: endOf(one) })),
        ),
      'GET /v1/pockets/api_keys': pocketKeys,
      'GET /v1/accounts': () =>
        jsonAnswer(200, [
          { currency: 'KRW', balance: '1000000', locked: '0', avg_buy_price: '0', unit_currency: 'KRW' },
        ]),
    },
    authenticate,
    refuse: (why) => {
      if (why === 'revoked') return refused(401, 'invalid_access_key', '잘못된 엑세스 키입니다.');
      if (why === 'expired') return refused(401, 'expired_access_key', 'This key has expired.');
      if (why === 'ip') return refused(401, 'no_authorization_ip', 'This is not a verified IP.');
      return outOfScope;
    },
    lost: () => refused(404, 'not_found', 'Not Found'),
  });
}

/** 40 characters each; the access key starts with `PRACTICE`. */
function mint(random: (size: number) => Buffer): KeyParts {
  return { scheme: 'hmac', id: `PRACTICE${random(16).toString('hex')}`, secret: random(20).toString('hex') };
}

function refused(status: number, name: string, message: string): FrontAnswer {
  return jsonAnswer(status, { error: { name, message } });
}

const outOfScope = refused(403, 'out_of_scope', '권한이 부족합니다.');

function keysOf(key: PracticeKey, context: FrontContext): readonly PracticeKey[] {
  return context.keys.all().filter((one) => one.exchange === 'upbit' && one.account === key.account && !one.revoked);
}

/** A time as Upbit writes it, in Korea's. */
function isoOf(ms: number): string {
  return `${new Date(ms + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`;
}

function endOf(key: PracticeKey): string {
  return isoOf(key.expiresMs ?? key.createdMs + YEAR_MS);
}

const permissionWords: readonly (readonly [keyof Permissions, readonly string[]])[] = [
  ['read', ['view_account', 'view_orders', 'view_withdrawals', 'view_deposits']],
  ['trade', ['make_orders']],
  ['withdraw', ['withdraw']],
  ['transfer', ['transfer']],
  ['admin', ['manage_pockets']],
];

function pocketKeys({ key, context }: Asked): FrontAnswer {
  if (!key.permissions.admin) return outOfScope;
  const keys = keysOf(key, context).map((one) => ({
    access_key: one.id,
    permissions: permissionWords.flatMap(([name, words]) => (one.permissions[name] ? words : [])),
    allowed_ips: one.ips ?? [],
    created_at: isoOf(one.createdMs),
    expired_at: endOf(one),
  }));
  return jsonAnswer(200, [{ uuid: accountUuid(key), keys }]);
}

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const [, head = '', body = '', given = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(request.headers['authorization'] ?? '') ?? [];
  const payload = parsed(body);
  const key = context.keys.find('upbit', String(payload['access_key'] ?? ''));
  if (!key) return refused(401, 'invalid_access_key', '잘못된 엑세스 키입니다.');
  const expected = Buffer.from(hmacOf('sha256', 'base64', key.secret!, `${head}.${body}`), 'base64').toString(
    'base64url',
  );
  if (parsed(head)['alg'] !== 'HS256' || !isSame(expected, given)) {
    return refused(401, 'jwt_verification', 'Jwt 토큰 검증에 실패했습니다.');
  }
  const query = decodeURIComponent(request.rawQuery);
  if (query !== '' && payload['query_hash'] !== hash('sha512', query, 'hex')) {
    return refused(401, 'invalid_query_payload', 'Jwt의 query를 검증하는데 실패하였습니다.');
  }
  const nonce = `nonce ${String(payload['nonce'])}`;
  if (key.memory.has(nonce)) return refused(401, 'nonce_used', '이미 사용된 nonce 입니다.');
  key.memory.set(nonce, 'used');
  return key;
}

function parsed(part: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function fault(what: FaultAnswer): FrontAnswer {
  if (what.kind === 'server-error') return refused(what.status, 'internal_server_error', 'Internal Server Error');
  return refused(what.banned ? 418 : 429, 'too_many_requests', 'Too many API requests.');
}
