import { type Decimal, subtract, zero } from '../../../core/index.ts';
import { decimal } from '../../core/markets.ts';
import type { Deposit, Withdrawal } from '../../core/world.ts';
import { spellText } from './ledger.ts';
import { assetId, assetOf } from './names.ts';
import {
  exact,
  fixed,
  isWireError,
  type Params,
  type SignedCall,
  type SignedRoutes,
  seconds,
  told,
  type WireError,
  wireError,
} from './wire.ts';

const fees: Readonly<Record<string, string>> = {
  BTC: '0.00002',
  ETH: '0.0007',
  SOL: '0.01',
  USDT: '2.5',
  USD: '5',
  EUR: '1',
};

function feeOf(asset: string): Decimal {
  return decimal(fees[asset] ?? '0.1');
}

/** Deposits, withdrawals and the way to the futures wallet. A withdrawal goes to an address saved under a name. */
export const fundingRoutes: SignedRoutes = {
  DepositMethods: {
    needs: 'read',
    answer: () => [{ method: 'Practice', limit: false, fee: '0.0000', 'gen-address': true, minimum: '0.0001' }],
  },
  DepositAddresses: {
    needs: 'read',
    answer: ({ params }) => [{ address: `practice-${params.get('asset') ?? ''}`, expiretm: '0', new: true }],
  },
  DepositStatus: { needs: 'read', answer: depositStatus },
  WithdrawMethods: {
    needs: 'withdraw',
    answer: ({ params }) => [
      { asset: params.get('asset') ?? 'XXBT', method: 'Practice', network: 'Practice', minimum: '0.0001' },
    ],
  },
  WithdrawAddresses: { needs: 'withdraw', answer: () => [] },
  WithdrawInfo: { needs: 'withdraw', answer: withdrawInfo },
  WithdrawStatus: { needs: 'read', answer: withdrawStatus },
  Withdraw: { needs: 'withdraw', answer: withdraw },
  WithdrawCancel: { needs: 'withdraw', answer: () => wireError('EFunding:Unknown reference id') },
  WalletTransfer: { needs: 'transfer', answer: walletTransfer },
};

function withdrawInfo({ core, account, params }: SignedCall): unknown {
  const [asset, amount] = [assetOf(params.get('asset') ?? ''), params.decimal('amount')];
  if (amount === undefined) return wireError('EGeneral:Invalid arguments:amount');
  const fee = feeOf(asset);
  return {
    method: 'Practice',
    limit: fixed(core.available(account, 'spot', asset)),
    amount: fixed(amount > fee ? subtract(amount, fee) : amount),
    fee: fixed(fee),
  };
}

function withdraw({ core, account, params, key }: SignedCall): unknown {
  const [asset, amount, saved] = [assetOf(params.get('asset') ?? ''), params.decimal('amount'), params.get('key')];
  if (saved === undefined) return wireError('EFunding:Unknown withdraw key');
  if (amount === undefined) return wireError('EFunding:Invalid amount');
  const address = params.get('address') ?? saved;
  const sent = core.withdraw(account, {
    asset,
    amount,
    fee: feeOf(asset),
    address,
    network: 'Practice',
    keyId: key.id,
  });
  return told(sent, ({ id }) => ({ refid: refidOf(id) }));
}

const refidOf = (id: string) => spellText('A', id);

interface Funding {
  readonly account: string;
  readonly asset: string;
  readonly atMs: number;
}

/**
 * Newest first, what was made within `start` and `end`, both included. With a cursor in pages: `true` asks for the first, the answer names the
 * next; without one only the newest are told.
 */
function fundingPage<T extends Funding>(
  { account, params }: SignedCall,
  all: readonly T[],
  usual: number,
  shape: (one: T) => unknown,
): { readonly rows: unknown[]; readonly next: string | null } | WireError {
  const [asset, start, end] = [params.get('asset'), params.number('start'), params.number('end')];
  const [limit, cursor] = [params.number('limit') ?? usual, params.get('cursor') ?? 'false'];
  const offset = /^(?:true|false)$/.test(cursor) ? 0 : readCursor(cursor);
  if (offset === undefined || limit < 1) return wireError('EGeneral:Invalid arguments');
  const mine = all
    .filter((one) => one.account === account.name && (asset === undefined || one.asset === assetOf(asset)))
    .filter(({ atMs }) => (start === undefined || atMs >= start * 1000) && (end === undefined || atMs <= end * 1000))
    .reverse();
  const next = offset + limit;
  return {
    rows: mine.slice(offset, next).map(shape),
    next: next < mine.length ? Buffer.from(`practice ${next}`).toString('base64') : null,
  };
}

function readCursor(cursor: string): number | undefined {
  const match = /^practice (\d{1,9})$/.exec(Buffer.from(cursor, 'base64').toString('latin1'));
  return match ? Number(match[1]) : undefined;
}

function isPaged(params: Params): boolean {
  return (params.get('cursor') ?? 'false') !== 'false';
}

function withdrawStatus(call: SignedCall): unknown {
  const page = fundingPage(call, call.core.world.withdrawals, 500, toldWithdrawal);
  if (isWireError(page)) return page;
  return isPaged(call.params) ? { withdrawals: page.rows, next_cursor: page.next } : page.rows;
}

function depositStatus(call: SignedCall): unknown {
  const page = fundingPage(call, call.core.world.deposits, 25, toldDeposit);
  if (isWireError(page)) return page;
  return isPaged(call.params) ? { deposit: page.rows, next_cursor: page.next } : page.rows;
}

function toldDeposit(one: Deposit): unknown {
  return {
    method: one.network ?? 'Practice',
    aclass: 'currency',
    asset: assetId(one.asset),
    refid: spellText('Q', one.id),
    txid: one.id,
    info: one.address,
    amount: exact(one.amount),
    fee: exact(zero),
    time: Math.floor(seconds(one.atMs)),
    status: 'Success',
  };
}

function toldWithdrawal(one: Withdrawal): unknown {
  return {
    method: 'Practice',
    aclass: 'currency',
    asset: assetId(one.asset),
    refid: refidOf(one.id),
    txid: one.id,
    info: one.address,
    amount: exact(subtract(one.amount, one.fee)),
    fee: exact(one.fee),
    time: Math.floor(seconds(one.atMs)),
    status: 'Success',
    key: one.address,
    network: 'Practice',
  };
}

function walletTransfer({ core, account, params, key }: SignedCall): unknown {
  const amount = params.decimal('amount');
  if (params.get('from') !== 'Spot Wallet' || params.get('to') !== 'Futures Wallet')
    return wireError('EGeneral:Invalid arguments');
  if (amount === undefined) return wireError('EGeneral:Invalid arguments:amount');
  const asset = assetOf(params.get('asset') ?? '');
  const moved = core.transfer(account, { asset, amount, from: 'spot', to: 'futures', keyId: key.id });
  return told(moved, ({ id }) => ({ refid: `FTQ${id}` }));
}
