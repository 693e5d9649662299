import { type Decimal, magnitude, type Side } from '../../../core/index.ts';
import { type Account, isHedged } from '../../core/account.ts';
import type { Market } from '../../core/markets.ts';
import { isRejection, type Leg, type Order, type PlaceRequest, placeOf, type Rejection } from '../../core/order.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import { billIdOf } from './bills.ts';
import { fillRow, isAlgoOnly, orderRow, posSideOf, stateOf } from './shapes.ts';
import {
  DAY_MS,
  HOUR_MS,
  instIdOf,
  instTypeOf,
  isInTime,
  isOkxError,
  listOf,
  namedMarket,
  type OkxError,
  okxError,
  type Params,
  page,
  parameterError,
  type Rows,
  refusalOf,
  type SignedCall,
  type SignedRoute,
  toBase,
} from './wire.ts';

/** The dead-man timers: when one runs out, every order of its account's ordinary book is cancelled. */
export class Countdowns {
  readonly #ends = new Map<string, number>();

  set(account: string, endMs: number | undefined): void {
    if (endMs === undefined) this.#ends.delete(account);
    else this.#ends.set(account, endMs);
  }

  /** Ends the timers that have run out. */
  run(core: PracticeCore): void {
    const nowMs = core.now();
    for (const [name, endMs] of [...this.#ends]) {
      if (nowMs < endMs) continue;
      this.#ends.delete(name);
      const owner = core.account(name);
      if (owner) core.cancelAll(owner, (order) => order.status === 'open');
    }
  }
}

/** Trading calls of the ordinary book. */
export function tradeRoutes(countdowns: Countdowns): readonly SignedRoute[] {
  const post = (path: string, answer: SignedRoute['answer']): SignedRoute => ({
    line: `POST /api/v5/trade/${path}`,
    needs: 'trade',
    answer,
  });
  const get = (path: string, answer: SignedRoute['answer']): SignedRoute => ({
    line: `GET /api/v5/trade/${path}`,
    needs: 'read',
    answer,
  });
  return [
    post('order', (call) => ({ rows: [place(call, call.params)] })),
    post('batch-orders', (call) => each(call, 20, place)),
    post('cancel-order', (call) => ({ rows: [cancel(call, call.params)] })),
    post('cancel-batch-orders', (call) => each(call, 20, cancel)),
    post('amend-order', (call) => ({ rows: [amend(call, call.params)] })),
    post('amend-batch-orders', (call) => each(call, 20, amend)),
    post('close-position', closePosition),
    post('cancel-all-after', (call) => cancelAllAfter(countdowns, call)),
    get('order', order),
    get('orders-pending', pending),
    get('orders-history', (call) => history(call, 7 * DAY_MS)),
    get('orders-history-archive', (call) => history(call, 90 * DAY_MS)),
    get('fills', (call) => fills(call, 3 * DAY_MS)),
    get('fills-history', (call) => fills(call, 90 * DAY_MS)),
  ];
}

/** Answers a list entry by entry. */
export function each(
  call: SignedCall,
  most: number,
  one: (call: SignedCall, params: Params) => Readonly<Record<string, unknown>>,
): Rows | OkxError {
  const list = listOf(call.body, most);
  return isOkxError(list) ? list : { rows: list.map((params) => one(call, params)) };
}

export const ACCOUNT_LEVEL = 'account-level';

/** `acctLv`; futures mode where it was never set. */
export function levelOf(account: Account): string {
  return account.settings.get(ACCOUNT_LEVEL) ?? '2';
}

/** The fields that both books read alike; an error names the first that is wrong. */
export function commonTerms(
  call: SignedCall,
  params: Params,
): { readonly market: Market; readonly side: Side; readonly leg?: Leg } | OkxError {
  const market = namedMarket(call.core, params);
  if (isOkxError(market)) return market;
  const [side, mode, leg] = [params.get('side'), params.get('tdMode'), legOf(call, params, market)];
  if (side !== 'buy' && side !== 'sell') return parameterError('side');
  const spotMode = ['3', '4'].includes(levelOf(call.account)) ? 'cross' : 'cash';
  const modes = market.kind === 'spot' ? [spotMode] : ['cross', 'isolated'];
  if (mode === undefined || !modes.includes(mode)) return parameterError('tdMode');
  return isOkxError(leg) ? leg : { market, side, ...leg };
}

/** In long/short mode the position is named; in net mode it may be called `net`. */
export function legOf({ account }: SignedCall, params: Params, market: Market): { readonly leg?: Leg } | OkxError {
  const named = params.get('posSide') ?? 'net';
  const leg = named === 'long' || named === 'short' ? named : undefined;
  const isNamed = market.kind === 'linear' && isHedged(account, market.symbol);
  if ((leg === undefined && named !== 'net') || isNamed !== (leg !== undefined)) return parameterError('posSide');
  return leg === undefined ? {} : { leg };
}

export function wrongId(params: Params, name: string): OkxError | undefined {
  const id = params.get(name);
  return id === undefined || /^[A-Za-z0-9]{1,32}$/.test(id) ? undefined : parameterError(name);
}

const ordTypes: Readonly<Record<string, 'market' | 'limit'>> = {
  market: 'market',
  optimal_limit_ioc: 'market',
  limit: 'limit',
  post_only: 'limit',
  fok: 'limit',
  ioc: 'limit',
};

function requestOf(call: SignedCall, params: Params): PlaceRequest | OkxError {
  const terms = commonTerms(call, params);
  if (isOkxError(terms)) return terms;
  const { market, side, leg } = terms;
  const ordType = params.get('ordType') ?? '';
  const type = ordTypes[ordType];
  const [size, price, clientOrderId] = [params.decimal('sz'), params.decimal('px'), params.get('clOrdId')];
  if (!type) return parameterError('ordType');
  if (size === undefined || size <= 0n) return parameterError('sz');
  if (type === 'limit' && price === undefined) return parameterError('px');
  const wrong = wrongId(params, 'clOrdId');
  if (wrong) return wrong;
  const unit = params.get('tgtCcy') ?? (side === 'buy' ? 'quote_ccy' : 'base_ccy');
  const inQuote = market.kind === 'spot' && type === 'market' && unit === 'quote_ccy';
  return {
    market: market.symbol,
    side,
    type,
    ...(inQuote ? { quoteAmount: size } : { quantity: toBase(size, market) }),
    ...(type === 'limit' && price !== undefined ? { price } : {}),
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    timeInForce: ordType === 'ioc' ? 'IOC' : ordType === 'fok' ? 'FOK' : 'GTC',
    postOnly: ordType === 'post_only',
    // The flag is for net mode; in long/short mode it is passed over.
    reduceOnly: market.kind === 'linear' && leg === undefined && params.get('reduceOnly') === 'true',
    ...(leg === undefined ? {} : { leg }),
    tags: {
      ordType,
      tdMode: params.get('tdMode')!,
      tag: params.get('tag') ?? '',
      tgtCcy: market.kind === 'spot' && type === 'market' ? unit : '',
    },
  };
}

function place(call: SignedCall, params: Params): Readonly<Record<string, unknown>> {
  const request = requestOf(call, params);
  const result = isOkxError(request) ? request : call.core.place(call.account, request);
  const row = { clOrdId: params.get('clOrdId') ?? '', tag: params.get('tag') ?? '', ts: String(call.nowMs) };
  if (!isOkxError(result) && !isRejection(result))
    return { ...row, ordId: result.id, sCode: '0', sMsg: 'Order placed' };
  return { ...row, ordId: '', ...failure(result) };
}

/** What a row says of a request that failed. */
export function failure(
  problem: OkxError | Rejection,
  unknown?: readonly [string, string],
): { sCode: string; sMsg: string } {
  if (isRejection(problem) && problem.reason === 'unknown-order' && unknown)
    return { sCode: unknown[0], sMsg: unknown[1] };
  const error = isOkxError(problem) ? problem : refusalOf(problem);
  return { sCode: error.code, sMsg: error.msg };
}

/** The order of the ordinary book that the parameters name. */
function find(call: SignedCall, params: Params): Order | OkxError | undefined {
  const [orderId, clientOrderId] = [params.get('ordId'), params.get('clOrdId')];
  if (orderId === undefined && clientOrderId === undefined) return parameterError('ordId');
  const market = namedMarket(call.core, params);
  if (isOkxError(market)) return market;
  const found = call.core.order(call.account, orderId === undefined ? { clientOrderId: clientOrderId! } : { orderId });
  return found && found.market === market && !isAlgoOnly(found) ? found : undefined;
}

const gone = ['51400', 'Order cancellation failed as the order has been filled, canceled or does not exist.'] as const;
const unchangeable = ['51503', 'Your order has already been filled or canceled.'] as const;

function cancel(call: SignedCall, params: Params): Readonly<Record<string, unknown>> {
  const found = find(call, params);
  const row = { ordId: params.get('ordId') ?? '', clOrdId: params.get('clOrdId') ?? '', ts: String(call.nowMs) };
  if (!found || isOkxError(found)) return { ...row, ...failure(found ?? okxError(...gone)) };
  const result = call.core.cancel(call.account, { orderId: found.id });
  return isRejection(result) ? { ...row, ...failure(result, gone) } : { ...row, ordId: found.id, sCode: '0', sMsg: '' };
}

function amend(call: SignedCall, params: Params): Readonly<Record<string, unknown>> {
  const found = find(call, params);
  const [ordId, clOrdId, reqId] = ['ordId', 'clOrdId', 'reqId'].map((name) => params.get(name) ?? '');
  const row = { ordId, clOrdId, reqId, ts: String(call.nowMs) };
  if (!found || isOkxError(found)) return { ...row, ...failure(found ?? okxError(...unchangeable)) };
  const [size, price] = [params.decimal('newSz'), params.decimal('newPx')];
  const change = {
    ...(size === undefined ? {} : { quantity: toBase(size, found.market) }),
    ...(price === undefined ? {} : { price }),
  };
  const result = call.core.amend(call.account, { orderId: found.id }, change);
  return isRejection(result)
    ? { ...row, ...failure(result, unchangeable) }
    : { ...row, ordId: found.id, sCode: '0', sMsg: '' };
}

function closePosition(call: SignedCall): readonly unknown[] | OkxError {
  const market = namedMarket(call.core, call.params);
  if (isOkxError(market)) return market;
  const named = legOf(call, call.params, market);
  if (isOkxError(named)) return named;
  const { leg } = named;
  const held: Decimal = call.account.positions.get(placeOf(market.symbol, leg))?.quantity ?? (0n as Decimal);
  if (held === 0n) return okxError('51023', "Position doesn't exist.");
  const clientOrderId = call.params.get('clOrdId');
  if (call.params.get('autoCxl') === 'true') {
    const closes = held > 0n ? 'sell' : 'buy';
    const isClosing = (one: Order): boolean =>
      one.market === market && one.leg === leg && one.status === 'open' && one.side === closes;
    call.core.cancelAll(call.account, isClosing);
  }
  const result = call.core.place(call.account, {
    market: market.symbol,
    side: held > 0n ? 'sell' : 'buy',
    type: 'market',
    quantity: magnitude(held),
    reduceOnly: true,
    ...named,
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    tags: { ordType: 'market', tdMode: call.params.get('mgnMode') ?? 'cross' },
  });
  if (isRejection(result)) return refusalOf(result);
  return [
    {
      instId: instIdOf(market),
      posSide: posSideOf(leg),
      clOrdId: clientOrderId ?? '',
      tag: call.params.get('tag') ?? '',
    },
  ];
}

function cancelAllAfter(countdowns: Countdowns, call: SignedCall): readonly unknown[] | OkxError {
  const seconds = call.params.number('timeOut');
  if (seconds === undefined || (seconds !== 0 && (seconds < 10 || seconds > 120))) return parameterError('timeOut');
  const endMs = seconds === 0 ? undefined : call.core.now() + seconds * 1_000;
  countdowns.set(call.account.name, endMs);
  return [{ triggerTime: String(endMs ?? 0), tag: call.params.get('tag') ?? '', ts: String(call.nowMs) }];
}

function order(call: SignedCall): readonly unknown[] | OkxError {
  const found = find(call, call.params);
  if (isOkxError(found)) return found;
  return found ? [orderRow(found, call.account)] : okxError('51603', 'Order does not exist.');
}

/** True for what lies in the market and the type asked for. */
export function isAsked(params: Params, market: Market): boolean {
  const [type, instId] = [params.get('instType'), params.get('instId')];
  return (type === undefined || type === instTypeOf(market)) && (instId === undefined || instId === instIdOf(market));
}

function pending(call: SignedCall): readonly unknown[] {
  const open = call.core
    .openOrders(call.account)
    .filter((one) => one.status === 'open' && isAsked(call.params, one.market));
  return page(call.params, open.reverse(), (one) => Number(one.id)).map((one) => orderRow(one, call.account));
}

const UNFILLED_KEPT_MS = 2 * HOUR_MS;

/** Ended orders by the time when they were made; one that was cancelled without a fill is forgotten after two hours. */
function history(call: SignedCall, keptMs: number): readonly unknown[] | OkxError {
  if (call.params.get('instType') === undefined) return parameterError('instType');
  call.core.now();
  const state = call.params.get('state');
  const rows = [...call.account.orders.values()]
    .filter(
      (one) =>
        one.status !== 'open' &&
        one.status !== 'waiting' &&
        !isAlgoOnly(one) &&
        isAsked(call.params, one.market) &&
        isInTime(call, one.createdMs, Number.POSITIVE_INFINITY) &&
        one.updatedMs >= call.nowMs - (one.filled > 0n ? keptMs : UNFILLED_KEPT_MS) &&
        (state === undefined || stateOf(one) === state),
    )
    .reverse();
  return page(call.params, rows, (one) => Number(one.id)).map((one) => orderRow(one, call.account));
}

function fills(call: SignedCall, keptMs: number): readonly unknown[] {
  call.core.now();
  const ordId = call.params.get('ordId');
  const trades = call.account.trades.filter(
    (trade) =>
      isAsked(call.params, trade.market) &&
      (ordId === undefined || trade.orderId === ordId) &&
      isInTime(call, trade.atMs, keptMs),
  );
  return page(call.params, trades.reverse(), (trade) => Number(billIdOf(trade))).map(fillRow);
}
