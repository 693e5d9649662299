import { add, type Decimal, multiplyDown, sum, zero } from '../../../core/index.ts';
import type { Order, Trade } from '../../core/order.ts';
import { accountCode } from '../account-ids.ts';
import { lastNonce, permissionsOf } from './auth.ts';
import { ledgers } from './ledger.ts';
import { assetId, assetOf, listed, marketOf, namesOf, readId, spellId } from './names.ts';
import { isOpen, toldOrder, toldTrade } from './shapes.ts';
import { exact, fixed, isWithin, type Params, pageOf, type SignedCall, type SignedRoutes, wireError } from './wire.ts';

/** Reads of what an account holds and did. */
export const accountRoutes: SignedRoutes = {
  GetApiKeyInfo: { answer: keyInfo },
  GetWebSocketsToken: {
    needs: 'read',
    answer: ({ core }) => ({ token: `practice-token-${core.world.nextId++}`, expires: 900 }),
  },
  Balance: { needs: 'read', answer: (call) => balances(call, ({ free, locked }) => exact(add(free, locked))) },
  BalanceEx: {
    needs: 'read',
    answer: (call) =>
      balances(call, ({ free, locked }) => ({ balance: exact(add(free, locked)), hold_trade: exact(locked) })),
  },
  TradeBalance: { needs: 'read', answer: tradeBalance },
  TradeVolume: { needs: 'read', answer: tradeVolume },
  OpenOrders: { needs: 'read', answer: openOrders },
  ClosedOrders: { needs: 'read', answer: closedOrders },
  QueryOrders: { needs: 'read', answer: queryOrders },
  OrderAmends: { needs: 'read', answer: () => ({ count: 0, amends: [] }) },
  TradesHistory: { needs: 'read', answer: tradesHistory },
  QueryTrades: { needs: 'read', answer: queryTrades },
  OpenPositions: { needs: 'read', answer: ({ params }) => (params.get('consolidation') === undefined ? {} : []) },
  Ledgers: { needs: 'read', answer: ledgers },
};

function keyInfo({ key, nowMs }: SignedCall): unknown {
  const at = (ms: number) => String(Math.floor(ms / 1000));
  return {
    apiKeyName: key.label ?? 'practice',
    apiKey: key.id,
    nonce: lastNonce(key),
    nonceWindow: '0',
    permissions: permissionsOf(key),
    iban: accountCode(key),
    validUntil: key.expiresMs === undefined ? '0' : at(key.expiresMs),
    queryFrom: '0',
    queryTo: '0',
    createdTime: at(key.createdMs),
    modifiedTime: at(key.createdMs),
    ipAllowlist: key.ips ?? [],
    lastUsed: at(nowMs),
  };
}

function balances(
  { core, account }: SignedCall,
  shape: (balance: { free: Decimal; locked: Decimal }) => unknown,
): unknown {
  core.now();
  const known = new Set(listed(core).flatMap(({ base, quote }) => [base, quote]));
  return Object.fromEntries(
    [...account.wallets.spot]
      .filter(([asset]) => known.has(asset))
      .map(([asset, balance]) => [assetId(asset), shape(balance)]),
  );
}

/** All coins at their price in the asset asked for or in USDT, money at par; a coin without such a market counts nothing. */
function tradeBalance({ core, account, params }: SignedCall): unknown {
  core.now();
  const asset = assetOf(params.get('asset') ?? 'ZUSD');
  const worth = [...account.wallets.spot].map(([name, { free, locked }]) => {
    const held = add(free, locked);
    if (name === asset) return held;
    const market = listed(core).find(({ base, quote }) => base === name && (quote === asset || quote === 'USDT'));
    if (market) return multiplyDown(held, core.price(market.symbol));
    return name === 'USDT' || name === 'USD' || name === 'EUR' ? held : zero;
  });
  const whole = fixed(sum(worth), 4);
  return {
    eb: whole,
    tb: whole,
    m: '0.0000',
    uv: '0.0000',
    n: '0.0000',
    c: '0.0000',
    v: '0.0000',
    e: whole,
    mf: whole,
  };
}

function tradeVolume({ core, params }: SignedCall): unknown {
  const names = (params.get('pair')?.split(',') ?? []).map((pair) => marketOf(core, pair));
  if (names.includes(undefined)) return wireError('EQuery:Unknown asset pair');
  const fees = (fee: string) => {
    const tier = { fee, minfee: fee, maxfee: fee, nextfee: null, nextvolume: null, tiervolume: null };
    return Object.fromEntries(names.map((market) => [namesOf(market!).id, tier]));
  };
  return { currency: 'ZUSD', volume: '0.0000', fees: fees('0.4000'), fees_maker: fees('0.2500') };
}

function isNamed(params: Params, order: Order): boolean {
  const [userref, clientId] = [params.get('userref'), params.get('cl_ord_id')];
  if (userref !== undefined && order.tags['userref'] !== userref) return false;
  return clientId === undefined || (order.tags['cl_ord_id'] !== undefined && order.clientOrderId === clientId);
}

function told(orders: readonly Order[], { account, params }: SignedCall): Record<string, unknown> {
  const withTrades = params.flag('trades');
  return Object.fromEntries(
    orders.map((order) => {
      const { trades, ...rest } = toldOrder(order, account.trades);
      return [spellId('O', order.id), withTrades && trades !== undefined ? { ...rest, trades } : rest];
    }),
  );
}

function openOrders(call: SignedCall): unknown {
  return {
    open: told(
      call.core.openOrders(call.account).filter((order) => isNamed(call.params, order)),
      call,
    ),
  };
}

/** Newest first: by the time at which they were closed, or opened where that is asked for. */
function closedOrders(call: SignedCall): unknown {
  call.core.now();
  const { params } = call;
  const byOpening = params.get('closetime') === 'open';
  const timeOf = (order: Order) => (byOpening ? order.createdMs : order.updatedMs);
  const closed = [...call.account.orders.values()]
    .filter((order) => !isOpen(order) && isNamed(params, order) && isWithin(params, timeOf(order)))
    .reverse()
    .sort((a, b) => timeOf(b) - timeOf(a));
  const count = params.flag('without_count') ? {} : { count: closed.length };
  return { closed: told(pageOf(params, closed), call), ...count };
}

function queryOrders(call: SignedCall): unknown {
  call.core.now();
  const ids = call.params.get('txid')?.split(',') ?? [];
  const orders = ids.map((text) => call.account.orders.get(readId(text) ?? ''));
  if (orders.length === 0) return wireError('EGeneral:Invalid arguments');
  if (orders.includes(undefined)) return wireError('EOrder:Invalid order');
  return told(orders as Order[], call);
}

function toldTrades(trades: readonly Trade[], { account }: SignedCall): Record<string, unknown> {
  return Object.fromEntries(
    trades.map((trade) => {
      const ordertype = account.orders.get(trade.orderId)?.tags['ordertype'] ?? 'market';
      return [spellId('T', trade.id), toldTrade(trade, ordertype)];
    }),
  );
}

function tradesHistory(call: SignedCall): unknown {
  call.core.now();
  const trades = call.account.trades.filter(({ atMs }) => isWithin(call.params, atMs)).reverse();
  const count = call.params.flag('without_count') ? {} : { count: trades.length };
  return { trades: toldTrades(pageOf(call.params, trades), call), ...count };
}

function queryTrades(call: SignedCall): unknown {
  call.core.now();
  const wanted = new Set((call.params.get('txid') ?? '').split(',').map(readId));
  return toldTrades(
    call.account.trades.filter(({ id }) => wanted.has(String(id))),
    call,
  );
}
