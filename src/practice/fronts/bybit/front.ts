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
import { assetRoutes } from './asset.ts';
import { authenticate, mintBybit, notPermitted } from './auth.ts';
import { historyRoutes } from './history.ts';
import { ledgerRoutes } from './ledger.ts';
import { marketRoutes } from './market.ts';
import { moveRoutes } from './moves.ts';
import { orderRoutes } from './orders.ts';
import { type Allowance, RateMeter } from './rate.ts';
import { subKeyRoutes } from './sub-keys.ts';
import { bybitThief } from './thief.ts';
import {
  type Call,
  categoryOf,
  envelope,
  isWireError,
  noCategory,
  Params,
  type Route,
  type SignedRoute,
  type WireError,
  wireError,
} from './wire.ts';

const rules: AccountRules = {
  ...defaultRules,
  fees: {
    spot: { maker: decimal('0.001'), taker: decimal('0.001') },
    linear: { maker: decimal('0.0002'), taker: decimal('0.00055') },
  },
  linearWallet: 'spot',
  maxOpenOrders: 500,
};

const hosts = [
  'api.bybit.com',
  'api.bytick.com',
  'api.bybit.nl',
  'api.bybit.tr',
  'api.bybit.kz',
  'api.bybitgeorgia.ge',
  'api.bybit.ae',
  'api.bybit.eu',
  'api.bybit.id',
  'api.manepa.jp',
  'api-testnet.bybit.com',
  'api-testnet.manepa.jp',
  'api-demo.bybit.com',
];

const tooMany = wireError(10006, 'Too many visits. Exceeded the API Rate Limit.');
const tables: readonly (readonly Route[])[] = [
  marketRoutes,
  orderRoutes,
  historyRoutes,
  accountRoutes,
  assetRoutes,
  moveRoutes,
  ledgerRoutes,
  subKeyRoutes(rules),
];

/** Bybit v5: a unified account with spot and linear perpetuals. Inverse contracts and options are listed empty. */
export function bybitFront(): Front {
  const routes = new Map(tables.flat().map((route) => [route.line, route]));
  const meter = new RateMeter();
  return {
    exchange: 'bybit',
    hosts,
    rules,
    mint: mintBybit,
    thief: bybitThief,
    fault: faultOf,
    handle: (request, context) => handle(routes, meter, request, context),
  };
}

function handle(
  routes: ReadonlyMap<string, Route>,
  meter: RateMeter,
  request: FrontRequest,
  context: FrontContext,
): FrontAnswer {
  const { nowMs } = context;
  const route = routes.get(`${request.method} ${request.path}`);
  if (meter.isAddressOver(request.ip, nowMs)) return { status: 403, body: 'access too frequent' };
  if (!route)
    return jsonAnswer(404, { retCode: 10017, retMsg: 'Route not found.', result: {}, retExtInfo: {}, time: nowMs });
  const params = Params.of(request);
  if (!params) return envelope(wireError(10001, 'params error: the body is not JSON'), nowMs);
  const call: Call = { request, context, core: context.core, params, nowMs };
  if ('open' in route) return envelope(missing(route, params) ?? route.answer(call), nowMs);
  return signed(route, meter, call);
}

function signed(route: SignedRoute, meter: RateMeter, call: Call): FrontAnswer {
  const { request, context, params, nowMs } = call;
  const key = authenticate(request, context);
  if (isWireError(key)) return envelope(key, nowMs);
  const account = context.identify(key);
  const { over, headers } = meter.count(key.id, route.line, allowanceOf(route), nowMs);
  if (over) return envelope(tooMany, nowMs, headers);
  const category = categoryOf(params);
  const needs = route.needs === 'trade' && category !== 'spot' ? 'futures' : route.needs;
  if (route.needs === 'trade' && !category) return envelope(noCategory, nowMs, headers);
  if (!key.permissions[needs]) return envelope(notPermitted, nowMs, headers);
  return envelope(missing(route, params) ?? route.answer({ ...call, key, account }), nowMs, headers);
}

function allowanceOf({ perSecond, perMinute }: SignedRoute): Allowance {
  return perMinute === undefined ? { limit: perSecond ?? 50, windowMs: 1_000 } : { limit: perMinute, windowMs: 60_000 };
}

function missing(route: Route, params: Params): WireError | undefined {
  const name = route.mandatory?.find((one) => params.get(one) === undefined);
  return name === undefined ? undefined : wireError(10001, `params error: ${name} is required`);
}

function faultOf(fault: FaultAnswer): FrontAnswer {
  if (fault.kind === 'server-error') {
    return jsonAnswer(fault.status, { retCode: 10016, retMsg: 'Server error.', result: {}, retExtInfo: {} });
  }
  if (fault.banned) return { status: 403, headers: { 'content-type': 'text/plain' }, body: 'access too frequent' };
  return jsonAnswer(200, { retCode: tooMany.code, retMsg: tooMany.msg, result: {}, retExtInfo: {} });
}
