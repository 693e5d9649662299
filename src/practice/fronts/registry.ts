import type { FrontFactory } from '../front.ts';
import { binanceFront } from './binance/front.ts';
import { bybitFront } from './bybit/front.ts';
import { coinbaseFront } from './coinbase/front.ts';
import { krakenFront } from './kraken/front.ts';
import { okxFront } from './okx/front.ts';

/** Every exchange that the practice exchange can speak for: a line each. */
export const frontFactories: readonly FrontFactory[] = [binanceFront, bybitFront, coinbaseFront, krakenFront, okxFront];

/** Those that only say what a key can do, tell the time and refuse, for the key audit: a line each. */
export const thinFactories: readonly FrontFactory[] = [];

/** The ids of the exchanges that the practice exchange speaks for. */
export function practiceExchanges(): string[] {
  return frontFactories.map((make) => make().exchange);
}
