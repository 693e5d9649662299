import type { Instrument } from '../core/index.ts';

/** The most sales that lead from an asset to the quote coin. */
const MOST_SALES = 3;

/** Which market sells an asset next, so that in the end it is the quote coin. Made once for each list of instruments. */
export class Routes {
  readonly quote: string;
  /** The coin that was wished for, where no market of this exchange is quoted in it. */
  readonly missing: string | undefined;
  readonly #next = new Map<string, Instrument>();
  readonly #sold: ReadonlySet<string>;
  readonly #keep: ReadonlySet<string>;
  readonly #halted: ReadonlyMap<string, Instrument>;

  /** `keep`: no sale leads through these, for what comes of it would be kept. In the exchange's own words or in everybody's: XBT is BTC. */
  constructor(instruments: readonly Instrument[], wished: string | undefined, keep: readonly string[]) {
    const names = new Map(instruments.flatMap(otherNames));
    const named = keep.map((one) => coinOf(one.toUpperCase(), names));
    this.#keep = new Set([...named, ...keep.map((one) => one.toUpperCase())]);
    const markets = instruments.filter(({ kind, active }) => kind === 'spot' && active);
    const counts = new Map<string, number>();
    for (const { quote } of markets) counts.set(quote, (counts.get(quote) ?? 0) + 1);
    const most = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
    this.missing = wished !== undefined && markets.length > 0 && !counts.has(wished) ? wished : undefined;
    this.quote = (this.missing === undefined ? wished : undefined) ?? most ?? 'USDT';
    this.#sold = new Set(markets.map(({ base }) => base));
    const halted = instruments.filter(({ kind, active, base }) => kind === 'spot' && !active && !this.#sold.has(base));
    this.#halted = new Map(halted.map((market) => [market.base, market]));
    let reached = new Set([this.quote]);
    for (let sales = 0; sales < MOST_SALES && reached.size > 0; sales++) {
      const found = new Set<string>();
      for (const market of markets) {
        const { base, quote } = market;
        if (!reached.has(quote) || base === this.quote || (this.#next.has(base) && !found.has(base))) continue;
        if (found.has(base)) continue;
        this.#next.set(base, market);
        if (!this.isKept(base)) found.add(base);
      }
      reached = found;
    }
  }

  /** Undefined where no sale leads to the quote coin. */
  marketOf(asset: string): Instrument | undefined {
    return this.#next.get(asset);
  }

  /** A market of an asset that no market sells now. */
  haltedOf(asset: string): Instrument | undefined {
    return this.#halted.get(asset);
  }

  /** Why there is none. */
  whyNot(asset: string): string {
    return this.#sold.has(asset) ? `no market sells it for ${this.quote}` : 'no market sells it';
  }

  /** In capital letters or small ones, as its owner has written it. */
  isKept(asset: string): boolean {
    return this.#keep.has(asset.toUpperCase());
  }
}

/** The coin of a market as the exchange spells it beside: `XBT` of BTC/USD, where an alias is XBT/USD. */
function otherNames({ base, market, aliases = [] }: Instrument): readonly (readonly [string, string])[] {
  const quote = market.slice(market.indexOf('/'));
  return aliases.flatMap((alias) => {
    const name = alias.endsWith(quote) ? alias.slice(0, -quote.length).toUpperCase() : '';
    return name === '' || name === base ? [] : [[name, base] as const];
  });
}

/** What follows a dot is kept: `XBT.S` is BTC.S. */
function coinOf(name: string, names: ReadonlyMap<string, string>): string {
  const [head = '', ...tail] = name.split('.');
  return [names.get(head) ?? head, ...tail].join('.');
}
