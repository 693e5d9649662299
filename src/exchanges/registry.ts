import { binance } from './binance/binance.ts';
import { bybit } from './bybit/bybit.ts';
import { coinbase } from './coinbase/coinbase.ts';
import type { Exchange } from './exchange.ts';
import { kraken } from './kraken/kraken.ts';
import { okx } from './okx/okx.ts';

/** Every exchange, by id: one line each. */
export const exchanges: Readonly<Record<string, Exchange>> = {
  binance,
  bybit,
  coinbase,
  okx,
  kraken,
};
