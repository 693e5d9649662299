import { isJsonFault, isJsonObject, type JsonValue, parseJson } from '../../../core/index.ts';
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
import { algoRoutes } from './algo.ts';
import { authenticate, mintOkx } from './auth.ts';
import { fundingRoutes } from './funding.ts';
import { marketRoutes } from './market.ts';
import { subKeyRoutes } from './sub-keys.ts';
import { okxThief } from './thief.ts';
import { Countdowns, tradeRoutes } from './trade.ts';
import { type Call, isOkxError, type OkxError, okxError, Params, type Route, type Rows } from './wire.ts';

const rules: AccountRules = {
  ...defaultRules,
  fees: {
    spot: { maker: decimal('0.0008'), taker: decimal('0.001') },
    linear: { maker: decimal('0.0002'), taker: decimal('0.0005') },
  },
  linearWallet: 'spot',
  maxOpenOrders: 500,
};

const hosts = [
  'www.okx.com',
  'openapi.okx.com',
  'aws.okx.com',
  'eea.okx.com',
  'my.okx.com',
  'us.okx.com',
  'app.okx.com',
];

/** Most requests to one endpoint in 2 s, per account or address. */
const LIMIT = 60;
const WINDOW_MS = 2_000;

/** OKX: spot and linear swaps in one trading account, and the funding account. */
export function okxFront(): Front {
  const countdowns = new Countdowns();
  const tables = [marketRoutes, tradeRoutes(countdowns), algoRoutes, accountRoutes, fundingRoutes, subKeyRoutes(rules)];
  const routes = new Map<string, Route>();
  for (const route of tables.flat()) routes.set(route.line, route);
  const counts = new Map<string, { window: number; used: number }>();
  return {
    exchange: 'okx',
    hosts,
    rules,
    mint: mintOkx,
    thief: okxThief,
    fault: faultOf,
    handle: (request, context) => {
      countdowns.run(context.core);
      const route = routes.get(`${request.method} ${request.path}`);
      if (!route) return jsonAnswer(404, { code: '404', data: [], msg: 'Not Found' });
      return answerOf(run(route, counts, request, context), context.nowMs);
    },
  };
}

function run(
  route: Route,
  counts: Map<string, { window: number; used: number }>,
  request: FrontRequest,
  context: FrontContext,
): readonly unknown[] | Rows | OkxError {
  const body = bodyOf(request);
  if (isOkxError(body)) return body;
  const call: Call = {
    request,
    context,
    core: context.core,
    nowMs: context.nowMs,
    params: isJsonObject(body) ? Params.ofObject(body) : Params.ofQuery(request.query),
    body,
  };
  if (route.needs === 'nothing') {
    return isOver(counts, `${route.line} ${request.ip}`, context.nowMs) ? tooMany : route.answer(call);
  }
  const key = authenticate(request, context);
  if (isOkxError(key)) return key;
  const account = context.identify(key);
  if (isOver(counts, `${route.line} ${account.name}`, context.nowMs)) return tooMany;
  if (!key.permissions[route.needs]) {
    return okxError('50120', "This API key doesn't have permission to use this function");
  }
  return route.answer({ ...call, key, account });
}

function bodyOf(request: FrontRequest): JsonValue | OkxError | undefined {
  if (request.rawBody === '') return undefined;
  const value = parseJson(request.rawBody);
  return isJsonFault(value) ? okxError('50002', 'JSON syntax error', 400) : value;
}

function isOver(counts: Map<string, { window: number; used: number }>, name: string, nowMs: number): boolean {
  const window = Math.floor(nowMs / WINDOW_MS);
  const before = counts.get(name);
  const used = (before?.window === window ? before.used : 0) + 1;
  counts.set(name, { window, used });
  return used > LIMIT;
}

const tooMany = okxError('50011', 'Too Many Requests', 429);

function answerOf(result: readonly unknown[] | Rows | OkxError, nowMs: number): FrontAnswer {
  if (isOkxError(result)) return jsonAnswer(result.status, { code: result.code, data: [], msg: result.msg });
  if (!('rows' in result)) return jsonAnswer(200, { code: '0', data: result, msg: '' });
  const failed = result.rows.filter((row) => row['sCode'] !== '0').length;
  const code = failed === 0 ? '0' : failed === result.rows.length ? '1' : '2';
  const msg = { '0': '', '1': 'All operations failed', '2': 'Bulk operation partially succeeded' }[code];
  const times = { inTime: `${nowMs}000`, outTime: `${nowMs}500` };
  return jsonAnswer(200, { code, data: result.rows, msg, ...times });
}

function faultOf(fault: FaultAnswer): FrontAnswer {
  if (fault.kind === 'server-error') {
    return jsonAnswer(fault.status, {
      code: '50001',
      data: [],
      msg: 'Service temporarily unavailable. Please try again later.',
    });
  }
  const error = fault.banned ? okxError('50013', 'Systems are busy. Please try again later.', 429) : tooMany;
  const headers = { 'retry-after': String(fault.retryAfterS) };
  return jsonAnswer(error.status, { code: error.code, data: [], msg: error.msg }, headers);
}
