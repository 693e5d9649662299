import type { Decimal } from '../../../core/index.ts';
import type { Account } from '../../core/account.ts';
import type { Trade } from '../../core/order.ts';
import type { Deposit, Transfer, Withdrawal, World } from '../../core/world.ts';
import { portfolioOf, productOf, spellAsset, spellId, spellLine } from './names.ts';
import { iso, plain } from './wire.ts';

/** The wallet API tells whole seconds. */
export function second(ms: number): string {
  return `${iso(ms).slice(0, 19)}Z`;
}

interface Line {
  readonly atMs: number;
  readonly told: Record<string, unknown>;
}

interface Named {
  readonly id: string;
  readonly type: string;
  readonly asset: string;
  readonly amount: Decimal;
  readonly atMs: number;
}

function line({ id, type, asset, amount, atMs }: Named, more: object): Line {
  return {
    atMs,
    told: {
      id,
      type,
      status: 'completed',
      amount: { amount: plain(amount), currency: asset },
      description: null,
      created_at: second(atMs),
      updated_at: second(atMs),
      resource: 'transaction',
      resource_path: `/v2/accounts/${spellAsset(asset)}/transactions/${id}`,
      ...more,
    },
  };
}

const negative = (amount: Decimal): Decimal => -amount as Decimal;

/** A fill has a line in the wallet of each of its currencies, before its fee, which both name. */
function ofTrade(trade: Trade, asset: string): Line[] {
  const { base, quote } = trade.market;
  if (trade.market.kind !== 'spot' || (asset !== base && asset !== quote)) return [];
  const isIn = (asset === base) === (trade.side === 'buy');
  const size = asset === base ? trade.quantity : trade.quote;
  const fill = {
    fill_price: plain(trade.price),
    product_id: productOf(trade.market),
    order_id: spellId(trade.orderId),
    commission: plain(trade.fee),
    order_side: trade.side,
  };
  const named = {
    id: spellLine(trade.id, asset === base ? 'base' : 'quote'),
    type: 'advanced_trade_fill',
    asset,
    amount: isIn ? size : negative(size),
    atMs: trade.atMs,
  };
  return [line(named, { advanced_trade_fill: fill })];
}

export function toldSend(one: Withdrawal): Record<string, unknown> {
  const named = { id: one.id, type: 'send', asset: one.asset, amount: negative(one.amount), atMs: one.atMs };
  return line(named, {
    network: {
      status: 'confirmed',
      hash: one.id,
      transaction_fee: { amount: plain(one.fee), currency: one.asset },
      ...(one.network === undefined ? {} : { network_name: one.network }),
    },
    to: { resource: 'address', address: one.address, currency: one.asset },
    idem: one.clientId ?? null,
  }).told;
}

/** Coins come in under the same word as they are sent. */
function ofDeposit(one: Deposit): Line {
  const named = { id: one.id, type: 'send', asset: one.asset, amount: one.amount, atMs: one.atMs };
  return line(named, {
    network: { status: 'confirmed', hash: one.id, ...(one.network === undefined ? {} : { network_name: one.network }) },
    from: { resource: 'address', address: one.address, currency: one.asset },
  });
}

/** A move between portfolios, seen from the portfolio of the key. What the exchange calls it is not verified. */
function ofTransfer(one: Transfer, account: Account): Line[] {
  const isOut = one.account === account.name && one.from === 'spot';
  const isIn = (one.account === account.name ? one.to : one.to.replace(`${account.name}/`, '')) === 'spot';
  if (isOut === isIn) return [];
  const other = portfolioOf(account.name, 'funding');
  const named = {
    id: spellLine(one.id, isOut ? 'out' : 'in'),
    type: 'transfer',
    asset: one.asset,
    amount: isOut ? negative(one.amount) : one.amount,
    atMs: one.atMs,
  };
  return [line(named, { [isOut ? 'to' : 'from']: { id: other, resource: 'portfolio' } })];
}

/** Everything that changed the wallet of an asset, newest first. */
export function linesOf(world: World, account: Account, asset: string): Record<string, unknown>[] {
  const mine = <T extends { readonly asset: string }>(all: readonly T[]) => all.filter((one) => one.asset === asset);
  const own = <T extends { readonly account: string }>(all: readonly T[]) =>
    all.filter((one) => one.account === account.name);
  const lines = [
    ...account.trades.flatMap((trade) => ofTrade(trade, asset)),
    ...own(mine(world.withdrawals))
      .filter(({ wallet }) => wallet === 'spot')
      .map((one) => ({ atMs: one.atMs, told: toldSend(one) })),
    ...own(mine(world.deposits))
      .filter(({ wallet }) => wallet === 'spot')
      .map(ofDeposit),
    ...mine(world.transfers)
      .filter((one) => one.account === account.name || one.to.startsWith(`${account.name}/`))
      .flatMap((one) => ofTransfer(one, account)),
  ];
  return lines
    .sort((a, b) => a.atMs - b.atMs)
    .reverse()
    .map(({ told }) => told);
}
