import { add, type Decimal, subtract, zero } from '../../../core/index.ts';
import { type Account, balanceOf } from '../../core/account.ts';
import type { Trade } from '../../core/order.ts';
import type { World } from '../../core/world.ts';
import { idOf } from './shapes.ts';
import {
  DAY_MS,
  historyPage,
  isWireError,
  isWithin,
  plain,
  type SignedCall,
  type SignedRoute,
  spanOf,
  symbolOf,
  wireError,
} from './wire.ts';

/** What changed the balances of the unified and of the funding account, line by line. */
export const ledgerRoutes: readonly SignedRoute[] = [
  { line: 'GET /v5/account/transaction-log', needs: 'read', perSecond: 25, answer: transactionLog },
  { line: 'GET /v5/asset/fundinghistory', needs: 'read', perSecond: 30, answer: fundingHistory },
];

interface LedgerLine {
  readonly wallet: 'spot' | 'funding';
  readonly atMs: number;
  readonly asset: string;
  /** Signed, with the fee. */
  readonly amount: Decimal;
  readonly word: string;
  readonly id: string;
  readonly fee?: Decimal;
  readonly trade?: Trade;
}

/** All lines of an account, oldest first; their sum is what its balances are beyond its first funds. */
function linesOf(world: World, account: Account): readonly LedgerLine[] {
  const lines = [...account.trades.flatMap((trade) => ofTrade(account, trade)), ...ofMoves(world, account)];
  for (const { kind, asset, amount, atMs, id } of account.income) {
    if (kind === 'insurance') lines.push({ wallet: 'spot', atMs, asset, amount, word: 'LIQUIDATION', id: String(id) });
  }
  return lines.sort((a, b) => a.atMs - b.atMs);
}

function ofTrade(account: Account, trade: Trade): LedgerLine[] {
  const { market, fee, feeAsset, atMs } = trade;
  const isForced = account.orders.get(trade.orderId)?.tags['liquidation'] !== undefined;
  const common = { wallet: 'spot', atMs, trade, word: isForced ? 'LIQUIDATION' : 'TRADE' } as const;
  const line = (asset: string, flow: Decimal): LedgerLine => {
    const own = asset === feeAsset ? fee : zero;
    return { ...common, id: `${trade.id}_${symbolOf(market)}`, asset, amount: subtract(flow, own), fee: own };
  };
  if (market.kind === 'linear') return [line(market.quote, trade.realised)];
  const sign = trade.side === 'buy' ? 1n : -1n;
  return [line(market.base, (sign * trade.quantity) as Decimal), line(market.quote, (-sign * trade.quote) as Decimal)];
}

/** What comes in or leaves passes by the funding account, wherever it ends or starts. */
function ofMoves(world: World, account: Account): LedgerLine[] {
  const lines: LedgerLine[] = [];
  const put = (wallet: string, id: string, asset: string, amount: Decimal, atMs: number, word: string): void => {
    if (wallet === 'funding') lines.push({ wallet, id, asset, amount, atMs, word });
    if (wallet !== 'spot') return;
    lines.push({ wallet, id, asset, amount, atMs, word: amount > 0n ? 'TRANSFER_IN' : 'TRANSFER_OUT' });
  };
  for (const { id, asset, amount, from, to, account: giver, atMs } of world.transfers) {
    const isOwn = !to.includes('/');
    if (giver === account.name) put(from, id, asset, -amount as Decimal, atMs, 'Transfer');
    const place = isOwn && giver === account.name ? to : to.startsWith(`${account.name}/`) ? to.split('/').at(-1)! : '';
    put(place, id, asset, amount, atMs, 'Transfer');
  }
  for (const { id, asset, amount, wallet, account: owner, atMs } of world.withdrawals) {
    if (owner !== account.name) continue;
    if (wallet === 'spot') {
      put('spot', id, asset, -amount as Decimal, atMs, 'Transfer');
      put('funding', id, asset, amount, atMs, 'Transfer');
    }
    put('funding', id, asset, -amount as Decimal, atMs, 'Withdraw');
  }
  for (const { id, asset, amount, wallet, account: owner, atMs } of world.deposits) {
    if (owner !== account.name) continue;
    put('funding', id, asset, amount, atMs, 'Deposit');
    if (wallet !== 'spot') continue;
    put('funding', id, asset, -amount as Decimal, atMs, 'Transfer');
    put('spot', id, asset, amount, atMs, 'Transfer');
  }
  return lines;
}

/** The lines of a wallet with the balance after each, newest first. */
function withBalances(call: SignedCall, wallet: LedgerLine['wallet']): (LedgerLine & { readonly after: Decimal })[] {
  call.core.now();
  const after = new Map<string, Decimal>();
  return linesOf(call.core.world, call.account)
    .filter((line) => line.wallet === wallet)
    .reverse()
    .map((line) => {
      const { free, locked } = balanceOf(call.account, wallet, line.asset);
      const now = after.get(line.asset) ?? add(free, locked);
      after.set(line.asset, subtract(now, line.amount));
      return { ...line, after: now };
    });
}

function transactionLog(call: SignedCall): unknown {
  const { params } = call;
  if ((params.get('accountType') ?? 'UNIFIED') !== 'UNIFIED') {
    return wireError(10001, 'accountType only support UNIFIED.');
  }
  const span = spanOf(call, { longestMs: 7 * DAY_MS, usualMs: DAY_MS });
  if (isWireError(span)) return span;
  const rows = withBalances(call, 'spot')
    .filter(({ atMs }) => isWithin(span, atMs))
    .map(logShape)
    .filter((row) => ['category', 'currency', 'type'].every((name) => (params.get(name) ?? row[name]) === row[name]));
  return historyPage(params, rows, 20, 50);
}

function logShape({ id, asset, amount, fee, after, atMs, word, trade }: LedgerLine & { readonly after: Decimal }) {
  const isSpot = trade?.market.kind === 'spot';
  const flow = add(amount, fee ?? zero);
  const row: Record<string, unknown> = {
    transSubType: '',
    id,
    symbol: trade ? symbolOf(trade.market) : '',
    side: !trade ? 'None' : trade.side === 'buy' ? 'Buy' : 'Sell',
    funding: '',
    orderLinkId: '',
    orderId: trade ? idOf({ id: trade.orderId, market: trade.market }) : '',
    fee: fee === undefined ? '' : plain(fee),
    change: plain(amount),
    cashFlow: plain(flow),
    transactionTime: String(atMs),
    type: word,
    feeRate: '',
    bonusChange: '',
    size: '',
    qty: trade && !isSpot ? plain(trade.quantity) : plain(flow),
    cashBalance: plain(after),
    currency: asset,
    category: trade?.market.kind ?? '',
    tradePrice: trade ? plain(trade.price) : '',
    tradeId: trade ? String(trade.id) : '',
    extraFees: '',
  };
  return row;
}

/** By whole seconds; both ends or none are named. */
function fundingHistory(call: SignedCall): unknown {
  const { params, nowMs } = call;
  const [from, to] = [params.number('createTimeFrom'), params.number('createTimeTo')];
  if ((from === undefined) !== (to === undefined)) {
    return wireError(10001, 'params error: createTimeFrom and createTimeTo must be used together');
  }
  const end = to ?? Math.floor(nowMs / 1_000);
  const start = from ?? end - (7 * DAY_MS) / 1_000;
  if (end < start || end - start > (7 * DAY_MS) / 1_000) {
    return wireError(10001, 'params error: the interval cannot exceed 7 days');
  }
  const rows = withBalances(call, 'funding')
    .map((line) => ({ ...line, seconds: Math.floor(line.atMs / 1_000) }))
    .filter(({ seconds }) => seconds >= start && seconds <= end)
    .map(({ asset, amount, after, seconds, word }) => ({
      memberId: '1',
      currency: asset,
      ioDirection: amount > 0n ? 'I' : 'O',
      txnAmt: plain(amount > 0n ? amount : (-amount as Decimal)),
      afterAmt: plain(after),
      createTime: String(seconds),
      showBusiType: `fundingAccountRecord${word}`,
      showBusiTypeEn: word,
      description: `fundingAccountRecord${word}`,
      descriptionEn: word,
    }));
  return historyPage(params, rows, 10, 100);
}
