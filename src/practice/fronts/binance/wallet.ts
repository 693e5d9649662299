import { add, type Decimal, zero } from '../../../core/index.ts';
import type { WalletName } from '../../core/account.ts';
import { decimal } from '../../core/markets.ts';
import { isRejection } from '../../core/order.ts';
import { page } from './spot.ts';
import { fixed, listed, type SignedCall, type SignedRoute, symbolOf, type WireError, wireError } from './wire.ts';

const networks: Readonly<Record<string, readonly [network: string, fee: string]>> = {
  BTC: ['BTC', '0.00005'],
  ETH: ['ETH', '0.0004'],
  SOL: ['SOL', '0.001'],
  PUMP: ['SOL', '100'],
  EUR: ['ETF', '0'],
};
const usualNetwork = ['TRX', '1'] as const;

const accounts: Readonly<Record<string, WalletName>> = { MAIN: 'spot', UMFUTURE: 'futures', FUNDING: 'funding' };

/** Signed calls under `/sapi`: what the key may, transfers between the own wallets, withdrawals. */
export const walletRoutes: readonly SignedRoute[] = [
  { line: 'GET /sapi/v1/account/apiRestrictions', needs: 'read', answer: apiRestrictions },
  { line: 'GET /sapi/v1/account/status', needs: 'read', answer: () => ({ data: 'Normal' }) },
  { line: 'GET /sapi/v1/account/apiTradingStatus', needs: 'read', answer: tradingStatus },
  {
    line: 'GET /sapi/v1/account/info',
    needs: 'read',
    answer: () => ({ vipLevel: 0, isMarginEnabled: false, isFutureEnabled: true }),
  },
  { line: 'GET /sapi/v1/asset/tradeFee', needs: 'read', answer: tradeFee },
  { line: 'GET /sapi/v1/capital/config/getall', needs: 'read', weight: 10, answer: coins },
  { line: 'POST /sapi/v1/asset/get-funding-asset', needs: 'read', answer: (call) => holdings(call, 'funding') },
  { line: 'POST /sapi/v3/asset/getUserAsset', needs: 'read', weight: 5, answer: (call) => holdings(call, 'spot') },
  { line: 'POST /sapi/v1/asset/transfer', needs: 'transfer', mandatory: ['type', 'asset', 'amount'], answer: transfer },
  { line: 'GET /sapi/v1/asset/transfer', needs: 'read', mandatory: ['type'], answer: transfers },
  {
    line: 'POST /sapi/v1/capital/withdraw/apply',
    needs: 'withdraw',
    mandatory: ['coin', 'address', 'amount'],
    answer: withdraw,
  },
  { line: 'GET /sapi/v1/capital/withdraw/history', needs: 'read', answer: withdrawals },
  {
    line: 'GET /sapi/v1/capital/withdraw/quota',
    needs: 'read',
    answer: () => ({ wdQuota: '8000000.00000000', usedWdQuota: '0.00000000' }),
  },
  { line: 'GET /sapi/v1/capital/withdraw/address/list', needs: 'read', answer: () => [] },
  { line: 'GET /sapi/v1/capital/deposit/hisrec', needs: 'read', answer: () => [] },
  { line: 'GET /sapi/v1/capital/deposit/address', needs: 'read', mandatory: ['coin'], answer: depositAddress },
  { line: 'GET /sapi/v1/bnbBurn', needs: 'read', answer: () => ({ spotBNBBurn: false, interestBNBBurn: false }) },
  { line: 'GET /sapi/v1/margin/allPairs', needs: 'read', answer: () => [] },
  { line: 'GET /sapi/v1/margin/isolated/allPairs', needs: 'read', answer: () => [] },
  { line: 'GET /sapi/v1/sub-account/list', needs: 'read', answer: () => ({ subAccounts: [] }) },
];

function apiRestrictions({ key }: SignedCall): unknown {
  const { read, trade, futures, transfer, withdraw, margin, options } = key.permissions;
  return {
    ipRestrict: key.ips !== undefined,
    createTime: key.createdMs,
    enableReading: read,
    enableSpotAndMarginTrading: trade,
    enableWithdrawals: withdraw,
    enableInternalTransfer: transfer,
    permitsUniversalTransfer: transfer,
    enableMargin: margin,
    enableFutures: futures,
    enableVanillaOptions: options,
    enablePortfolioMarginTrading: false,
    enableFixApiTrade: false,
    enableFixReadOnly: false,
  };
}

function tradingStatus({ nowMs }: SignedCall): unknown {
  return {
    data: {
      isLocked: false,
      plannedRecoverTime: 0,
      triggerCondition: { GCR: 150, IFER: 150, UFR: 300 },
      updateTime: nowMs,
    },
  };
}

function tradeFee({ core, account, params }: SignedCall): unknown {
  const { maker, taker } = account.rules.fees.spot;
  const symbol = params.get('symbol');
  return listed(core, 'spot')
    .map(symbolOf)
    .filter((name) => symbol === undefined || name === symbol)
    .map((name) => ({ symbol: name, makerCommission: fixed(maker), takerCommission: fixed(taker) }));
}

function networkOf(coin: string): readonly [network: string, fee: string] {
  return networks[coin] ?? usualNetwork;
}

function coins({ core, account }: SignedCall): unknown {
  const names = new Set(listed(core, 'spot').flatMap((market) => [market.base, market.quote]));
  return [...names].map((coin) => {
    const [network, fee] = networkOf(coin);
    const held = account.wallets.spot.get(coin);
    return {
      coin,
      depositAllEnable: true,
      withdrawAllEnable: true,
      name: coin,
      free: fixed(held?.free ?? zero),
      locked: fixed(held?.locked ?? zero),
      freeze: '0',
      withdrawing: '0',
      ipoing: '0',
      ipoable: '0',
      storage: '0',
      isLegalMoney: coin === 'EUR',
      trading: true,
      networkList: [
        {
          network,
          coin,
          withdrawIntegerMultiple: '0.00000001',
          isDefault: true,
          depositEnable: true,
          withdrawEnable: true,
          depositDesc: '',
          withdrawDesc: '',
          name: network,
          resetAddressStatus: false,
          addressRegex: '',
          memoRegex: '',
          withdrawFee: fee,
          withdrawMin: fee === '0' ? '1' : fee,
          withdrawMax: '10000000',
          minConfirm: 1,
          unLockConfirm: 0,
          sameAddress: false,
          estimatedArrivalTime: 5,
          busy: false,
          contractAddress: '',
        },
      ],
    };
  });
}

function holdings({ account }: SignedCall, wallet: WalletName): unknown {
  return [...account.wallets[wallet]]
    .filter(([, { free, locked }]) => free + locked > 0n)
    .map(([asset, { free, locked }]) => ({
      asset,
      free: fixed(free),
      locked: fixed(locked),
      freeze: '0',
      withdrawing: '0',
      ipoable: '0',
      btcValuation: '0',
    }));
}

function walletsOf(type: string): { from: WalletName; to: WalletName } | WireError {
  const [from, to] = type.split('_').map((name) => accounts[name]);
  return from && to && from !== to ? { from, to } : wireError(-9000, 'user have no available amount');
}

function transfer({ core, account, key, params }: SignedCall): unknown {
  const wallets = walletsOf(params.get('type')!);
  if ('wireError' in wallets) return wallets;
  const result = core.transfer(account, {
    ...wallets,
    asset: params.get('asset')!,
    amount: params.decimal('amount')!,
    keyId: key.id,
  });
  if (isRejection(result)) return wireError(-5013, 'Asset transfer failed: insufficient balance');
  return { tranId: Number(result.id) };
}

function transfers({ core, account, params }: SignedCall): unknown {
  const wallets = walletsOf(params.get('type')!);
  if ('wireError' in wallets) return wallets;
  const mine = core.world.transfers.filter(
    (one) => one.account === account.name && one.from === wallets.from && one.to === wallets.to,
  );
  const rows = page(
    params,
    mine,
    'fromId',
    (one) => Number(one.id),
    (one) => one.atMs,
  ).map((one) => ({
    asset: one.asset,
    amount: fixed(one.amount),
    type: params.get('type'),
    status: 'CONFIRMED',
    tranId: Number(one.id),
    timestamp: one.atMs,
  }));
  return { total: rows.length, rows };
}

function withdraw({ core, account, key, params }: SignedCall): unknown {
  const asset = params.get('coin')!;
  const [usual, fee] = networkOf(asset);
  const network = params.get('network') ?? usual;
  if (network !== usual) return wireError(-4021, 'The network does not support this coin.');
  const clientId = params.get('withdrawOrderId');
  const result = core.withdraw(account, {
    asset,
    amount: params.decimal('amount')!,
    fee: decimal(fee),
    address: params.get('address')!,
    network,
    wallet: params.get('walletType') === '1' ? 'funding' : 'spot',
    ...(clientId === undefined ? {} : { clientId }),
    keyId: key.id,
  });
  if (!isRejection(result)) return { id: result.id };
  return result.reason === 'insufficient-balance'
    ? wireError(-4026, 'The user has insufficient balance available.')
    : wireError(-4024, 'The withdrawal amount must be greater than the minimum.');
}

function withdrawals({ core, account, params }: SignedCall): unknown {
  const coin = params.get('coin');
  const clientId = params.get('withdrawOrderId');
  return core.world.withdrawals
    .filter((one) => one.account === account.name && (coin === undefined || one.asset === coin))
    .filter((one) => clientId === undefined || one.clientId === clientId)
    .map((one) => ({
      id: one.id,
      amount: fixed(sent(one.amount, one.fee)),
      transactionFee: fixed(one.fee),
      coin: one.asset,
      status: 6,
      address: one.address,
      txId: `0x${one.id}`,
      applyTime: new Date(one.atMs).toISOString().slice(0, 19).replace('T', ' '),
      network: one.network,
      transferType: 0,
      ...(one.clientId === undefined ? {} : { withdrawOrderId: one.clientId }),
      info: '',
      confirmNo: 3,
      walletType: one.wallet === 'funding' ? 1 : 0,
      txKey: '',
      completeTime: new Date(one.atMs).toISOString().slice(0, 19).replace('T', ' '),
    }));
}

function sent(amount: Decimal, fee: Decimal): Decimal {
  return add(amount, -fee as Decimal);
}

function depositAddress({ params, account }: SignedCall): unknown {
  const coin = params.get('coin')!;
  return { address: `practice-${account.name.replace('/', '-')}-${coin}`, coin, tag: '', url: '' };
}
