import { add, type Decimal, divideDown, multiplyDown, subtract, zero } from '../../../core/index.ts';
import { decimal, type Market } from '../../core/markets.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import { assetsOf, isFiat, listed, marketOf, productOf, spellAsset } from './names.ts';
import { type Call, coinbaseError, iso, plain, type Route } from './wire.ts';

const DAY_MS = 86_400_000;
const HUNDRED = decimal('100');
const notFound = coinbaseError(404, 'NOT_FOUND', 'valid product_id is required');

const granularities: Readonly<Record<string, number>> = {
  ONE_MINUTE: 60_000,
  FIVE_MINUTE: 300_000,
  FIFTEEN_MINUTE: 900_000,
  THIRTY_MINUTE: 1_800_000,
  ONE_HOUR: 3_600_000,
  TWO_HOUR: 7_200_000,
  SIX_HOUR: 21_600_000,
  ONE_DAY: DAY_MS,
};

const names: Readonly<Record<string, string>> = {
  BTC: 'Bitcoin',
  ETH: 'Ethereum',
  SOL: 'Solana',
  USDT: 'Tether',
  USD: 'US Dollar',
  EUR: 'Euro',
};

/** The reads of markets, with a key and without. */
function under(prefix: string): Route<Call>[] {
  return [
    { line: `GET ${prefix}/products`, answer: products },
    { line: `GET ${prefix}/products/{}`, answer: (call) => ofOne(call, call.segments[0], productInfo) },
    { line: `GET ${prefix}/products/{}/candles`, answer: (call) => ofOne(call, call.segments[0], candles) },
    { line: `GET ${prefix}/products/{}/ticker`, answer: (call) => ofOne(call, call.segments[0], ticker) },
    {
      line: `GET ${prefix}/product_book`,
      answer: (call) =>
        ofOne(call, call.query.get('product_id'), ({ core, query, nowMs }, market) => ({
          pricebook: book(core, market, Math.min(query.count('limit') ?? 100, 500), nowMs),
        })),
    },
  ];
}

/** Calls that need no key. */
export const publicRoutes: readonly Route<Call>[] = [
  ...under('/api/v3/brokerage/market'),
  {
    line: 'GET /api/v3/brokerage/time',
    answer: ({ nowMs }) => ({
      iso: iso(nowMs),
      epochSeconds: String(Math.floor(nowMs / 1000)),
      epochMillis: String(Math.floor(nowMs)),
    }),
  },
  { line: 'GET /v2/time', answer: ({ nowMs }) => ({ data: { iso: iso(nowMs), epoch: Math.floor(nowMs / 1000) } }) },
  { line: 'GET /v2/currencies', answer: ({ core }) => ({ data: currencies(core, true) }) },
  { line: 'GET /v2/currencies/crypto', answer: ({ core }) => ({ data: currencies(core, false) }) },
  { line: 'GET /v2/exchange-rates', answer: rates },
  { line: 'GET /v2/prices/{}/spot', answer: price },
  { line: 'GET /v2/prices/{}/buy', answer: price },
  { line: 'GET /v2/prices/{}/sell', answer: price },
];

/** The same with a key, and what only stands there. */
export const marketRoutes: readonly Route<Call>[] = [
  ...under('/api/v3/brokerage'),
  {
    line: 'GET /api/v3/brokerage/best_bid_ask',
    answer: ({ core, query, nowMs }) => ({
      pricebooks: wanted(core, query.all('product_ids')).map((market) => book(core, market, 1, nowMs)),
    }),
  },
];

function wanted(core: PracticeCore, ids: readonly string[]): readonly Market[] {
  return listed(core).filter((market) => ids.length === 0 || ids.includes(productOf(market)));
}

function ofOne(call: Call, product: string | undefined, shape: (call: Call, market: Market) => unknown): unknown {
  const market = marketOf(call.core, product);
  return market ? shape(call, market) : notFound;
}

/** Spot products; there are no futures here. */
function products(call: Call): unknown {
  const { core, query } = call;
  const isSpot = (query.get('product_type') ?? 'SPOT') === 'SPOT' && query.get('contract_expiry_type') === undefined;
  const all = isSpot ? wanted(core, query.all('product_ids')) : [];
  return { products: all.map((market) => productInfo(call, market)), num_products: all.length };
}

function productInfo({ core, nowMs }: Call, market: Market): unknown {
  const last = core.price(market.symbol);
  const [day] = core.candles(market.symbol, DAY_MS, nowMs - DAY_MS, 1);
  const open = day?.open ?? last;
  const change = divideDown(multiplyDown(subtract(last, open), HUNDRED), open) ?? zero;
  return {
    product_id: productOf(market),
    price: plain(last),
    price_percentage_change_24h: plain(change),
    volume_24h: plain(day?.volume ?? zero),
    volume_percentage_change_24h: '0',
    base_increment: plain(market.step),
    quote_increment: plain(market.tick),
    quote_min_size: plain(market.minNotional),
    quote_max_size: '150000000',
    base_min_size: plain(market.minQuantity),
    base_max_size: plain(market.maxQuantity),
    base_name: names[market.base] ?? market.base,
    quote_name: names[market.quote] ?? market.quote,
    watched: false,
    is_disabled: false,
    new: false,
    status: 'online',
    cancel_only: false,
    limit_only: false,
    post_only: false,
    trading_disabled: false,
    auction_mode: false,
    product_type: 'SPOT',
    quote_currency_id: market.quote,
    base_currency_id: market.base,
    fcm_trading_session_details: null,
    mid_market_price: '',
    alias: '',
    alias_to: [],
    base_display_symbol: market.base,
    quote_display_symbol: market.quote,
    view_only: false,
    price_increment: plain(market.tick),
    display_name: productOf(market),
    product_venue: 'CBE',
    approximate_quote_24h_volume: plain(multiplyDown(day?.volume ?? zero, last)),
  };
}

function book(core: PracticeCore, market: Market, levels: number, nowMs: number): unknown {
  const { bids, asks } = core.depth(market.symbol, levels);
  const rows = (side: readonly { price: Decimal; quantity: Decimal }[]) =>
    side.map(({ price, quantity }) => ({ price: plain(price), size: plain(quantity) }));
  return { product_id: productOf(market), bids: rows(bids), asks: rows(asks), time: iso(nowMs) };
}

/** The middle of the best bid and ask, and both. */
export function bestOf(core: PracticeCore, market: Market): { bid: Decimal; ask: Decimal } {
  const { bids, asks } = core.depth(market.symbol, 1);
  const last = core.price(market.symbol);
  return { bid: bids[0]?.price ?? last, ask: asks[0]?.price ?? last };
}

function candles({ core, query, nowMs }: Call, market: Market): unknown {
  const intervalMs = granularities[query.get('granularity') ?? ''];
  if (intervalMs === undefined) return coinbaseError(400, 'INVALID_ARGUMENT', 'granularity is invalid');
  const toMs = Math.min(query.timeMs('end') ?? nowMs, nowMs);
  const fromMs = query.timeMs('start') ?? toMs - 300 * intervalMs;
  const count = Math.min(Math.ceil((toMs - fromMs) / intervalMs) + 1, 350);
  const rows = core.candles(market.symbol, intervalMs, fromMs, Math.max(1, count));
  return {
    candles: rows
      .map(({ openMs, open, high, low, close, volume }) => ({
        start: String(openMs / 1000),
        low: plain(low),
        high: plain(high),
        open: plain(open),
        close: plain(close),
        volume: plain(volume),
      }))
      .reverse(),
  };
}

function ticker({ core, query }: Call, market: Market): unknown {
  const trades = core.publicTrades(market.symbol, Math.min(query.count('limit') ?? 100, 1000)).map((trade) => ({
    trade_id: String(trade.id),
    product_id: productOf(market),
    price: plain(trade.price),
    size: plain(trade.quantity),
    time: iso(trade.atMs),
    side: trade.buyerIsMaker ? 'BUY' : 'SELL',
    bid: '',
    ask: '',
  }));
  const { bid, ask } = bestOf(core, market);
  return { trades: trades.reverse(), best_bid: plain(bid), best_ask: plain(ask) };
}

function currencies(core: PracticeCore, fiat: boolean): unknown[] {
  return assetsOf(core)
    .filter((asset) => isFiat(asset) === fiat)
    .map((asset) => {
      const name = names[asset] ?? asset;
      return fiat
        ? { id: asset, name, min_size: '0.01' }
        : {
            asset_id: spellAsset(asset),
            code: asset,
            name,
            color: '#0433FF',
            sort_index: 100,
            exponent: 8,
            type: 'crypto',
          };
    });
}

/** How much of each asset one dollar buys. */
function rates({ core }: Call): unknown {
  const one = decimal('1');
  const known = listed(core)
    .filter(({ quote }) => quote === 'USD')
    .map((market) => [market.base, plain(divideDown(one, core.price(market.symbol)) ?? zero)] as const);
  return { data: { currency: 'USD', rates: { USD: '1', USDT: '1', ...Object.fromEntries(known) } } };
}

function price({ core, segments, request }: Call): unknown {
  const market = marketOf(core, segments[0]);
  if (!market) return coinbaseError(404, 'not_found', 'Invalid base currency');
  const { bid, ask } = bestOf(core, market);
  const middle = divideDown(add(bid, ask), decimal('2')) ?? bid;
  const amount = request.path.endsWith('/buy') ? ask : request.path.endsWith('/sell') ? bid : middle;
  return { data: { amount: plain(amount), base: market.base, currency: market.quote } };
}
