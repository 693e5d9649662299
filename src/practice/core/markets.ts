import { type Decimal, parseDecimal } from '../../core/index.ts';

/** One market of the practice exchange. Amounts are base units, prices quote units per base unit. */
export interface Market {
  /** Unified symbol: `BTC/USDT`, or `BTC/USDT:USDT` for a linear perpetual. */
  readonly symbol: string;
  readonly kind: 'spot' | 'linear';
  readonly base: string;
  readonly quote: string;
  readonly tick: Decimal;
  readonly step: Decimal;
  readonly minQuantity: Decimal;
  readonly maxQuantity: Decimal;
  readonly minNotional: Decimal;
  /** A limit price must lie between these multiples of the walk's price. */
  readonly bandDown: Decimal;
  readonly bandUp: Decimal;
  readonly maxLeverage: number;
  /** Which walk the price follows; markets of one coin share theirs. */
  readonly walk: string;
  readonly startPrice: number;
  readonly volatility: number;
  readonly ladder: LadderShape;
}

/** How the market maker quotes: distances are shares of the price, sizes are base units. */
export interface LadderShape {
  readonly levels: number;
  readonly halfSpread: number;
  readonly gap: number;
  readonly size: number;
}

interface Row {
  readonly symbol: string;
  readonly price: number;
  readonly tick: string;
  readonly step: string;
  readonly minNotional: string;
  readonly maxQuantity: string;
  readonly walk: string;
  readonly ladder: LadderShape;
  readonly volatility?: number;
  readonly band?: readonly [down: string, up: string];
}

const deep = (size: number): LadderShape => ({ levels: 100, halfSpread: 0.0001, gap: 0.0001, size });
const thin: LadderShape = { levels: 12, halfSpread: 0.02, gap: 0.06, size: 40_000 };

const rows: readonly Row[] = [
  {
    symbol: 'BTC/USDT',
    price: 60_000,
    tick: '0.01',
    step: '0.00001',
    minNotional: '5',
    maxQuantity: '9000',
    walk: 'BTC',
    ladder: deep(0.4),
  },
  {
    symbol: 'ETH/USDT',
    price: 2500,
    tick: '0.01',
    step: '0.0001',
    minNotional: '5',
    maxQuantity: '9000',
    walk: 'ETH',
    ladder: deep(8),
  },
  {
    symbol: 'SOL/USDT',
    price: 150,
    tick: '0.01',
    step: '0.001',
    minNotional: '5',
    maxQuantity: '90000',
    walk: 'SOL',
    ladder: deep(90),
  },
  {
    symbol: 'PUMP/USDT',
    price: 0.004,
    tick: '0.000001',
    step: '1',
    minNotional: '1',
    maxQuantity: '900000000',
    walk: 'PUMP',
    ladder: thin,
    volatility: 2,
    band: ['0.1', '20'],
  },
  {
    symbol: 'BTC/USD',
    price: 60_000,
    tick: '0.01',
    step: '0.00001',
    minNotional: '5',
    maxQuantity: '9000',
    walk: 'BTC',
    ladder: deep(0.4),
  },
  {
    symbol: 'ETH/USD',
    price: 2500,
    tick: '0.01',
    step: '0.0001',
    minNotional: '5',
    maxQuantity: '9000',
    walk: 'ETH',
    ladder: deep(8),
  },
  {
    symbol: 'BTC/EUR',
    price: 55_000,
    tick: '0.01',
    step: '0.00001',
    minNotional: '5',
    maxQuantity: '9000',
    walk: 'BTC',
    ladder: deep(0.2),
  },
  {
    symbol: 'BTC/USDT:USDT',
    price: 60_000,
    tick: '0.1',
    step: '0.001',
    minNotional: '50',
    maxQuantity: '1000',
    walk: 'BTC',
    ladder: deep(0.8),
  },
  {
    symbol: 'ETH/USDT:USDT',
    price: 2500,
    tick: '0.01',
    step: '0.001',
    minNotional: '20',
    maxQuantity: '10000',
    walk: 'ETH',
    ladder: deep(16),
  },
];

export const defaultMarkets: readonly Market[] = rows.map(marketOf);

function marketOf(row: Row): Market {
  const [pair = '', settle] = row.symbol.split(':');
  const [base = '', quote = ''] = pair.split('/');
  const [down, up] = row.band ?? ['0.2', '5'];
  return {
    symbol: row.symbol,
    kind: settle === undefined ? 'spot' : 'linear',
    base,
    quote,
    tick: decimal(row.tick),
    step: decimal(row.step),
    minQuantity: decimal(row.step),
    maxQuantity: decimal(row.maxQuantity),
    minNotional: decimal(row.minNotional),
    bandDown: decimal(down),
    bandUp: decimal(up),
    maxLeverage: 20,
    walk: row.walk,
    startPrice: row.price,
    volatility: row.volatility ?? 1,
    ladder: row.ladder,
  };
}

/** A decimal from a literal of this program; throws a RangeError for anything but plain digits. */
export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new RangeError(`not a decimal: ${text}`);
  return value;
}
