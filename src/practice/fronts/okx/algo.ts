import type { Decimal, OrderType, Side } from '../../../core/index.ts';
import type { Market } from '../../core/markets.ts';
import { type AmendRequest, isRejection, type Order, type PlaceRequest } from '../../core/order.ts';
import { algoIdOf, algoRow, coreIdOfAlgo } from './shapes.ts';
import { commonTerms, each, failure, isAsked, wrongId } from './trade.ts';
import {
  isOkxError,
  type OkxError,
  okxError,
  type Params,
  page,
  parameterError,
  type SignedCall,
  type SignedRoute,
  toBase,
} from './wire.ts';

/** The algo book: stop losses, take profits and trigger orders. */
export const algoRoutes: readonly SignedRoute[] = [
  { line: 'POST /api/v5/trade/order-algo', needs: 'trade', answer: (call) => ({ rows: [place(call, call.params)] }) },
  { line: 'POST /api/v5/trade/cancel-algos', needs: 'trade', answer: (call) => each(call, 10, cancel) },
  { line: 'POST /api/v5/trade/cancel-advance-algos', needs: 'trade', answer: (call) => each(call, 10, cancel) },
  { line: 'POST /api/v5/trade/amend-algos', needs: 'trade', answer: (call) => ({ rows: [amend(call, call.params)] }) },
  { line: 'GET /api/v5/trade/order-algo', needs: 'read', answer: query },
  { line: 'GET /api/v5/trade/orders-algo-pending', needs: 'read', answer: pending },
  { line: 'GET /api/v5/trade/orders-algo-history', needs: 'read', answer: history },
];

interface Leg {
  readonly name: 'sl' | 'tp' | 'trigger';
  readonly trigger: Decimal;
  /** Absent: at the market. */
  readonly price: Decimal | undefined;
}

/** The one leg that is simulated here; an error when it is missing or there are two. */
function legOf(params: Params): Leg | OkxError {
  const names =
    params.get('ordType') === 'trigger'
      ? ([['trigger', 'triggerPx', 'orderPx']] as const)
      : ([
          ['sl', 'slTriggerPx', 'slOrdPx'],
          ['tp', 'tpTriggerPx', 'tpOrdPx'],
        ] as const);
  const [used, second] = names.filter(([, trigger]) => params.get(trigger) !== undefined);
  if (!used || second) return parameterError('slTriggerPx');
  const [name, triggerName, priceName] = used;
  const [trigger, price] = [params.decimal(triggerName), params.decimal(priceName)];
  if (trigger === undefined || trigger <= 0n) return parameterError(triggerName);
  if (price === undefined) return parameterError(priceName);
  return { name, trigger, price: params.get(priceName) === '-1' ? undefined : price };
}

/** A trigger order waits on whichever side of the market its price lies. */
function typeOf(call: SignedCall, leg: Leg, market: Market, side: Side): OrderType {
  const above = leg.trigger >= call.core.price(market.symbol);
  const profit = leg.name === 'tp' || (leg.name === 'trigger' && above !== (side === 'buy'));
  if (leg.price === undefined) return profit ? 'take-profit' : 'stop';
  return profit ? 'take-profit-limit' : 'stop-limit';
}

function requestOf(call: SignedCall, params: Params): PlaceRequest | OkxError {
  const terms = commonTerms(call, params);
  if (isOkxError(terms)) return terms;
  const { market, side, leg: position } = terms;
  const ordType = params.get('ordType') ?? '';
  if (ordType !== 'conditional' && ordType !== 'trigger') return parameterError('ordType');
  const leg = legOf(params);
  if (isOkxError(leg)) return leg;
  const wrong = wrongId(params, 'algoClOrdId');
  if (wrong) return wrong;
  const closes = params.get('closeFraction') === '1';
  const size = params.decimal('sz');
  if (!closes && (size === undefined || size <= 0n)) return parameterError('sz');
  if (market.kind === 'spot' && side === 'buy' && leg.price === undefined && params.get('tgtCcy') !== 'base_ccy') {
    return parameterError('tgtCcy');
  }
  const clientOrderId = params.get('algoClOrdId');
  return {
    market: market.symbol,
    side,
    type: typeOf(call, leg, market, side),
    ...(closes ? { closePosition: true } : { quantity: toBase(size!, market) }),
    ...(leg.price === undefined ? {} : { price: leg.price }),
    trigger: leg.trigger,
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    reduceOnly: !closes && market.kind === 'linear' && position === undefined && params.get('reduceOnly') === 'true',
    ...(position === undefined ? {} : { leg: position }),
    tags: { algo: ordType, leg: leg.name, tdMode: params.get('tdMode')!, tag: params.get('tag') ?? '', tgtCcy: '' },
  };
}

function place(call: SignedCall, params: Params): Readonly<Record<string, unknown>> {
  const request = requestOf(call, params);
  const result = isOkxError(request) ? request : call.core.place(call.account, request);
  const row = { algoClOrdId: params.get('algoClOrdId') ?? '', clOrdId: '', tag: params.get('tag') ?? '' };
  if (isOkxError(result) || isRejection(result)) return { ...row, algoId: '', ...failure(result) };
  return { ...row, algoId: algoIdOf(result), sCode: '0', sMsg: '' };
}

function find(call: SignedCall, params: Params): Order | undefined {
  const [algoId, clientOrderId] = [params.get('algoId'), params.get('algoClOrdId')];
  if (algoId === undefined && clientOrderId === undefined) return undefined;
  const ref = algoId === undefined ? { clientOrderId: clientOrderId! } : { orderId: coreIdOfAlgo(algoId) };
  const found = call.core.order(call.account, ref);
  return found?.tags['algo'] ? found : undefined;
}

const gone = ['51400', 'Cancellation failed as the order has been triggered, canceled or does not exist.'] as const;

function cancel(call: SignedCall, params: Params): Readonly<Record<string, unknown>> {
  const found = find(call, params);
  const row = { algoId: params.get('algoId') ?? '', algoClOrdId: '', clOrdId: '', tag: '' };
  if (found?.status !== 'waiting') return { ...row, ...failure(okxError(...gone)) };
  const result = call.core.cancel(call.account, { orderId: found.id });
  return {
    ...row,
    algoId: algoIdOf(found),
    ...(isRejection(result) ? failure(result, gone) : { sCode: '0', sMsg: '' }),
  };
}

function amend(call: SignedCall, params: Params): Readonly<Record<string, unknown>> {
  const found = find(call, params);
  const row = {
    algoId: params.get('algoId') ?? '',
    algoClOrdId: params.get('algoClOrdId') ?? '',
    reqId: params.get('reqId') ?? '',
  };
  if (found?.status !== 'waiting')
    return { ...row, ...failure(okxError('51503', 'Your order has already been filled or canceled.')) };
  const leg = { sl: 'Sl', tp: 'Tp' }[found.tags['leg'] ?? ''] ?? '';
  const [size, trigger, price] = ['newSz', `new${leg}TriggerPx`, `new${leg}OrdPx`].map((name) => params.decimal(name));
  const change: AmendRequest = {
    ...(size === undefined ? {} : { quantity: toBase(size, found.market) }),
    ...(trigger === undefined ? {} : { trigger }),
    ...(price === undefined || price < 0n ? {} : { price }),
  };
  const result = call.core.amend(call.account, { orderId: found.id }, change);
  return { ...row, algoId: algoIdOf(found), ...(isRejection(result) ? failure(result) : { sCode: '0', sMsg: '' }) };
}

function query(call: SignedCall): readonly unknown[] | OkxError {
  const found = find(call, call.params);
  return found ? [algoRow(found)] : okxError('51603', 'Order does not exist.');
}

function ofKind(call: SignedCall): Order[] | OkxError {
  const kinds = call.params.get('ordType')?.split(',');
  const areTogether = kinds?.every((kind) => kind === 'conditional' || kind === 'oco');
  if (!kinds || (kinds.length > 1 && !areTogether)) return parameterError('ordType');
  call.core.now();
  return [...call.account.orders.values()].filter(
    (order) => kinds.includes(order.tags['algo'] ?? '') && isAsked(call.params, order.market),
  );
}

function pending(call: SignedCall): readonly unknown[] | OkxError {
  const orders = ofKind(call);
  if (isOkxError(orders)) return orders;
  const waiting = orders.filter((order) => order.status === 'waiting').reverse();
  return page(call.params, waiting, (order) => Number(algoIdOf(order))).map(algoRow);
}

function history(call: SignedCall): readonly unknown[] | OkxError {
  const orders = ofKind(call);
  if (isOkxError(orders)) return orders;
  const [state, algoId] = [call.params.get('state'), call.params.get('algoId')];
  if (state === undefined && algoId === undefined) return parameterError('state');
  const ended = orders
    .filter((order) => order.status !== 'waiting')
    .reverse()
    .map(algoRow)
    .filter(
      (row) => (state === undefined || row['state'] === state) && (algoId === undefined || row['algoId'] === algoId),
    );
  return page(call.params, ended, (row) => Number(row['algoId']));
}
