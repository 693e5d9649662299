import type { FrontFactory } from '../front.ts';
import { alpacaFront } from './alpaca/front.ts';
import { binanceFront } from './binance/front.ts';
import { binanceusFront } from './binanceus/front.ts';
import { bingxFront } from './bingx/front.ts';
import { bitfinexFront } from './bitfinex/front.ts';
import { bitgetFront } from './bitget/front.ts';
import { bitstampFront } from './bitstamp/front.ts';
import { bybitFront } from './bybit/front.ts';
import { coinbaseFront } from './coinbase/front.ts';
import { cryptocomFront } from './cryptocom/front.ts';
import { deribitFront } from './deribit/front.ts';
import { gateFront } from './gate/front.ts';
import { geminiFront } from './gemini/front.ts';
import { htxFront } from './htx/front.ts';
import { hyperliquidFront } from './hyperliquid/front.ts';
import { krakenFront } from './kraken/front.ts';
import { kucoinFront } from './kucoin/front.ts';
import { mexcFront } from './mexc/front.ts';
import { okxFront } from './okx/front.ts';
import { phemexFront } from './phemex/front.ts';
import { upbitFront } from './upbit/front.ts';
import { whitebitFront } from './whitebit/front.ts';

/** Every exchange that the practice exchange can speak for: a line each. */
export const frontFactories: readonly FrontFactory[] = [binanceFront, bybitFront, coinbaseFront, krakenFront, okxFront];

/** Those that only say what a key can do, tell the time and refuse, for the key audit: a line each. */
export const thinFactories: readonly FrontFactory[] = [
  alpacaFront,
  binanceusFront,
  bingxFront,
  bitfinexFront,
  bitgetFront,
  bitstampFront,
  cryptocomFront,
  deribitFront,
  gateFront,
  geminiFront,
  htxFront,
  hyperliquidFront,
  kucoinFront,
  mexcFront,
  phemexFront,
  upbitFront,
  whitebitFront,
];

/** The ids of the exchanges that the practice exchange speaks for. */
export function practiceExchanges(): string[] {
  return frontFactories.map((make) => make().exchange);
}
