import { type AccountRules, defaultRules } from '../../core/account.ts';
import {
  type FaultAnswer,
  type Front,
  type FrontAnswer,
  type FrontContext,
  type FrontRequest,
  jsonAnswer,
} from '../../front.ts';
import { accountRoutes } from './account.ts';
import { authenticate, mintCoinbase } from './auth.ts';
import { marketRoutes, publicRoutes } from './market.ts';
import { orderRoutes } from './orders.ts';
import { RateCounter } from './rate.ts';
import { makerFee, takerFee } from './shapes.ts';
import { coinbaseThief } from './thief.ts';
import {
  type Call,
  type CoinbaseError,
  coinbaseError,
  findRoute,
  invalid,
  isCoinbaseError,
  Params,
  type Route,
  readBody,
  type SignedCall,
} from './wire.ts';

const rules: AccountRules = {
  ...defaultRules,
  fees: { ...defaultRules.fees, spot: { maker: makerFee, taker: takerFee } },
  feeIn: 'quote',
  linearWallet: 'spot',
};

const readRoutes: readonly Route<SignedCall>[] = marketRoutes.map((route) => ({ ...route, needs: 'read' as const }));
const signedRoutes: readonly Route<SignedCall>[] = [...orderRoutes, ...accountRoutes, ...readRoutes];

/** Coinbase Advanced Trade (spot) and the wallet API of the same host. */
export function coinbaseFront(): Front {
  const rate = new RateCounter();
  return {
    exchange: 'coinbase',
    hosts: ['api.coinbase.com'],
    rules,
    mint: mintCoinbase,
    thief: coinbaseThief,
    fault: faultOf,
    handle: (request, context) => run(rate, request, context),
  };
}

function run(rate: RateCounter, request: FrontRequest, context: FrontContext): FrontAnswer {
  const call = { request, context, core: context.core, query: new Params(request.query), nowMs: context.nowMs };
  const open = findRoute<Call>(publicRoutes, request.method, request.path);
  if (open) return answerOf(request, open.route.answer({ ...call, segments: open.segments }));
  const found = findRoute<SignedCall>(signedRoutes, request.method, request.path);
  const key = authenticate(request, context);
  if (!key) return unauthorized;
  const account = context.identify(key);
  const limits = rate.count(key.id, request.path, context.nowMs);
  if (limits.isOver)
    return { ...answerOf(request, tooMany), headers: { 'content-type': 'application/json', ...limits.headers } };
  const answer = found ? answerRoute(found, { ...call, key, account }) : unknownPath;
  const told = answerOf(request, answer);
  return { ...told, headers: { ...told.headers, ...limits.headers } };
}

function answerRoute(
  { route, segments }: { route: Route<SignedCall>; segments: readonly string[] },
  call: Omit<SignedCall, 'segments' | 'body'>,
): unknown {
  if (route.needs !== undefined && !call.key.permissions[route.needs]) return denied(call.request);
  const body = readBody(call.request);
  return body ? route.answer({ ...call, segments, body }) : invalid('proto: syntax error');
}

const unauthorized: FrontAnswer = { status: 401, headers: { 'content-type': 'text/plain' }, body: 'Unauthorized\n' };
const unknownPath = coinbaseError(404, 'NOT_FOUND', 'not found');
const tooMany = coinbaseError(429, 'rate_limit_exceeded', 'Too many requests');

function denied({ path }: FrontRequest): CoinbaseError {
  return path.startsWith('/v2/')
    ? coinbaseError(403, 'invalid_scope', 'Invalid scope')
    : coinbaseError(403, 'PERMISSION_DENIED', 'Missing required scopes');
}

function answerOf({ path }: Pick<FrontRequest, 'path'>, answer: unknown): FrontAnswer {
  if (!isCoinbaseError(answer)) return jsonAnswer(200, answer);
  const { status, error, message } = answer;
  if (path.startsWith('/v2/')) return jsonAnswer(status, { errors: [{ id: error, message }] });
  return jsonAnswer(status, { error, error_details: message, message });
}

function faultOf(fault: FaultAnswer): FrontAnswer {
  if (fault.kind === 'server-error')
    return { status: fault.status, headers: { 'content-type': 'text/html' }, body: '<html>error</html>' };
  const answer = answerOf({ path: '/' }, tooMany);
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(fault.retryAfterS) } };
}
