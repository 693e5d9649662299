import { type Decimal, formatDecimal, one, parseDecimal } from '../../../src/core/index.ts';
import type { TargetReport } from '../../../src/killswitch/index.ts';
import { type Account, defaultMarkets, type Market, type Practice } from '../../../src/practice/index.ts';

type Order = Account['open'] extends Set<infer Item> ? Item : never;

const d = (text: string): Decimal => parseDecimal(text)!;

export interface KillWorld {
  readonly practice: Practice;
  account(exchange: string): Account;
}

const COINS = 'ADA XRP DOGE LTC LINK DOT AVAX ATOM NEAR UNI FIL APT ARB OPT SUI INJ TIA SEI'.split(' ');

function market(symbol: string, more: Partial<Market> = {}): Market {
  const [pair = '', settle] = symbol.split(':');
  const [base = '', quote = ''] = pair.split('/');
  return {
    ...defaultMarkets.find((one) => one.symbol === 'SOL/USDT')!,
    symbol,
    kind: settle === undefined ? 'spot' : 'linear',
    base,
    quote,
    tick: d('0.001'),
    step: d('0.1'),
    minQuantity: d('0.1'),
    maxQuantity: d('90000'),
    minNotional: d('5'),
    walk: base,
    startPrice: 10,
    ladder: { levels: 100, halfSpread: 0.0001, gap: 0.0001, size: 500 },
    ...more,
  };
}

/** Markets enough for 20 positions, and a coin that sells only through another. */
export const wideMarkets: readonly Market[] = [
  ...defaultMarkets,
  ...COINS.map((coin) => market(`${coin}/USDT:USDT`)),
  ...COINS.slice(0, 6).flatMap((coin) => [market(`${coin}/USDT`), market(`${coin}/USD`)]),
  market('EUR/USD', { startPrice: 1.1, volatility: 0.1 }),
  market('EUR/USDT', { startPrice: 1.1, volatility: 0.1 }),
  market('ODD/EUR', { startPrice: 5 }),
];

export const withPositions: readonly string[] = ['binance', 'bybit', 'okx'];

export function quoteOf(exchange: string): string {
  return exchange === 'kraken' || exchange === 'coinbase' ? 'USD' : 'USDT';
}

export interface Filling {
  readonly orders?: number;
  readonly positions?: number;
  /** False: the positions have no stops. */
  readonly stops?: boolean;
  /** A long and a short beside each other in each market. */
  readonly hedged?: boolean;
}

/** An account with orders in several markets and books, positions both ways with their stops, and holdings; in the quote coin as little as it takes. */
export function fill(
  scene: KillWorld,
  exchange: string,
  { orders = 12, positions = 2, stops = true, hedged = false }: Filling = {},
): void {
  const { core } = scene.practice;
  const account = scene.account(exchange);
  // More than one account of the practice exchange may have open.
  Object.assign(account, { rules: { ...account.rules, maxOpenOrders: 1_000 } });
  for (const asset of ['ADA', 'XRP', 'ODD'])
    if (core.markets().some(({ base }) => base === asset))
      core.deposit(account, { asset, amount: d('20'), address: 'owner' });
  const markets = core.markets();
  const spot = markets.filter(
    ({ kind, quote, base }) => kind === 'spot' && quote === quoteOf(exchange) && base !== 'PUMP',
  );
  const hasPositions = withPositions.includes(exchange);
  if (hedged) account.settings.set('hedge-mode', 'true');
  const perMarket = hedged ? (['long', 'short'] as const) : [undefined];
  const count = hasPositions ? Math.ceil(positions / perMarket.length) : 0;
  const linear = markets.filter(({ kind }) => kind === 'linear').slice(0, count);
  const sides = linear.flatMap((market) => perMarket.map((leg) => ({ ...market, leg })));
  const place = (request: Parameters<typeof core.place>[1]): void => {
    const placed = core.place(account, request);
    if ('reason' in placed) throw new Error(`${request.market}: ${placed.reason}`);
  };
  for (const [index, { symbol, step, leg }] of sides.entries()) {
    const quantity = amountOf(d('60'), core.price(symbol), step);
    const isLong = index % 2 === 0;
    const named = leg === undefined ? {} : { leg };
    place({ market: symbol, side: isLong ? 'buy' : 'sell', type: 'market', quantity, ...named });
    if (!stops) continue;
    place({
      market: symbol,
      side: isLong ? 'sell' : 'buy',
      type: 'stop',
      quantity,
      trigger: tick(scene, symbol, isLong ? 80 : 120),
      // In hedge mode it is the side that says so, and the flag is often not there.
      reduceOnly: leg === undefined,
      ...named,
      // OKX keeps such orders in a book of their own.
      ...(exchange === 'okx' ? { tags: { algo: 'conditional', leg: 'sl', tdMode: 'cross', tag: '', tgtCcy: '' } } : {}),
    });
  }
  const all = [...spot, ...linear];
  for (let index = stops ? sides.length : 0; index < orders; index++) {
    const { symbol, step, kind } = all[index % all.length]!;
    const price = tick(scene, symbol, 90 - (index % 5));
    const least = step * price >= d('30') * one ? step : amountOf(d('30'), price, step);
    place({
      market: symbol,
      side: 'buy',
      type: 'limit',
      price,
      quantity: least as Decimal,
      ...(hedged && kind === 'linear' ? { leg: 'long' } : {}),
    });
  }
}

function amountOf(worth: Decimal, price: Decimal, step: Decimal): Decimal {
  return (((worth * one) / price / step + 1n) * step) as Decimal;
}

function tick({ practice }: KillWorld, symbol: string, percent: number): Decimal {
  const step = practice.core.market(symbol)!.tick;
  return (((practice.core.price(symbol) * BigInt(percent)) / 100n / step) * step) as Decimal;
}

export function heldPositions(account: Account): string[] {
  return [...account.positions].flatMap(([symbol, { quantity }]) =>
    quantity === 0n ? [] : [`${formatDecimal(quantity)} ${symbol}`],
  );
}

/** By asset, of the wallet from which orders sell. */
export function holdings(account: Account): Map<string, Decimal> {
  return new Map(
    [...account.wallets.spot].flatMap(([asset, { free, locked }]) =>
      free + locked > 0n ? [[asset, (free + locked) as Decimal] as const] : [],
    ),
  );
}

/** From now on notes each order for a position that is there and that has no stop any more. */
export function seeUnguarded({ practice }: KillWorld): readonly string[] {
  const seen: string[] = [];
  practice.core.meddle({
    place: ({ name, open, positions }, { market, leg }) => {
      const place = leg === undefined ? market : `${market} ${leg}`;
      const isStop = (one: Order): boolean =>
        one.status === 'waiting' && one.market.symbol === market && one.leg === leg;
      const isHeld = market.includes(':') && (positions.get(place)?.quantity ?? 0n) !== 0n;
      if (isHeld && ![...open].some(isStop)) seen.push(`${name} ${place}`);
      return undefined;
    },
  });
  return seen;
}

/** In hedge mode the exchanges have words of their own for the two sides: `BTC/USDT:USDT LONG`, `… 1`, `… long`. */
function placeIn(name: string): string {
  const [symbol = '', leg] = name.split(' ');
  const told = { 1: 'long', 2: 'short' }[leg ?? ''] ?? leg?.toLowerCase();
  return told === undefined ? symbol : `${symbol} ${told}`;
}

/** What OKX calls a market whose list was not read. */
function okxName(symbol: string): string {
  const [pair = '', settle] = symbol.split(':');
  return pair.replace('/', '-') + (settle === undefined ? '' : '-SWAP');
}

/** Everything that is still there and that the report does not name: the report has told the truth when there is none. */
export function untold(scene: KillWorld, exchange: string, report: TargetReport, quote: string): string[] {
  const account = scene.account(exchange);
  const named = [...report.kept, ...report.dust].join('\n');
  const left = report.residue.map(({ name }) => name);
  const isUnread = (list: string): boolean =>
    report.residue.some(({ what, name }) => what === 'unread' && (name === list || name === 'everything'));
  const orders = [...account.open].filter(
    ({ market: { symbol } }) => !left.some((name) => name.startsWith(symbol) || name.startsWith(okxName(symbol))),
  );
  const positions = [...account.positions].filter(
    ([place, { quantity }]) => quantity !== 0n && !left.some((name) => placeIn(name) === place),
  );
  const coins = [...holdings(account)].filter(
    ([asset]) => asset !== quote && !left.includes(asset) && !named.includes(` ${asset}:`),
  );
  return [
    ...(isUnread('open orders') ? [] : orders.map(({ market: { symbol }, id }) => `order ${id} ${symbol}`)),
    ...(isUnread('positions') ? [] : positions.map(([symbol]) => `position ${symbol}`)),
    ...(isUnread('balances') ? [] : coins.map(([asset, amount]) => `holding ${formatDecimal(amount)} ${asset}`)),
  ];
}
