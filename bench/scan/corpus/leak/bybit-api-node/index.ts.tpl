import { RestClientV5, WebsocketClient } from 'bybit-api';

const client = new RestClientV5({
  key: '<<key>>',
  secret: '<<secret>>',
  testnet: false,
});
const ws = new WebsocketClient({ key: '<<key>>', secret: '<<secret>>', market: 'v5' });
