import WebSocket from 'ws';

const ws = new WebSocket('wss://ws.twelvedata.com/v1/quotes/price?apikey=<<token>>');

ws.on('open', () => {
  ws.send(JSON.stringify({ action: 'subscribe', params: { symbols: 'EUR/USD,XAU/USD' } }));
});
ws.on('message', (m) => console.log(m.toString()));
