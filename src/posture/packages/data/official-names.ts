import type { Ecosystem } from '../facts.ts';

/** A package by which a bot reaches exchanges, with where its own source is. */
export interface OfficialName {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly source: string;
}

/** The day on which the list was made. */
export const OFFICIAL_READ = '2026-11-23';

const git = (ecosystem: Ecosystem, repository: string, ...names: readonly string[]): OfficialName[] =>
  names.map((name) => ({ ecosystem, name, source: `https://github.com/${repository}` }));

/** Names that others like to look like. */
export const officialNames: readonly OfficialName[] = [
  ...git('npm', 'ccxt/ccxt', 'ccxt'),
  ...git('pypi', 'ccxt/ccxt', 'ccxt', 'ccxtpro'),
  ...git('npm', 'tiagosiebler/binance', 'binance'),
  ...git('npm', 'ccxt/node-binance-api', 'node-binance-api'),
  ...git('npm', 'ViewBlock/binance-api-node', 'binance-api-node'),
  ...git('npm', 'binance/binance-connector-js', '@binance/connector', '@binance/spot', '@binance/wallet'),
  ...git('pypi', 'sammchardy/python-binance', 'python-binance'),
  ...git('pypi', 'binance/binance-connector-python', 'binance-connector'),
  ...git('pypi', 'binance/binance-futures-connector-python', 'binance-futures-connector'),
  ...git('pypi', 'oliver-zehentleitner/unicorn-binance-websocket-api', 'unicorn-binance-websocket-api'),
  ...git('npm', 'tiagosiebler/bybit-api', 'bybit-api'),
  ...git('pypi', 'bybit-exchange/pybit', 'pybit'),
  ...git('npm', 'tiagosiebler/okx-api', 'okx-api'),
  ...git('pypi', 'okxapi/python-okx', 'python-okx'),
  ...git('npm', 'tiagosiebler/kucoin-api', 'kucoin-api'),
  ...git('npm', 'Kucoin/kucoin-universal-sdk', 'kucoin-universal-sdk'),
  ...git('pypi', 'Kucoin/kucoin-universal-sdk', 'kucoin-universal-sdk'),
  ...git('pypi', 'sammchardy/python-kucoin', 'python-kucoin'),
  ...git('npm', 'tiagosiebler/bitget-api', 'bitget-api'),
  ...git('npm', 'tiagosiebler/gateio-api', 'gateio-api'),
  ...git('npm', 'gateio/gateapi-nodejs', 'gate-api'),
  ...git('pypi', 'gateio/gateapi-python', 'gate-api'),
  ...git('npm', 'tiagosiebler/coinbase-api', 'coinbase-api'),
  ...git('pypi', 'coinbase/coinbase-advanced-py', 'coinbase-advanced-py'),
  ...git('pypi', 'veox/python3-krakenex', 'krakenex'),
  ...git('pypi', 'btschwertfeger/python-kraken-sdk', 'python-kraken-sdk'),
  ...git('npm', 'jpcx/node-kraken-api', 'node-kraken-api'),
  ...git('npm', 'bitfinexcom/bitfinex-api-node', 'bitfinex-api-node'),
  ...git('pypi', 'bitfinexcom/bitfinex-api-py', 'bitfinex-api-py'),
  ...git('pypi', 'hyperliquid-dex/hyperliquid-python-sdk', 'hyperliquid-python-sdk'),
  ...git('npm', 'nktkas/hyperliquid', '@nktkas/hyperliquid'),
  ...git('npm', 'dydxprotocol/v4-clients', '@dydxprotocol/v4-client-js'),
  ...git('pypi', 'dydxprotocol/v4-clients', 'dydx-v4-client'),
  ...git('pypi', 'freqtrade/freqtrade', 'freqtrade'),
  ...git('pypi', 'hummingbot/hummingbot', 'hummingbot'),
  ...git('pypi', 'Drakkar-Software/OctoBot', 'octobot'),
  ...git('pypi', 'nautechsystems/nautilus_trader', 'nautilus-trader'),
];

/** Other people's packages whose names are near to those and that are what they say: looked at, and never told of. */
export const knownNeighbours: ReadonlySet<string> = new Set([
  'npm ccxt.pro',
  'npm binance-futures-connector',
  'npm coinbase-pro',
  'npm coinbase',
  'npm kraken-api',
  'npm kucoin-node-sdk',
  'npm coinbase-advanced-node',
  'npm coinbase-pro-node',
  'npm mexc-api-sdk',
  'npm hyperliquid',
  'pypi ccxt.pro',
  'pypi ccxt-pro',
  'pypi binance',
  'pypi bybit',
  'pypi python-finance',
  'pypi hummingbot-api-client',
  'pypi freqtrade-client',
  'pypi octobot-trading',
  'pypi octobot-node',
  'pypi octobot-pro',
  'pypi kucoin-python',
  'pypi pykrakenapi',
  'pypi octobot-ccxt',
  'pypi mcp-server-ccxt',
  'pypi ccxt-pandas',
]);

/** Scopes under which the exchanges and the makers of these libraries publish. */
export const officialScopes: ReadonlySet<string> = new Set([
  '@binance',
  '@coinbase',
  '@okx-dex',
  '@okxweb3',
  '@okxconnect',
  '@dydxprotocol',
  '@nktkas',
  '@siebly',
  '@types',
]);

/** Names of exchanges and libraries, as they stand as a word of a package's name. */
export const brands: readonly string[] =
  'ccxt binance bybit okx kraken coinbase kucoin bitget gateio mexc hyperliquid deribit bitfinex bitstamp gemini huobi htx bingx phemex whitebit upbit cryptocom bitmex dydx'.split(
    ' ',
  );
