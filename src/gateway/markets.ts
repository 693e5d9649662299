import type { Clock, Decimal, Instrument } from '../core/index.ts';
import type { Call, Environment, MarketData } from '../exchanges/index.ts';

const STALE_MS = 5_000;

/** Asks one public call and gives the body of a good answer; `undefined` for anything else. */
export type Ask = (call: Call) => Promise<string | undefined>;

/** What one exchange lists, and Keyward's own reference prices for the markets that a policy names. */
export class Markets {
  readonly #market: MarketData;
  readonly #environment: Environment;
  readonly #ask: Ask;
  readonly #clock: Clock;
  readonly #wanted: ReadonlySet<string>;
  readonly #bySymbol = new Map<string, Instrument>();
  readonly #prices = new Map<string, { readonly price: Decimal; readonly atMs: number }>();

  constructor(market: MarketData, environment: Environment, wanted: ReadonlySet<string>, ask: Ask, clock: Clock) {
    this.#market = market;
    this.#environment = environment;
    this.#wanted = wanted;
    this.#ask = ask;
    this.#clock = clock;
  }

  /** Loads the list of instruments; false when the exchange did not give all of it. What was known before stays known. */
  async loadInstruments(): Promise<boolean> {
    const all = await Promise.all(
      this.#market.instruments(this.#environment).map(async (call) => {
        const body = await this.#ask(call);
        const read = body === undefined ? undefined : this.#market.readInstruments(call, body);
        if (!read || 'unclear' in read) return false;
        for (const instrument of read) this.#remember(instrument);
        return true;
      }),
    );
    return all.length > 0 && all.every(Boolean);
  }

  /** True until the exchange has listed anything. */
  get isEmpty(): boolean {
    return this.#bySymbol.size === 0;
  }

  #remember(instrument: Instrument): void {
    this.#bySymbol.set(`${instrument.kind} ${instrument.symbol}`, instrument);
    for (const alias of instrument.aliases ?? []) this.#bySymbol.set(`${instrument.kind} ${alias}`, instrument);
  }

  /** Asks for the prices of the wanted markets once. */
  async pollPrices(): Promise<void> {
    const wanted = new Set([...this.#bySymbol.values()].filter(({ market }) => this.#wanted.has(market)));
    if (wanted.size === 0) return;
    await Promise.all(
      this.#market.prices([...wanted], this.#environment).map(async (call) => {
        const askedAtMs = this.#clock.monotonicMs();
        const body = await this.#ask(call);
        const read = body === undefined ? undefined : this.#market.readPrices(call, body);
        if (!read || 'unclear' in read) return;
        for (const { symbol, kind, price } of read) {
          const instrument = this.instrument(symbol, kind);
          if (instrument && wanted.has(instrument)) this.#prices.set(instrument.market, { price, atMs: askedAtMs });
        }
      }),
    );
  }

  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined {
    return this.#bySymbol.get(`${kind} ${symbol}`);
  }

  /** The market's instrument by its unified symbol. */
  byMarket(market: string): Instrument | undefined {
    for (const instrument of this.#bySymbol.values()) if (instrument.market === market) return instrument;
    return undefined;
  }

  /** Keyward's own price, asked for at most 5 s ago; `undefined` when there is none so fresh. */
  referencePrice(instrument: Instrument): Decimal | undefined {
    const known = this.#prices.get(instrument.market);
    return known && this.#clock.monotonicMs() - known.atMs <= STALE_MS ? known.price : undefined;
  }
}
