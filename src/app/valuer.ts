import { add, type Clock, type Decimal, type Instrument, multiplyDown, zero } from '../core/index.ts';
import type { SeenBalance } from '../exchanges/index.ts';
import type { Link } from '../gateway/index.ts';
import type { Weighed } from '../monitor/index.ts';

/** Prices are asked for so often, in ms, and believed for so long. */
const EVERY_MS = 10_000;
const FRESH_MS = 30_000;
/** What an account is weighed in, the first that the exchange quotes. */
const CURRENCIES = ['USDT', 'USD', 'USDC'];

/** What balances are worth by fresh prices, for exchanges that do not say it themselves. */
export class Valuer {
  readonly #markets: Link['markets'];
  readonly #clock: Clock;
  readonly #prices = new Map<string, { readonly price: Decimal; readonly atMs: number }>();
  #askedMs = Number.NEGATIVE_INFINITY;

  constructor(markets: Link['markets'], clock: Clock) {
    this.#markets = markets;
    this.#clock = clock;
  }

  /**
   * Unknown while a price of anything that a market sells is not fresh, and while the market of it is suspended: a reading without it would look
   * like a loss. What no market of the exchange sells for that currency is worth nothing, always.
   */
  worth(wallets: ReadonlyMap<string, readonly SeenBalance[]>): NonNullable<Weighed> {
    const all = this.#markets.all.filter(({ kind }) => kind === 'spot');
    const currency = CURRENCIES.find((known) => all.some(({ quote }) => quote === known));
    if (currency === undefined) return { unknown: `no market sells anything for ${CURRENCIES.join(' or ')}` };
    const held = [...wallets.values()].flat().filter(({ total }) => total !== 0n);
    const sold = held.flatMap(({ asset, total }) => {
      const markets = all.filter(({ base, quote }) => base === asset && quote === currency);
      const market = markets.find(({ active }) => active) ?? markets[0];
      return market && asset !== currency ? [{ market, total }] : [];
    });
    this.#ask(sold.map(({ market }) => market).filter(({ active }) => active));
    let amount = held.reduce((sum, { asset, total }) => (asset === currency ? add(sum, total) : sum), zero);
    for (const { market, total } of sold) {
      if (!market.active)
        return { unknown: `${market.market} is suspended, so nobody knows what ${market.base} is worth` };
      const known = this.#prices.get(market.market);
      if (!known || this.#clock.monotonicMs() - known.atMs > FRESH_MS)
        return { unknown: `there is no fresh price of ${market.market}` };
      amount = add(amount, multiplyDown(total, known.price));
    }
    return { amount, currency };
  }

  #ask(markets: readonly Instrument[]): void {
    const nowMs = this.#clock.monotonicMs();
    const isNew = markets.some(({ market }) => !this.#prices.has(market)) && nowMs - this.#askedMs > 1_000;
    if (markets.length === 0 || (!isNew && nowMs - this.#askedMs < EVERY_MS)) return;
    this.#askedMs = nowMs;
    void this.#markets.askPrices(markets).then(
      (told) => {
        for (const [market, { price }] of told) this.#prices.set(market, { price, atMs: nowMs });
      },
      // Old prices are not believed for long, and who asks is told which one is missing.
      () => undefined,
    );
  }
}
