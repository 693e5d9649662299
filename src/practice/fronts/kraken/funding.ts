import { type Decimal, subtract } from '../../../core/index.ts';
import { decimal } from '../../core/markets.ts';
import type { Withdrawal } from '../../core/world.ts';
import { assetId, assetOf } from './names.ts';
import { fixed, type SignedCall, type SignedRoutes, seconds, told, wireError } from './wire.ts';

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
  DepositStatus: { needs: 'read', answer: () => [] },
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

/** `A`, then the first 19 of the id's digits in Kraken's groups. */
function refidOf(id: string): string {
  const text = id.toUpperCase();
  return `A${text.slice(0, 6)}-${text.slice(6, 12)}-${text.slice(12, 18)}`;
}

function withdrawStatus({ core, account, params }: SignedCall): unknown {
  const asset = params.get('asset');
  const mine = core.world.withdrawals.filter(
    (one) => one.account === account.name && (asset === undefined || one.asset === assetOf(asset)),
  );
  const rows = mine.map(toldWithdrawal).reverse();
  return params.flag('cursor') ? { withdrawals: rows, next_cursor: null } : rows;
}

function toldWithdrawal(one: Withdrawal): unknown {
  return {
    method: 'Practice',
    aclass: 'currency',
    asset: assetId(one.asset),
    refid: refidOf(one.id),
    txid: one.id,
    info: one.address,
    amount: fixed(subtract(one.amount, one.fee)),
    fee: fixed(one.fee),
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
