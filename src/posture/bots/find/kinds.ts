import type { BotKind } from '../found.ts';

/**
 * Images by which bots are run, without registry and tag. Source: the compose files of the projects (freqtrade, hummingbot,
 * OctoBot, passivbot) and jesse-ai/project-template `docker/docker-compose.yml`, read 2026-11-23.
 */
const images: readonly (readonly [RegExp, BotKind])[] = [
  [/^freqtradeorg\/freqtrade$/, 'freqtrade'],
  [/^freqtrade\/freqtrade$/, 'freqtrade'],
  [/^hummingbot\/(?:hummingbot|hummingbot-api|backend-api|dashboard|gateway)$/, 'hummingbot'],
  [/^drakkarsoftware\/octobot$/, 'octobot'],
  [/^salehmir\/jesse$/, 'jesse'],
  [/^(?:[\w.-]+\/)?passivbot(?:-live)?$/, 'passivbot'],
  [/^nautechsystems\/(?:nautilus_trader|jupyterlab)$/, 'nautilus'],
];

/** The kind of bot that an image is: `docker.io/freqtradeorg/freqtrade:stable`. */
export function kindOfImage(image: string): BotKind | undefined {
  const bare = image
    .trim()
    .replace(/@sha256:.*$/, '')
    .replace(/:[^:/]*$/, '')
    .replace(/^(?:[\w-]+\.[\w.-]+|localhost)(?::\d+)?\//, '')
    .toLowerCase();
  return images.find(([pattern]) => pattern.test(bare))?.[1];
}

/** Python packages that are ccxt or an exchange's SDK, by the name under which they are imported. */
export const pythonSdks = new Set([
  'ccxt',
  'ccxtpro',
  'binance',
  'binance_sdk_spot',
  'binance_sdk_derivatives_trading_usds_futures',
  'pybit',
  'okx',
  'krakenex',
  'pykrakenapi',
  'kraken',
  'coinbase',
  'coinbase_advanced_trader',
  'hyperliquid',
  'kucoin',
  'kucoin_universal_sdk',
  'pybitget',
  'bitget',
  'gate_api',
  'bitfinex',
  'bfxapi',
  'bitmex',
  'deribit_api',
  'alpaca',
  'alpaca_trade_api',
]);

/** The same for npm: a whole name, or a scope. */
const nodeSdks =
  /^(?:ccxt|binance|node-binance-api|binance-api-node|bybit-api|okx-api|bitget-api|kucoin-api|gateio-api|kraken-api|node-kraken-api|bitmart-api|coinbase-api|hyperliquid|@nktkas\/hyperliquid|@binance\/[\w-]+|bfx-api-node-rest|bitfinex-api-node|@alpacahq\/alpaca-trade-api)(?:\/|$)/;

export const isNodeSdk = (name: string): boolean => nodeSdks.test(name);

/** Names under which the source of a bot or a library declares itself: such a folder is a copy of the program, not somebody's project. */
export const programNames = new Set([
  'freqtrade',
  'hummingbot',
  'octobot',
  'jesse',
  'passivbot',
  'nautilus_trader',
  'nautilus-trader',
  'ccxt',
  'python-binance',
  'pybit',
  'python-okx',
  'krakenex',
  'binance-connector',
  'hyperliquid-python-sdk',
]);
