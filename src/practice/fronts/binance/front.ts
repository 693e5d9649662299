import type { AccountRules } from '../../core/account.ts';
import { defaultRules } from '../../core/account.ts';
import {
  type FaultAnswer,
  type Front,
  type FrontAnswer,
  type FrontContext,
  type FrontRequest,
  jsonAnswer,
} from '../../front.ts';
import { authenticate, identifyOnly, mintBinance, permissionError } from './auth.ts';
import { moveRoutes } from './moves.ts';
import { otherRoutes } from './others.ts';
import { RateMeter } from './rate.ts';
import { spotRoutes } from './spot.ts';
import { spotMarketRoutes } from './spot-market.ts';
import { binanceThief } from './thief.ts';
import { Countdowns, usdmRoutes } from './usdm.ts';
import { usdmAccountRoutes } from './usdm-account.ts';
import { algoRoutes } from './usdm-algo.ts';
import { usdmMarketRoutes } from './usdm-market.ts';
import { walletRoutes } from './wallet.ts';
import {
  type Call,
  checkParams,
  errorBody,
  isWireError,
  marketOf,
  Params,
  type Route,
  type WireError,
  wireError,
} from './wire.ts';

const rules: AccountRules = { ...defaultRules, maxOpenOrders: 200 };

const hosts = [
  'api.binance.com',
  'api-gcp.binance.com',
  'api1.binance.com',
  'api2.binance.com',
  'api3.binance.com',
  'api4.binance.com',
  'data-api.binance.vision',
  'fapi.binance.com',
  'dapi.binance.com',
  'eapi.binance.com',
];

/** Binance: spot, wallet and USD-M futures. COIN-M and options answer that they list nothing. */
export function binanceFront(): Front {
  const countdowns = new Countdowns();
  const routes = new Map<string, Route>();
  const tables = [
    spotMarketRoutes,
    spotRoutes,
    walletRoutes,
    moveRoutes,
    otherRoutes,
    usdmMarketRoutes,
    usdmAccountRoutes,
    usdmRoutes(countdowns),
    algoRoutes,
  ];
  for (const route of tables.flat()) routes.set(route.line, route);
  const meter = new RateMeter();
  return {
    exchange: 'binance',
    hosts,
    rules,
    mint: mintBinance,
    thief: binanceThief,
    fault: faultOf,
    handle: (request, context) => {
      countdowns.run(context.core);
      return handle(routes, meter, request, context);
    },
  };
}

function handle(
  routes: ReadonlyMap<string, Route>,
  meter: RateMeter,
  request: FrontRequest,
  context: FrontContext,
): FrontAnswer {
  const family = familyOf(request);
  const route =
    groupOf(request.host) === (family === 'sapi' ? 'api' : family)
      ? routes.get(`${request.method} ${request.path}`)
      : undefined;
  if (!route) return jsonAnswer(404, { code: -5000, msg: `Path ${request.path}, Method ${request.method} is invalid` });
  const over = meter.weigh(family, request.ip, weightOf(route, request), context.nowMs);
  const headers = meter.headers(family, request.ip);
  if (over) return jsonAnswer(429, errorBody(tooMany), { ...headers, 'retry-after': String(over) });
  const result = run(route, meter, family, headers, request, context);
  if (isWireError(result)) return jsonAnswer(result.status, errorBody(told(result, family, request)), headers);
  return jsonAnswer(200, result, headers);
}

function weightOf({ weight = 1, weightOfAll = weight }: Route, { query }: FrontRequest): number {
  return query.some(([name]) => name === 'symbol') ? weight : weightOfAll;
}

/** The futures hosts name the caller's address where they refuse a key; the spot hosts do not. */
function told(error: WireError, family: string, { ip }: FrontRequest): WireError {
  if (family !== 'fapi' || error.code !== -2015) return error;
  return { ...error, msg: error.msg.replace(/\.$/, `, request ip: ${ip}`) };
}

function run(
  route: Route,
  meter: RateMeter,
  family: string,
  headers: Record<string, string>,
  request: FrontRequest,
  context: FrontContext,
): unknown {
  const params = new Params(request.query, request.form);
  const symbol = params.get('symbol');
  const market = route.symbol && symbol !== undefined ? marketOf(context.core, route.symbol, symbol) : undefined;
  const call: Call = {
    request,
    context,
    core: context.core,
    params,
    nowMs: context.nowMs,
    ...(market === undefined ? {} : { market }),
  };
  const check = (): WireError | undefined => {
    const wrong = checkParams(params, route.mandatory ?? []);
    return wrong ?? (route.symbol && symbol !== undefined && !market ? wireError(-1121, 'Invalid symbol.') : undefined);
  };
  if (route.needs === 'nothing') return check() ?? route.answer(call);
  const key = route.unsigned ? identifyOnly(request, context) : authenticate(request, params, context);
  if (isWireError(key)) return key;
  const account = context.identify(key);
  if (!key.permissions[route.needs]) return permissionError(route.needs);
  if (route.order) Object.assign(headers, meter.countOrder(family, account.name, context.nowMs));
  return check() ?? route.answer({ ...call, key, account });
}

const tooMany = wireError(
  -1003,
  'Too much request weight used; current limit is 6000 request weight per 1 MINUTE.',
  429,
);

function faultOf(fault: FaultAnswer): FrontAnswer {
  if (fault.kind === 'server-error') {
    return jsonAnswer(fault.status, { code: -1000, msg: 'An unknown error occurred while processing the request.' });
  }
  const status = fault.banned ? 418 : 429;
  const msg = fault.banned ? 'Way too much request weight used; IP banned.' : tooMany.msg;
  return jsonAnswer(status, { code: -1003, msg }, { 'retry-after': String(fault.retryAfterS) });
}

function familyOf(request: FrontRequest): string {
  return request.path.split('/')[1] ?? '';
}

function groupOf(host: string): string {
  const first = host.split('.')[0]!;
  return ['fapi', 'dapi', 'eapi'].includes(first) ? first : 'api';
}
