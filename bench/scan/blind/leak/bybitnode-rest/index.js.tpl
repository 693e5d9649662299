const { RestClientV5, WebsocketClient } = require('bybit-api');

const API_KEY = '<<key>>';
const PRIVATE_KEY = '<<secret>>';

const client = new RestClientV5({ key: API_KEY, secret: PRIVATE_KEY, testnet: false });
const ws = new WebsocketClient({ key: API_KEY, secret: PRIVATE_KEY, market: 'v5' });

ws.subscribeV5(['position', 'execution'], 'linear');
