/** Where an exchange gives public market data by WebSocket, by the environment of the key. */
export interface StreamFacts {
  readonly hosts: readonly {
    readonly host: string;
    readonly port: number;
    readonly environment: 'live' | 'testnet' | 'demo';
    /** The regional site; absent: the main one. */
    readonly site?: string;
  }[];
  readonly source: string;
  readonly read: string;
}

const CCXT = 'ccxt 4.5.84, urls.api.ws of its pro classes';
const read = '2026-11-23';

/** By the exchange's id. Bots take market data from there without Keyward; what needs a key is not for them. */
export const streamFacts: Readonly<Record<string, StreamFacts>> = {
  binance: {
    hosts: [
      { host: 'stream.binance.com', port: 9_443, environment: 'live' },
      { host: 'stream.binance.com', port: 443, environment: 'live' },
      { host: 'data-stream.binance.vision', port: 443, environment: 'live' },
      { host: 'fstream.binance.com', port: 443, environment: 'live' },
      { host: 'dstream.binance.com', port: 443, environment: 'live' },
      { host: 'stream.testnet.binance.vision', port: 443, environment: 'testnet' },
      { host: 'fstream.binancefuture.com', port: 443, environment: 'testnet' },
      { host: 'dstream.binancefuture.com', port: 443, environment: 'testnet' },
      { host: 'demo-stream.binance.com', port: 443, environment: 'demo' },
      { host: 'fstream.binancefuture.com', port: 443, environment: 'demo' },
      { host: 'dstream.binancefuture.com', port: 443, environment: 'demo' },
    ],
    source: `${CCXT}; binance-spot-api-docs, web-socket-streams.md (ports 443 and 9443, data-stream.binance.vision)`,
    read,
  },
  bybit: {
    hosts: [
      { host: 'stream.bybit.com', port: 443, environment: 'live' },
      { host: 'stream.bybit.eu', port: 443, environment: 'live', site: 'eu' },
      { host: 'stream-testnet.bybit.com', port: 443, environment: 'testnet' },
      { host: 'stream.bybit.com', port: 443, environment: 'demo' },
    ],
    source: CCXT,
    read,
  },
  okx: {
    hosts: [
      { host: 'ws.okx.com', port: 8_443, environment: 'live' },
      { host: 'wseea.okx.com', port: 8_443, environment: 'live', site: 'eea' },
      { host: 'wsus.okx.com', port: 8_443, environment: 'live', site: 'us' },
      { host: 'wspap.okx.com', port: 8_443, environment: 'demo' },
      { host: 'wseeapap.okx.com', port: 8_443, environment: 'demo', site: 'eea' },
      { host: 'wsuspap.okx.com', port: 8_443, environment: 'demo', site: 'us' },
    ],
    source: CCXT,
    read,
  },
  kraken: {
    hosts: [{ host: 'ws.kraken.com', port: 443, environment: 'live' }],
    source: CCXT,
    read,
  },
  coinbase: {
    hosts: [{ host: 'advanced-trade-ws.coinbase.com', port: 443, environment: 'live' }],
    source: CCXT,
    read,
  },
};
