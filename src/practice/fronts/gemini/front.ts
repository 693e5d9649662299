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
import { isSame, thinFront } from '../thin.ts';

const NONCE = 'nonce';

/** Gemini, as far as it says what a key may do. */
export function geminiFront(): Front {
  return thinFront({
    exchange: 'gemini',
    hosts: ['api.gemini.com'],
    mint,
    fault,
    open: {},
    signed: { 'POST /v1/roles': ({ key }) => jsonAnswer(200, rolesOf(key)) },
    authenticate,
    refuse: (why) => refusals[why],
    lost: () => failed(404, 'EndpointNotFound', 'API entry point not found'),
  });
}

function mint(random: (size: number) => Buffer): KeyParts {
  return {
    scheme: 'hmac',
    id: `account-PRACTICE${random(6).toString('hex')}`,
    secret: random(14).toString('hex').slice(1),
  };
}

function failed(status: number, reason: string, message: string): FrontAnswer {
  return jsonAnswer(status, { result: 'error', reason, message });
}

const refusals = {
  revoked: failed(400, 'InvalidApiKey', 'Invalid API key'),
  expired: failed(400, 'InvalidApiKey', 'Invalid API key'),
  ip: failed(403, 'ApiKeyIpFilteringFailure', 'ApiKey fails IP Filtering Check for some accounts'),
  permission: failed(
    403,
    'MissingRole',
    'To access this endpoint, you need to log in to the website and change the role',
  ),
};

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const { 'x-gemini-apikey': id, 'x-gemini-payload': payload, 'x-gemini-signature': signature } = request.headers;
  if (!id) return failed(401, 'MissingApikeyHeader', "Must provide 'X-GEMINI-APIKEY' header");
  if (!payload) return failed(400, 'MissingPayloadHeader', "Must provide 'X-GEMINI-PAYLOAD' header");
  const key = context.keys.find('gemini', id);
  if (!key) return refusals.revoked;
  const digest = createHmac('sha384', key.secret!).update(payload).digest('hex');
  if (!isSame(digest, signature ?? '')) return failed(400, 'InvalidSignature', 'Invalid signature for this request');
  const asked = payloadOf(payload);
  if (asked?.['request'] !== request.path) return failed(400, 'EndpointMismatch', 'EndpointMismatch');
  const nonce = String(asked['nonce'] ?? '');
  if (!/^\d{1,20}$/.test(nonce) || BigInt(nonce) <= BigInt(key.memory.get(NONCE) ?? '0'))
    return failed(400, 'InvalidNonce', 'Nonce has not increased');
  key.memory.set(NONCE, nonce);
  return key;
}

function payloadOf(payload: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString()) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** An administrator is a key of the whole group, of which more is told. */
function rolesOf(key: PracticeKey): object {
  const { read, trade, transfer, withdraw, admin } = key.permissions;
  const isFundManager = transfer || withdraw;
  return {
    ...(admin ? { counterparty_id: accountUuid(key).slice(0, 8).toUpperCase() } : {}),
    isAuditor: read && !trade && !isFundManager && !admin,
    isFundManager,
    isTrader: trade,
    ...(admin ? { isAccountAdmin: true } : {}),
  };
}

function fault(what: FaultAnswer): FrontAnswer {
  if (what.kind === 'server-error') return failed(what.status, 'System', 'Internal Server Error');
  return failed(429, what.banned ? 'Too Many Requests' : 'RateLimit', 'Requests were made too frequently');
}
