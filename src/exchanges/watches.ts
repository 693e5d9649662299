import { closing as binanceClosing } from './binance/closing.ts';
import { watch as binance } from './binance/watch.ts';
import { closing as bybitClosing } from './bybit/closing.ts';
import { watch as bybit } from './bybit/watch.ts';
import type { Closing } from './closing.ts';
import { closing as coinbaseClosing } from './coinbase/closing.ts';
import { watch as coinbase } from './coinbase/watch.ts';
import type { Environment } from './exchange.ts';
import { closing as krakenClosing } from './kraken/closing.ts';
import { watch as kraken } from './kraken/watch.ts';
import { closing as okxClosing } from './okx/closing.ts';
import { watch as okx } from './okx/watch.ts';
import type { Feed, Watch } from './watch.ts';

/** What accounts show and how they are made flat, by exchange; those that bots are served on. */
export const watches: Readonly<Record<string, Watch>> = { binance, bybit, kraken, okx, coinbase };
export const closings: Readonly<Record<string, Closing>> = {
  binance: binanceClosing,
  bybit: bybitClosing,
  kraken: krakenClosing,
  okx: okxClosing,
  coinbase: coinbaseClosing,
};

/** False where an environment (a testnet) lacks the hosts of a list. */
export function isServed(feed: Feed, environment: Environment): boolean {
  if (feed.reach !== 'account') return true;
  try {
    feed.call({ environment, fromMs: 0, toMs: 0 });
    return true;
  } catch {
    return false;
  }
}
