import { zero } from '../../../core/index.ts';
import type { WalletName } from '../../core/account.ts';
import { exact, fixed, listed, type SignedCall, type SignedRoute, symbolOf } from './wire.ts';

const networks: Readonly<Record<string, readonly [network: string, fee: string]>> = {
  BTC: ['BTC', '0.00005'],
  ETH: ['ETH', '0.0004'],
  SOL: ['SOL', '0.001'],
  PUMP: ['SOL', '100'],
  EUR: ['ETF', '0'],
};
const usualNetwork = ['TRX', '1'] as const;

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
  {
    line: 'GET /sapi/v1/capital/withdraw/quota',
    needs: 'read',
    answer: () => ({ wdQuota: '8000000.00000000', usedWdQuota: '0.00000000' }),
  },
  { line: 'GET /sapi/v1/capital/deposit/address', needs: 'read', mandatory: ['coin'], answer: depositAddress },
  { line: 'GET /sapi/v1/bnbBurn', needs: 'read', answer: () => ({ spotBNBBurn: false, interestBNBBurn: false }) },
  { line: 'GET /sapi/v1/margin/allPairs', needs: 'read', answer: () => [] },
  { line: 'GET /sapi/v1/margin/isolated/allPairs', needs: 'read', answer: () => [] },
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

export function networkOf(coin: string): readonly [network: string, fee: string] {
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
      free: exact(held?.free ?? zero),
      locked: exact(held?.locked ?? zero),
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
      free: exact(free),
      locked: exact(locked),
      freeze: '0',
      withdrawing: '0',
      ipoable: '0',
      btcValuation: '0',
    }));
}

function depositAddress({ params, account }: SignedCall): unknown {
  const coin = params.get('coin')!;
  return { address: `practice-${account.name.replace('/', '-')}-${coin}`, coin, tag: '', url: '' };
}
