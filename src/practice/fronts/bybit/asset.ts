import { add, zero } from '../../../core/index.ts';
import type { WalletName } from '../../core/account.ts';
import { decimal } from '../../core/markets.ts';
import { isRejection } from '../../core/order.ts';
import { accountNumber } from '../account-ids.ts';
import { listed, plain, type SignedCall, type SignedRoute, type WireError, wireError } from './wire.ts';

const networks: Readonly<Record<string, readonly [chain: string, name: string, fee: string]>> = {
  BTC: ['BTC', 'BTC', '0.0003'],
  ETH: ['ETH', 'ERC20', '0.001'],
  SOL: ['SOL', 'SOL', '0.01'],
  PUMP: ['SOL', 'SOL', '100'],
};
const usual = ['TRX', 'TRC20', '1'] as const;

const walletsByType: Readonly<Record<string, WalletName>> = { UNIFIED: 'spot', UTA: 'spot', FUND: 'funding' };

/** Coins, balances by wallet, transfers between the own wallets, withdrawals. */
export const assetRoutes: readonly SignedRoute[] = [
  { line: 'GET /v5/asset/coin/query-info', needs: 'read', perSecond: 5, answer: coins },
  {
    line: 'GET /v5/asset/transfer/query-account-coins-balance',
    needs: 'read',
    mandatory: ['accountType'],
    perSecond: 5,
    answer: coinBalances,
  },
  {
    line: 'GET /v5/asset/transfer/query-account-coin-balance',
    needs: 'read',
    mandatory: ['accountType', 'coin'],
    perSecond: 5,
    answer: coinBalance,
  },
  {
    line: 'POST /v5/asset/transfer/inter-transfer',
    needs: 'transfer',
    mandatory: ['transferId', 'coin', 'amount', 'fromAccountType', 'toAccountType'],
    answer: transfer,
  },
  {
    line: 'POST /v5/asset/withdraw/create',
    needs: 'withdraw',
    mandatory: ['coin', 'address', 'amount', 'timestamp'],
    perSecond: 5,
    answer: withdraw,
  },
  {
    line: 'GET /v5/asset/withdraw/query-address',
    needs: 'withdraw',
    perSecond: 5,
    answer: () => ({ rows: [], nextPageCursor: '' }),
  },
  { line: 'GET /v5/asset/deposit/query-address', needs: 'read', mandatory: ['coin'], answer: depositAddress },
];

function networkOf(coin: string): readonly [chain: string, name: string, fee: string] {
  return networks[coin] ?? usual;
}

function coins({ core, params }: SignedCall): unknown {
  const wanted = params.get('coin');
  const names = new Set(listed(core, 'spot').flatMap((market) => [market.base, market.quote]));
  const rows = [...names]
    .filter((coin) => wanted === undefined || coin === wanted)
    .map((coin) => {
      const [chain, name, fee] = networkOf(coin);
      const row = {
        chain,
        chainType: name,
        confirmation: '1',
        withdrawFee: fee,
        depositMin: '0',
        withdrawMin: fee,
        withdrawMax: '10000000',
        chainDeposit: '1',
        chainWithdraw: '1',
        minAccuracy: '8',
        withdrawPercentageFee: '0',
        contractAddress: '',
        safeConfirmNumber: '2',
      };
      return { name: coin, coin, remainAmount: '10000000', chains: [row] };
    });
  return { rows };
}

function walletOf(type: string | undefined): WalletName | WireError {
  return walletsByType[type ?? ''] ?? wireError(10001, 'params error: accountType is invalid');
}

function balanceShape({ core, account }: SignedCall, wallet: WalletName, coin: string): Record<string, unknown> {
  const { free, locked } = account.wallets[wallet].get(coin) ?? { free: zero, locked: zero };
  return {
    coin,
    walletBalance: plain(add(free, locked)),
    transferBalance: plain(core.available(account, wallet, coin)),
    bonus: '',
  };
}

function coinBalances(call: SignedCall): unknown {
  const type = call.params.get('accountType');
  const wallet = walletOf(type);
  if (typeof wallet !== 'string') return wallet;
  const wanted = call.params.get('coin')?.split(',');
  const names = wanted ?? [...call.account.wallets[wallet].keys()];
  const balance = names.map((coin) => balanceShape(call, wallet, coin));
  return { accountType: type, memberId: accountNumber(call.key), balance };
}

function coinBalance(call: SignedCall): unknown {
  const type = call.params.get('accountType');
  const wallet = walletOf(type);
  if (typeof wallet !== 'string') return wallet;
  return {
    accountType: type,
    accountId: accountNumber(call.key),
    memberId: accountNumber(call.key),
    bizType: 1,
    balance: balanceShape(call, wallet, call.params.get('coin')!),
  };
}

function transfer({ core, account, key, params }: SignedCall): unknown {
  const [from, to] = [walletOf(params.get('fromAccountType')), walletOf(params.get('toAccountType'))];
  if (typeof from !== 'string') return from;
  if (typeof to !== 'string') return to;
  const amount = params.decimal('amount');
  if (amount === undefined) return wireError(131002, 'Parameter error');
  const result = core.transfer(account, { asset: params.get('coin')!, amount, from, to, keyId: key.id });
  if (isRejection(result)) return wireError(131212, 'User insufficient balance');
  return { transferId: params.get('transferId'), status: 'SUCCESS' };
}

function withdraw({ core, account, key, params }: SignedCall): unknown {
  const asset = params.get('coin')!;
  // 2: to another user of the exchange, by number; then there is no chain and no fee.
  const isInternal = params.get('forceChain') === '2';
  const [chain, , fee] = networkOf(asset);
  if (!isInternal && params.get('chain') !== chain)
    return wireError(131002, 'Withdraw address chain or destination tag are not equal');
  const amount = params.decimal('amount');
  const wallet = walletOf(params.get('accountType') ?? 'UNIFIED');
  if (amount === undefined || typeof wallet !== 'string') return wireError(131002, 'Parameter error');
  const clientId = params.get('requestId');
  const result = core.withdraw(account, {
    asset,
    amount,
    address: params.get('address')!,
    ...(isInternal ? {} : { fee: decimal(fee), network: chain }),
    wallet,
    ...(clientId === undefined ? {} : { clientId }),
    keyId: key.id,
  });
  if (!isRejection(result)) return { id: result.id };
  return result.reason === 'insufficient-balance'
    ? wireError(131085, 'Withdrawal amount is greater than your available balance')
    : wireError(131096, 'Withdraw amount does not satify the lower limit or upper limit');
}

function depositAddress({ params, account }: SignedCall): unknown {
  const coin = params.get('coin')!;
  const [chain, name] = networkOf(coin);
  const address = `practice-${account.name.replace('/', '-')}-${coin}`;
  const row = {
    chainType: name,
    addressDeposit: address,
    tagDeposit: '',
    chain,
    batchReleaseLimit: '-1',
    contractAddress: '',
  };
  return { coin, chains: [row] };
}
