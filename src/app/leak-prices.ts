import { type Decimal, type Instrument, multiplyDown, one } from '../core/index.ts';
import type { Seen } from '../exchanges/index.ts';
import type { Link } from '../gateway/index.ts';

/** What a loss is counted in, the first that the exchange quotes; the others are taken for worth the same. */
const CURRENCIES = ['USDT', 'USD', 'USDC'];

/** Prices of this moment, for what some records tell of. */
export class Prices {
  readonly currency: string | undefined;
  readonly #markets: Link['markets'];
  readonly #known = new Map<string, Decimal>();

  constructor(markets: Link['markets']) {
    this.#markets = markets;
    this.currency = CURRENCIES.find((known) =>
      markets.all.some(({ kind, quote }) => kind === 'spot' && quote === known),
    );
  }

  async ask(records: readonly Seen[]): Promise<void> {
    const assets = new Set<string>();
    const markets = new Set<string>();
    for (const record of records) {
      if ('asset' in record) assets.add(record.asset);
      if (record.what !== 'fill') continue;
      if (record.feeAsset !== undefined) assets.add(record.feeAsset);
      const instrument = this.#markets.instrument(record.symbol, record.kind);
      if (!instrument) continue;
      assets.add(instrument.quote);
      markets.add(instrument.market);
    }
    const wanted = [
      ...this.#markets.all.filter(({ market }) => markets.has(market)),
      ...[...assets].flatMap((asset) => this.#marketOf(asset) ?? []),
    ];
    for (const [market, { price }] of await this.#markets.askPrices(wanted)) this.#known.set(market, price);
  }

  /** Quote units per base unit. */
  of(instrument: Instrument): Decimal | undefined {
    return this.#known.get(instrument.market);
  }

  /** What so much of an asset is worth, in the currency. */
  worth(asset: string, amount: Decimal): Decimal | undefined {
    const price = CURRENCIES.includes(asset) ? one : this.#priceOf(asset);
    return price === undefined ? undefined : multiplyDown(amount, price);
  }

  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined {
    return this.#markets.instrument(symbol, kind);
  }

  #priceOf(asset: string): Decimal | undefined {
    const market = this.#marketOf(asset);
    return market && this.#known.get(market.market);
  }

  #marketOf(asset: string): Instrument | undefined {
    return this.#markets.all.find(
      ({ kind, base, quote }) => kind === 'spot' && base === asset && quote === this.currency,
    );
  }
}
