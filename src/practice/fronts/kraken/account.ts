import { add, type Decimal, zero } from '../../../core/index.ts';
import type { Order, Trade } from '../../core/order.ts';
import { accountCode } from '../account-ids.ts';
import { lastNonce, permissionsOf } from './auth.ts';
import { assetId, assetOf, listed, marketOf, namesOf, readId, spellId } from './names.ts';
import { isOpen, toldOrder, toldTrade } from './shapes.ts';
import { fixed, type Params, type SignedCall, type SignedRoutes, seconds, wireError } from './wire.ts';

const PAGE = 50;

/** Reads of what an account holds and did. */
export const accountRoutes: SignedRoutes = {
  GetApiKeyInfo: { answer: keyInfo },
  GetWebSocketsToken: {
    needs: 'read',
    answer: ({ core }) => ({ token: `practice-token-${core.world.nextId++}`, expires: 900 }),
  },
  Balance: { needs: 'read', answer: (call) => balances(call, ({ free, locked }) => fixed(add(free, locked), 10)) },
  BalanceEx: {
    needs: 'read',
    answer: (call) =>
      balances(call, ({ free, locked }) => ({ balance: fixed(add(free, locked), 10), hold_trade: fixed(locked, 10) })),
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

function tradeBalance({ core, account, params }: SignedCall): unknown {
  core.now();
  const held = account.wallets.spot.get(assetOf(params.get('asset') ?? 'ZUSD'));
  const whole = fixed(held ? add(held.free, held.locked) : zero, 4);
  return { eb: whole, tb: whole, m: '0.0000', n: '0.0000', c: '0.0000', v: '0.0000', e: whole, mf: whole };
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

function closedOrders(call: SignedCall): unknown {
  call.core.now();
  const byOpening = call.params.get('closetime') === 'open';
  const closed = [...call.account.orders.values()]
    .filter((order) => !isOpen(order) && isNamed(call.params, order))
    .filter((order) => isWithin(call.params, byOpening ? order.createdMs : order.updatedMs))
    .reverse();
  return { closed: told(pageOf(call.params, closed), call), count: closed.length };
}

/** After `start`, not after `end`; both in seconds. */
function isWithin(params: Params, atMs: number): boolean {
  const [start, end] = [params.number('start'), params.number('end')];
  return (start === undefined || atMs > start * 1000) && (end === undefined || atMs <= end * 1000);
}

function pageOf<T>(params: Params, items: readonly T[]): readonly T[] {
  const offset = params.number('ofs') ?? 0;
  return items.slice(offset, offset + PAGE);
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
  return { trades: toldTrades(pageOf(call.params, trades), call), count: trades.length };
}

function queryTrades(call: SignedCall): unknown {
  call.core.now();
  const wanted = new Set((call.params.get('txid') ?? '').split(',').map(readId));
  return toldTrades(
    call.account.trades.filter(({ id }) => wanted.has(String(id))),
    call,
  );
}

interface Line {
  readonly refid: string;
  readonly atMs: number;
  readonly type: string;
  readonly asset: string;
  readonly amount: Decimal;
  readonly fee: Decimal;
}

/** Both sides of every trade, and what left the account. */
function linesOf({ core, account }: SignedCall): Line[] {
  const signed = (value: Decimal, isIn: boolean) => (isIn ? value : -value) as Decimal;
  const trades = account.trades.flatMap((trade): Line[] => {
    const shared = { refid: spellId('T', trade.id), atMs: trade.atMs, type: 'trade' };
    const bought = trade.side === 'buy';
    return [
      { ...shared, asset: trade.market.base, amount: signed(trade.quantity, bought), fee: zero },
      { ...shared, asset: trade.market.quote, amount: signed(trade.quote, !bought), fee: trade.fee },
    ];
  });
  const gone = core.world.withdrawals
    .filter((one) => one.account === account.name)
    .map(
      ({ id, atMs, asset, amount, fee }): Line => ({
        refid: id,
        atMs,
        type: 'withdrawal',
        asset,
        amount: signed(amount, false),
        fee,
      }),
    );
  const moved = core.world.transfers
    .filter((one) => one.account === account.name)
    .map(
      ({ id, atMs, asset, amount }): Line => ({
        refid: id,
        atMs,
        type: 'transfer',
        asset,
        amount: signed(amount, false),
        fee: zero,
      }),
    );
  return [...trades, ...gone, ...moved].sort((a, b) => b.atMs - a.atMs);
}

function ledgers(call: SignedCall): unknown {
  call.core.now();
  const [type, asset] = [call.params.get('type'), call.params.get('asset')];
  const lines = linesOf(call)
    .filter((line) => (type === undefined || type === 'all' || line.type === type) && isWithin(call.params, line.atMs))
    .filter((line) => asset === undefined || asset.split(',').map(assetOf).includes(line.asset));
  const ledger = Object.fromEntries(
    pageOf(call.params, lines).map((line, index) => [
      spellId('L', index + 1),
      {
        aclass: 'currency',
        amount: fixed(line.amount, 10),
        asset: assetId(line.asset),
        balance: fixed(zero, 10),
        fee: fixed(line.fee, 10),
        refid: line.refid,
        time: seconds(line.atMs),
        type: line.type,
        subtype: '',
      },
    ]),
  );
  return { ledger, count: lines.length };
}
