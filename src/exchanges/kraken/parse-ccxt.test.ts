import { describe, expect, it } from 'vitest';
import { isRefusal, parseDecimal } from '../../core/index.ts';
import { ccxtClient, read } from './scene.contract.ts';

const d = (text: string) => parseDecimal(text)!;

describe('what ccxt sends', () => {
  const { client, sent } = ccxtClient();
  const calls: readonly (readonly [string, () => Promise<unknown>, object])[] = [
    [
      'createOrder limit',
      () => client.createOrder('BTC/USD', 'limit', 'buy', 0.5, 30_000),
      { type: 'limit', quantity: d('0.5'), price: d('30000') },
    ],
    [
      'createOrder market',
      () => client.createOrder('BTC/USD', 'market', 'sell', 0.5),
      { type: 'market', side: 'sell' },
    ],
    [
      'createMarketBuyOrderWithCost',
      () => client.createMarketBuyOrderWithCost('BTC/USD', 100),
      { type: 'market', quoteAmount: d('100') },
    ],
    [
      'createMarketBuyOrderWithCost twice flagged',
      () => client.createOrder('BTC/USD', 'market', 'buy', 100, undefined, { oflags: 'viqc' }),
      { quoteAmount: d('100') },
    ],
    [
      'createPostOnlyOrder',
      () => client.createOrder('BTC/USD', 'limit', 'buy', 1, 2, { postOnly: true }),
      { postOnly: true },
    ],
    [
      'createOrder with an id',
      () => client.createOrder('BTC/USD', 'limit', 'buy', 1, 2, { clientOrderId: 'mine-1' }),
      { clientOrderId: 'mine-1' },
    ],
    [
      'createOrder IOC',
      () => client.createOrder('BTC/USD', 'limit', 'buy', 1, 2, { timeInForce: 'IOC' }),
      { type: 'limit' },
    ],
    [
      'a stop loss',
      () => client.createOrder('BTC/USD', 'market', 'sell', 1, undefined, { stopLossPrice: 9 }),
      { type: 'stop', trigger: d('9') },
    ],
    [
      'a stop loss limit',
      () => client.createOrder('BTC/USD', 'limit', 'sell', 1, 8, { stopLossPrice: 9 }),
      { type: 'stop-limit', trigger: d('9'), price: d('8') },
    ],
    [
      'a take profit',
      () => client.createOrder('BTC/USD', 'market', 'sell', 1, undefined, { takeProfitPrice: 9 }),
      { type: 'take-profit', trigger: d('9') },
    ],
    [
      'a take profit limit',
      () => client.createOrder('BTC/USD', 'limit', 'sell', 1, 8, { takeProfitPrice: 9 }),
      { type: 'take-profit-limit' },
    ],
    [
      'editOrder',
      () => client.editOrder('OKNOWN-AAAAA-BBBBBB', 'BTC/USD', 'limit', 'buy', 2, 5),
      { action: 'amend-order', quantity: d('2'), price: d('5') },
    ],
    [
      'cancelOrder',
      () => client.cancelOrder('OAAAAA-BBBBB-CCCCCC'),
      { action: 'cancel-order', order: { orderId: 'OAAAAA-BBBBB-CCCCCC' } },
    ],
    [
      'cancelOrder by client id',
      () => client.cancelOrder('', undefined, { clientOrderId: 'c' }),
      { order: { clientOrderId: 'c' } },
    ],
    ['cancelOrders', () => client.cancelOrders(['OAAAAA-BBBBB-CCCCCC']), { order: { orderId: 'OAAAAA-BBBBB-CCCCCC' } }],
    ['cancelAllOrders', () => client.cancelAllOrders(), { action: 'cancel-all' }],
    ['cancelAllOrdersAfter', () => client.cancelAllOrdersAfter(60_000), { setting: 'dead-man', value: '60' }],
    ['fetchOrder', () => client.fetchOrder('OAAAAA-BBBBB-CCCCCC'), { action: 'read' }],
    ['fetchOpenOrders', () => client.fetchOpenOrders('BTC/USD'), { action: 'read' }],
    ['fetchMyTrades', () => client.fetchMyTrades('BTC/USD', 1), { action: 'read' }],
    ['fetchWithdrawals', () => client.fetchWithdrawals('BTC'), { action: 'read' }],
  ];

  it.each(calls)('%s is read', async (_title, call, intent) => {
    sent.length = 0;
    await call().catch(() => undefined);
    const result = read(sent[0]!);
    if (isRefusal(result)) throw new Error(result.message);
    expect(result.intents[0]).toMatchObject(intent);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a trailing stop',
      () => client.createTrailingPercentOrder('BTC/USD', 'market', 'sell', 1, undefined, 5),
      'not-modelled',
    ],
    ['leverage', () => client.createOrder('BTC/USD', 'limit', 'buy', 1, 2, { leverage: 5 }), 'not-modelled'],
    [
      'a conditional close',
      () => client.createOrder('BTC/USD', 'limit', 'buy', 1, 2, { close: { ordertype: 'limit', price: 3 } }),
      'not-modelled',
    ],
    ['reduceOnly', () => client.createOrder('BTC/USD', 'limit', 'buy', 1, 2, { reduceOnly: true }), 'not-modelled'],
    ['a sale by cost', () => client.createMarketOrderWithCost('BTC/USD', 'sell', 100), 'not-modelled'],
    ['createDepositAddress', () => client.createDepositAddress('BTC'), 'class-refused'],
  ])('with %s is refused', async (_title, call, code) => {
    sent.length = 0;
    await call().catch(() => undefined);
    expect(read(sent[0]!)).toMatchObject({ code });
  });
});
