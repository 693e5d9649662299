import { type AccountRules, defaultRules } from '../../core/account.ts';
import { decimal } from '../../core/markets.ts';
import {
  type FaultAnswer,
  type Front,
  type FrontAnswer,
  type FrontContext,
  type FrontRequest,
  jsonAnswer,
} from '../../front.ts';
import { accountRoutes } from './account.ts';
import { authenticate, mintKraken } from './auth.ts';
import { fundingRoutes } from './funding.ts';
import { publicRoutes } from './market.ts';
import { krakenThief } from './thief.ts';
import { Timers, tradingRoutes } from './trading.ts';
import { isWireError, Params, type SignedRoutes, type WireError, wireError } from './wire.ts';

const rules: AccountRules = {
  ...defaultRules,
  fees: { ...defaultRules.fees, spot: { maker: decimal('0.0025'), taker: decimal('0.004') } },
  feeIn: 'quote',
  maxOpenOrders: 80,
};

/** Kraken spot. Like the real one it tells no limits in headers; it counts none either. */
export function krakenFront(): Front {
  const timers = new Timers();
  const signedRoutes: SignedRoutes = { ...accountRoutes, ...tradingRoutes(timers), ...fundingRoutes };
  return {
    exchange: 'kraken',
    hosts: ['api.kraken.com'],
    rules,
    mint: mintKraken,
    thief: krakenThief,
    fault: faultOf,
    handle: (request, context) => {
      timers.run(context.core);
      return answerOf(run(signedRoutes, request, context));
    },
  };
}

/** Kraken answers 200 whatever happens; `error` tells. */
function answerOf(result: unknown): FrontAnswer {
  return jsonAnswer(200, isWireError(result) ? { error: [result.wireError] } : { error: [], result });
}

function run(routes: SignedRoutes, request: FrontRequest, context: FrontContext): unknown {
  const params = Params.of(request);
  const call = { request, context, core: context.core, params, nowMs: context.nowMs };
  const [, kind, name = ''] = /^\/0\/(public|private)\/([A-Za-z0-9/]+)$/.exec(request.path) ?? [];
  if (kind === 'public' && Object.hasOwn(publicRoutes, name)) return publicRoutes[name]!(call);
  const route =
    kind === 'private' && request.method === 'POST' && Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) return wireError('EGeneral:Unknown method');
  const key = authenticate(request, params, context);
  if (isWireError(key)) return key;
  const account = context.identify(key);
  if (route.needs !== undefined && !key.permissions[route.needs]) return denied;
  return route.answer({ ...call, key, account });
}

const denied: WireError = wireError('EGeneral:Permission denied');

function faultOf(fault: FaultAnswer): FrontAnswer {
  if (fault.kind === 'server-error')
    return { status: fault.status, headers: { 'content-type': 'text/html' }, body: '<html>error</html>' };
  return answerOf(wireError(fault.banned ? 'EGeneral:Temporary lockout' : 'EAPI:Rate limit exceeded'));
}
