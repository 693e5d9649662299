import { type Instrument, one, parseDecimal } from '../../core/index.ts';
import type { ContractFixture } from '../fixture.contract.ts';

const spot: Instrument = {
  market: 'BTC/USDT',
  symbol: 'BTC-USDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  contractSize: one,
  active: true,
};
const linear: Instrument = {
  ...spot,
  market: 'BTC/USDT:USDT',
  symbol: 'BTC-USDT-SWAP',
  kind: 'linear',
  contractSize: parseDecimal('0.01')!,
};

const host = 'www.okx.com';
const limit = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '1', px: '10', clOrdId: 'c1' };
const reducing = {
  instId: 'BTC-USDT-SWAP',
  tdMode: 'cross',
  side: 'sell',
  ordType: 'market',
  sz: '2',
  reduceOnly: true,
};
const stop = {
  instId: 'BTC-USDT-SWAP',
  tdMode: 'cross',
  side: 'sell',
  ordType: 'conditional',
  sz: '2',
  slTriggerPx: '9',
  slOrdPx: '-1',
};
const trigger = {
  instId: 'BTC-USDT',
  tdMode: 'cash',
  side: 'buy',
  ordType: 'trigger',
  sz: '2',
  triggerPx: '9',
  orderPx: '10',
};
const covered = ['body', 'path', 'ok-access-timestamp', 'ok-access-passphrase'];

export const fixture: ContractFixture = {
  ccxt: 'okx',
  botKey: {
    id: /^6b770000-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    secret: /^[0-9A-F]{32}$/,
    passphrase: /^[A-Za-z0-9]{20}$/,
  },
  passphraseHeader: 'ok-access-passphrase',
  signed: [
    { api: 'private', method: 'GET', path: 'account/balance', params: {}, covered: ['path', 'ok-access-timestamp'] },
    {
      api: 'private',
      method: 'GET',
      path: 'trade/orders-pending',
      params: { instType: 'SPOT' },
      covered: ['query', 'path'],
    },
    { api: 'private', method: 'POST', path: 'trade/order', params: limit, covered },
    { api: 'private', method: 'POST', path: 'asset/withdrawal', params: { ccy: 'USDT', amt: '1' }, covered },
  ],
  instruments: [spot, linear],
  modelled: {
    'POST /api/v5/trade/order': [
      { host, json: limit, actions: ['place-order'] },
      { host, json: reducing, actions: ['place-order'] },
    ],
    'POST /api/v5/trade/batch-orders': [
      { host, json: [limit], actions: ['place-order'] },
      { host, json: [limit, { ...reducing, clOrdId: 'c2' }], actions: ['place-order', 'place-order'] },
    ],
    'POST /api/v5/trade/order-algo': [
      { host, json: stop, actions: ['place-order'] },
      { host, json: { ...trigger, algoClOrdId: 'c1' }, actions: ['place-order'] },
    ],
    'POST /api/v5/trade/amend-order': [
      { host, json: { instId: 'BTC-USDT', ordId: '1', newSz: '2', newPx: '11' }, actions: ['amend-order'] },
    ],
    'POST /api/v5/trade/amend-batch-orders': [
      { host, json: [{ instId: 'BTC-USDT', clOrdId: 'c1', newSz: '2' }], actions: ['amend-order'] },
    ],
    'POST /api/v5/trade/amend-algos': [
      {
        host,
        json: { instId: 'BTC-USDT-SWAP', algoId: '1', newSlTriggerPx: '8', newSlOrdPx: '7' },
        actions: ['amend-order'],
      },
    ],
    'POST /api/v5/trade/cancel-order': [{ host, json: { instId: 'BTC-USDT', ordId: '1' }, actions: ['cancel-order'] }],
    'POST /api/v5/trade/cancel-batch-orders': [
      {
        host,
        json: [
          { instId: 'BTC-USDT', ordId: '1' },
          { instId: 'BTC-USDT', clOrdId: 'c1' },
        ],
        actions: ['cancel-order', 'cancel-order'],
      },
    ],
    'POST /api/v5/trade/cancel-algos': [
      { host, json: [{ instId: 'BTC-USDT-SWAP', algoId: '1' }], actions: ['cancel-order'] },
    ],
    'POST /api/v5/trade/close-position': [
      {
        host,
        json: { instId: 'BTC-USDT-SWAP', mgnMode: 'cross', posSide: 'short', clOrdId: 'c1' },
        actions: ['place-order'],
      },
    ],
    'POST /api/v5/trade/cancel-all-after': [{ host, json: { timeOut: '30' }, actions: ['change-setting'] }],
    'POST /api/v5/account/set-leverage': [
      { host, json: { instId: 'BTC-USDT-SWAP', lever: '3', mgnMode: 'cross' }, actions: ['change-setting'] },
    ],
    'POST /api/v5/account/set-position-mode': [{ host, json: { posMode: 'net_mode' }, actions: ['change-setting'] }],
  },
  errorUrls: ['https://www.okx.com/api/v5/trade/order'],
  time: { body: '{"code":"0","msg":"","data":[{"ts":"1790000000000"}]}', timeMs: 1_790_000_000_000 },
};
