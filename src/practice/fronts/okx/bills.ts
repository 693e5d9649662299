import { type Decimal, formatDecimal, subtract, zero } from '../../../core/index.ts';
import type { Trade } from '../../core/order.ts';
import { instIdOf, instTypeOf, type SignedCall, sizeOf } from './wire.ts';

/** A line of a ledger as it is told; the newest comes first in a list of them. */
interface Bill {
  readonly billId: string;
  readonly ccy: string;
  readonly balChg: string;
  readonly ts: string;
  readonly type: string;
  readonly [field: string]: string;
}

/** The bill that a fill names; the one of its other currency has the next number. */
export function billIdOf(trade: Trade): string {
  return `${trade.id}0`;
}

interface Line {
  readonly billId: string;
  readonly asset: string;
  readonly change: Decimal;
  readonly type: string;
  readonly subType: string;
  readonly atMs: number;
  readonly more?: Readonly<Record<string, string>>;
}

function rowOf({ billId, asset, change, type, subType, atMs, more }: Line): Bill {
  return {
    bal: '',
    balChg: formatDecimal(change),
    billId,
    ccy: asset,
    clOrdId: '',
    execType: '',
    fee: '0',
    fillTime: '',
    from: '',
    instId: '',
    instType: '',
    interest: '0',
    mgnMode: '',
    notes: '',
    ordId: '',
    pnl: '0',
    posBal: '0',
    posBalChg: '0',
    px: '',
    subType,
    sz: formatDecimal((change < 0n ? -change : change) as Decimal),
    tag: '',
    to: '',
    tradeId: '',
    ts: String(atMs),
    type,
    ...more,
  };
}

/** A trade on spot changes two balances, one on a swap a single one; the fee is part of the change of the currency that it is paid in. */
function tradeLines(trade: Trade, isLiquidation: boolean): readonly Line[] {
  const { market, side, quantity, quote, fee, feeAsset } = trade;
  const more = {
    execType: trade.maker ? 'M' : 'T',
    fillTime: String(trade.atMs),
    instId: instIdOf(market),
    instType: instTypeOf(market),
    mgnMode: market.kind === 'linear' ? 'cross' : 'cash',
    ordId: trade.orderId,
    pnl: formatDecimal(trade.realised),
    px: formatDecimal(trade.price),
    sz: sizeOf(quantity, market),
    tradeId: String(trade.id),
  };
  const line = (billId: string, asset: string, gross: Decimal): Line => {
    const paid = asset === feeAsset ? fee : zero;
    const subType = isLiquidation ? (side === 'buy' ? '106' : '107') : side === 'buy' ? '1' : '2';
    return {
      billId,
      asset,
      change: subtract(gross, paid),
      type: isLiquidation ? '5' : '2',
      subType,
      atMs: trade.atMs,
      more: { ...more, fee: formatDecimal(-paid as Decimal) },
    };
  };
  if (market.kind === 'linear') return [line(billIdOf(trade), market.quote, trade.realised)];
  const sign = (amount: Decimal, isIn: boolean) => (isIn ? amount : -amount) as Decimal;
  const change = (asset: string, amount: Decimal, isIn: boolean) => ({ asset, amount: sign(amount, isIn) });
  const [base, cash] = [change(market.base, quantity, side === 'buy'), change(market.quote, quote, side === 'sell')];
  return [line(`${trade.id}1`, cash.asset, cash.amount), line(billIdOf(trade), base.asset, base.amount)];
}

const accountNumbers: Readonly<Record<string, string>> = { funding: '6', spot: '18' };

/** A transfer as one account sees it: its own wallet at one end or at both, or the wallet of another account. */
interface End {
  readonly wallet: string;
  readonly isOwn: boolean;
}

function endOf(text: string, owner: string, account: string): End {
  const wallet = text.split('/').at(-1)!;
  return { wallet, isOwn: (text.includes('/') ? text.slice(0, text.lastIndexOf('/')) : owner) === account };
}

function transferLines(
  { account, core }: SignedCall,
  wallet: string,
  write: (at: Transferred) => Line,
): readonly Line[] {
  return core.world.transfers.flatMap((transfer) => {
    const from = endOf(transfer.from, transfer.account, account.name);
    const to = endOf(transfer.to, transfer.account, account.name);
    const { id, asset, amount, atMs } = transfer;
    const lines: Line[] = [];
    const common = { asset, atMs, from, to };
    if (from.isOwn && from.wallet === wallet) {
      lines.push(write({ ...common, billId: `${id}2`, change: -amount as Decimal, isIn: false }));
    }
    if (to.isOwn && to.wallet === wallet)
      lines.push(write({ ...common, billId: `${id}3`, change: amount, isIn: true }));
    return lines;
  });
}

interface Transferred {
  readonly billId: string;
  readonly asset: string;
  readonly change: Decimal;
  readonly atMs: number;
  readonly from: End;
  readonly to: End;
  readonly isIn: boolean;
}

/** A number for what has only a name, made of its first digits. */
function numberOf(id: string): string {
  return BigInt(`0x${id.slice(0, 14)}`).toString();
}

/** The ledger of the trading account, newest first: every change of a balance there, exactly. */
export function tradingBills(call: SignedCall): readonly Bill[] {
  const { account, core } = call;
  core.now();
  const trades = account.trades.flatMap((trade) =>
    tradeLines(trade, account.orders.get(trade.orderId)?.tags['liquidation'] === 'true'),
  );
  const insured = account.income
    .filter(({ kind }) => kind === 'insurance')
    .map(
      ({ id, asset, amount, atMs }): Line => ({
        billId: `${id}4`,
        asset,
        change: amount,
        type: '10',
        subType: '108',
        atMs,
      }),
    );
  const transfers = transferLines(call, 'spot', ({ isIn, from, to, ...line }) => ({
    ...line,
    type: '1',
    subType: isIn ? '11' : '12',
    more: { from: accountNumbers[from.wallet] ?? '', to: accountNumbers[to.wallet] ?? '' },
  }));
  const deposits = core.world.deposits
    .filter((one) => one.account === account.name && one.wallet === 'spot')
    .map(
      ({ id, asset, amount, atMs }): Line => ({
        billId: numberOf(id),
        asset,
        change: amount,
        type: '1',
        subType: '11',
        atMs,
      }),
    );
  return newestFirst([...trades, ...insured, ...transfers, ...deposits]);
}

/** The ledger of the funding account, newest first. */
export function fundingBills(call: SignedCall): readonly Bill[] {
  const { account, context, core } = call;
  core.now();
  const isSub = context.keys.all().some((key) => key.account === account.name && key.subAccount !== undefined);
  const typeOf = ({ isIn, from, to }: Transferred): string => {
    if (from.isOwn && to.isOwn) return isIn ? '130' : '131';
    if (isSub) return isIn ? '23' : '22';
    return isIn ? '21' : '20';
  };
  const transfers = transferLines(call, 'funding', (at) => {
    const { billId, asset, change, atMs } = at;
    return { billId, asset, change, atMs, type: typeOf(at), subType: '' };
  });
  const own = <T extends { account: string; wallet: string }>(moves: readonly T[]) =>
    moves.filter((one) => one.account === account.name && one.wallet === 'funding');
  const withdrawn = own(core.world.withdrawals).map(({ id, asset, amount, atMs }): Line => {
    return { billId: numberOf(id), asset, change: -amount as Decimal, type: '2', subType: '', atMs };
  });
  const deposited = own(core.world.deposits).map(({ id, asset, amount, atMs }): Line => {
    return { billId: numberOf(id), asset, change: amount, type: '1', subType: '', atMs };
  });
  return newestFirst([...transfers, ...withdrawn, ...deposited]).map(({ bal, balChg, billId, ccy, ts, type }) => ({
    bal: bal!,
    balChg,
    billId,
    ccy,
    clientId: '',
    notes: '',
    ts,
    type,
  }));
}

function newestFirst(lines: readonly Line[]): readonly Bill[] {
  const order = [...lines].sort((a, b) => b.atMs - a.atMs || Number(BigInt(b.billId) - BigInt(a.billId)));
  return order.map(rowOf);
}
