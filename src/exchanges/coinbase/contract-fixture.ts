import { one } from '../../core/index.ts';
import type { ContractFixture } from '../fixture.contract.ts';

const host = 'api.coinbase.com';
const order = (configuration: object): object => ({
  client_order_id: 'c1',
  product_id: 'BTC-USD',
  side: 'BUY',
  order_configuration: configuration,
});
const limit = { base_size: '1', limit_price: '10' };

export const fixture: ContractFixture = {
  ccxt: 'coinbase',
  botKey: {
    id: /^organizations\/keyward\/apiKeys\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    secret: /^-----BEGIN EC PRIVATE KEY-----\n(?:[A-Za-z0-9+/=]{1,64}\n){3}-----END EC PRIVATE KEY-----\n$/,
  },
  signed: [
    {
      api: ['v3', 'private'],
      method: 'GET',
      path: 'brokerage/accounts',
      params: { limit: 250 },
      covered: ['authorization'],
    },
    {
      api: ['v3', 'private'],
      method: 'POST',
      path: 'brokerage/orders',
      params: { ...order({ limit_limit_gtc: limit }) },
      covered: ['authorization'],
    },
    { api: ['v2', 'private'], method: 'GET', path: 'accounts', params: {}, covered: ['authorization'] },
  ],
  instruments: [
    {
      market: 'BTC/USD',
      symbol: 'BTC-USD',
      kind: 'spot',
      base: 'BTC',
      quote: 'USD',
      contractSize: one,
      active: true,
    },
  ],
  modelled: {
    'POST /api/v3/brokerage/orders': [
      { host, json: order({ market_market_ioc: { quote_size: '20' } }), actions: ['place-order'] },
      { host, json: order({ limit_limit_gtc: { ...limit, post_only: true } }), actions: ['place-order'] },
      {
        host,
        headers: { 'cb-version': '2018-05-30' },
        json: order({
          stop_limit_stop_limit_gtc: { ...limit, stop_price: '9', stop_direction: 'STOP_DIRECTION_STOP_UP' },
        }),
        actions: ['place-order'],
      },
    ],
    'POST /api/v3/brokerage/orders/edit': [
      { host, json: { order_id: 'o1', size: '1', price: '11' }, actions: ['amend-order'] },
    ],
    'POST /api/v3/brokerage/orders/batch_cancel': [
      { host, json: { order_ids: ['o1', 'o2'] }, actions: ['cancel-order', 'cancel-order'] },
    ],
  },
  errorUrls: ['https://api.coinbase.com/api/v3/brokerage/orders', 'https://api.coinbase.com/v2/accounts'],
  time: {
    body: '{"iso":"2026-09-21T14:13:20Z","epochSeconds":"1790000000","epochMillis":"1790000000000"}',
    timeMs: 1_790_000_000_000,
  },
};
