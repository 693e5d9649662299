import type { Clock, Instrument } from '../core/index.ts';
import type { Call, Environment, MarketData, Price } from '../exchanges/index.ts';
import { everyPage, type Page } from './pages.ts';

const STALE_MS = 5_000;

/** Asks one public call and gives the body of a good answer; `undefined` for anything else. */
export type Ask = (call: Call) => Promise<string | undefined>;

type Told = Pick<Price, 'price' | 'bid' | 'ask'>;

interface Kept {
  readonly told: Told;
  /** When it was asked for. */
  readonly atMs: number;
}

/** What one exchange lists, and Keyward's own reference prices for the markets that a policy names. */
export class Markets {
  readonly #market: MarketData;
  readonly #environment: Environment;
  readonly #ask: Ask;
  readonly #clock: Clock;
  readonly #wanted: ReadonlySet<string>;
  /** What each of the exchange's lists holds, by the list's place among them. */
  readonly #lists = new Map<number, readonly Instrument[]>();
  #bySymbol: ReadonlyMap<string, Instrument> = new Map();
  readonly #prices = new Map<string, Kept>();
  /** The last bid and ask, which an exchange may tell more seldom than a price. */
  readonly #books = new Map<string, Kept>();
  #turn = 0;

  constructor(market: MarketData, environment: Environment, wanted: ReadonlySet<string>, ask: Ask, clock: Clock) {
    this.#market = market;
    this.#environment = environment;
    this.#wanted = wanted;
    this.#ask = ask;
    this.#clock = clock;
  }

  /**
   * Loads the list of instruments; false when the exchange did not give all of it. A list that it did not give stays as it was, in one that it
   * gave, what is not there any more is forgotten.
   */
  async loadInstruments(): Promise<boolean> {
    const all = await Promise.all(
      this.#market.instruments(this.#environment).map(async (call, list) => {
        const read = await everyPage(call, (page) => this.#page(page));
        if (read === undefined || read.length === 0) return false;
        this.#lists.set(list, read);
        return true;
      }),
    );
    this.#index();
    return all.length > 0 && all.every(Boolean);
  }

  async #page(call: Call): Promise<Page<Instrument> | undefined> {
    const body = await this.#ask(call);
    const rows = body === undefined ? undefined : this.#market.readInstruments(call, body);
    if (body === undefined || !rows || 'unclear' in rows) return undefined;
    return { rows, next: this.#market.moreInstruments?.(call, body) };
  }

  /** True until the exchange has listed anything. */
  get isEmpty(): boolean {
    return this.#bySymbol.size === 0;
  }

  #index(): void {
    const bySymbol = new Map<string, Instrument>();
    for (const instrument of [...this.#lists.values()].flat()) {
      for (const name of [instrument.symbol, ...(instrument.aliases ?? [])])
        bySymbol.set(`${instrument.kind} ${name}`, instrument);
    }
    this.#bySymbol = bySymbol;
  }

  /** Asks for the prices of the wanted markets once; of those that trade, because one that does not may spoil the answer for all. */
  async pollPrices(): Promise<void> {
    const wanted = new Set(
      [...this.#bySymbol.values()].filter(({ market, active }) => active && this.#wanted.has(market)),
    );
    if (wanted.size === 0) return;
    await Promise.all(
      this.#market.prices([...wanted], this.#environment, this.#turn++).map(async (call) => {
        const askedAtMs = this.#clock.monotonicMs();
        const body = await this.#ask(call);
        const read = body === undefined ? undefined : this.#market.readPrices(call, body);
        if (!read || 'unclear' in read) return;
        for (const { symbol, kind, ...told } of read) {
          const instrument = this.instrument(symbol, kind);
          if (!instrument || !this.#wanted.has(instrument.market) || told.price <= 0n) continue;
          for (const kept of told.ask === undefined ? [this.#prices] : [this.#prices, this.#books])
            if ((kept.get(instrument.market)?.atMs ?? 0) <= askedAtMs)
              kept.set(instrument.market, { told, atMs: askedAtMs });
        }
      }),
    );
  }

  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined {
    return this.#bySymbol.get(`${kind} ${symbol}`);
  }

  /** Everything that the exchange lists, once each. */
  get all(): readonly Instrument[] {
    return [...new Set(this.#bySymbol.values())];
  }

  /** Asks for the prices of these markets now, by unified symbol; what the exchange does not tell is left out. */
  async askPrices(instruments: readonly Instrument[]): Promise<ReadonlyMap<string, Price>> {
    const found = new Map<string, Price>();
    const markets = new Set(instruments.map(({ market }) => market));
    await Promise.all(
      this.#market.prices(instruments, this.#environment).map(async (call) => {
        const body = await this.#ask(call);
        const read = body === undefined ? undefined : this.#market.readPrices(call, body);
        if (!read || 'unclear' in read) return;
        for (const price of read) {
          const market = this.instrument(price.symbol, price.kind)?.market;
          if (market !== undefined && markets.has(market) && price.price > 0n) found.set(market, price);
        }
      }),
    );
    return found;
  }

  /** The market's instrument by its unified symbol. */
  byMarket(market: string): Instrument | undefined {
    for (const instrument of this.#bySymbol.values()) if (instrument.market === market) return instrument;
    return undefined;
  }

  /** Keyward's own price, and bid and ask, each asked for at most 5 s ago; `undefined` when there is no price so fresh. */
  referencePrice(instrument: Instrument): Told | undefined {
    const fresh = (of: ReadonlyMap<string, Kept>): Told | undefined => {
      const known = of.get(instrument.market);
      return known && this.#clock.monotonicMs() - known.atMs <= STALE_MS ? known.told : undefined;
    };
    const told = fresh(this.#prices);
    const book = fresh(this.#books);
    if (!told || told.ask !== undefined || book?.bid === undefined || book.ask === undefined) return told;
    return { price: told.price, bid: book.bid, ask: book.ask };
  }
}
