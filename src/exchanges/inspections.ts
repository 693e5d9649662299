import { inspection as alpaca } from './alpaca/inspection.ts';
import { inspection as binance } from './binance/inspection.ts';
import { inspection as binanceus } from './binanceus/inspection.ts';
import { inspection as bingx } from './bingx/inspection.ts';
import { inspection as bitfinex } from './bitfinex/inspection.ts';
import { inspection as bitget } from './bitget/inspection.ts';
import { inspection as bitstamp } from './bitstamp/inspection.ts';
import { inspection as bybit } from './bybit/inspection.ts';
import { inspection as coinbase } from './coinbase/inspection.ts';
import { inspection as cryptocom } from './cryptocom/inspection.ts';
import { inspection as deribit } from './deribit/inspection.ts';
import { inspection as gate } from './gate/inspection.ts';
import { inspection as gemini } from './gemini/inspection.ts';
import { inspection as htx } from './htx/inspection.ts';
import { inspection as hyperliquid } from './hyperliquid/inspection.ts';
import type { Inspection } from './inspection.ts';
import { inspection as kraken } from './kraken/inspection.ts';
import { inspection as kucoin } from './kucoin/inspection.ts';
import { inspection as mexc } from './mexc/inspection.ts';
import { inspection as okx } from './okx/inspection.ts';
import { inspection as phemex } from './phemex/inspection.ts';
import { inspection as upbit } from './upbit/inspection.ts';
import { inspection as whitebit } from './whitebit/inspection.ts';

/** What can be said of a key, for every exchange, by id: one line each. */
export const inspections: Readonly<Record<string, Inspection>> = {
  alpaca,
  binance,
  binanceus,
  bingx,
  bitfinex,
  bitget,
  bitstamp,
  bybit,
  coinbase,
  cryptocom,
  deribit,
  gate,
  gemini,
  htx,
  hyperliquid,
  kraken,
  kucoin,
  mexc,
  okx,
  phemex,
  upbit,
  whitebit,
};
