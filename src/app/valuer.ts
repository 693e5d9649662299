import { add, type Clock, type Decimal, type Instrument, multiplyDown, one, zero } from '../core/index.ts';
import type { SeenBalance } from '../exchanges/index.ts';
import type { Link } from '../gateway/index.ts';

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

  /** `undefined` while a price of anything that a market sells is not fresh: a reading without it would look like a loss. */
  worth(
    wallets: ReadonlyMap<string, readonly SeenBalance[]>,
  ): { readonly amount: Decimal; readonly currency: string } | undefined {
    const all = this.#markets.all;
    const currency = CURRENCIES.find((known) => all.some(({ kind, quote }) => kind === 'spot' && quote === known));
    if (currency === undefined) return undefined;
    const held = [...wallets.values()].flat().filter(({ total }) => total !== 0n);
    const markets = held.flatMap(({ asset }) => marketOf(all, asset, currency));
    this.#ask(markets);
    let amount = zero;
    for (const { asset, total } of held) {
      const market = marketOf(all, asset, currency)[0];
      if (asset !== currency && !market) continue;
      const known =
        asset === currency ? { price: one, atMs: this.#clock.monotonicMs() } : this.#prices.get(market!.market);
      if (!known || this.#clock.monotonicMs() - known.atMs > FRESH_MS) return undefined;
      amount = add(amount, multiplyDown(total, known.price));
    }
    return { amount, currency };
  }

  #ask(markets: readonly Instrument[]): void {
    const nowMs = this.#clock.monotonicMs();
    const isNew = markets.some(({ market }) => !this.#prices.has(market)) && nowMs - this.#askedMs > 1_000;
    if (markets.length === 0 || (!isNew && nowMs - this.#askedMs < EVERY_MS)) return;
    this.#askedMs = nowMs;
    void this.#markets.askPrices(markets).then((told) => {
      for (const [market, { price }] of told) this.#prices.set(market, { price, atMs: nowMs });
    });
  }
}

function marketOf(all: readonly Instrument[], asset: string, currency: string): readonly Instrument[] {
  const found = all.find(
    ({ kind, base, quote, active }) => kind === 'spot' && active && base === asset && quote === currency,
  );
  return found ? [found] : [];
}
