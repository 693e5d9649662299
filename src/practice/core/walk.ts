import type { Decimal } from '../../core/index.ts';
import type { Market } from './markets.ts';
import { mix, noise, seedNumber } from './random.ts';

/** The market moves in steps of this length. */
export const STEP_MS = 1000;

/** Periods of the waves that add up to the price, and how far each moves it at most (share of the start price). */
const OCTAVES: readonly (readonly [periodMs: number, amplitude: number])[] = [
  [30 * 86_400_000, 0.12],
  [7 * 86_400_000, 0.06],
  [86_400_000, 0.03],
  [6 * 3_600_000, 0.015],
  [3_600_000, 0.006],
  [900_000, 0.003],
  [300_000, 0.0015],
  [60_000, 0.0008],
  [10_000, 0.0004],
  [STEP_MS, 0.0001],
];

export interface Level {
  readonly price: Decimal;
  quantity: Decimal;
}

export interface Ladder {
  /** Best first. */
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export interface Candle {
  readonly openMs: number;
  readonly open: Decimal;
  readonly high: Decimal;
  readonly low: Decimal;
  readonly close: Decimal;
  readonly volume: Decimal;
}

export interface PublicTrade {
  readonly id: number;
  readonly atMs: number;
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly buyerIsMaker: boolean;
}

/**
 * The price of one market at any time, past or future: a pure function of the seed, the market and the step.
 * Only additions and multiplications of doubles, so every machine computes the same; the result is a multiple of the tick.
 */
export class Walk {
  readonly #market: Market;
  readonly #priceSeed: number;
  readonly #sizeSeed: number;
  readonly #startTicks: number;

  constructor(seed: string, market: Market) {
    this.#market = market;
    this.#priceSeed = seedNumber(`${seed}|walk|${market.walk}`);
    this.#sizeSeed = seedNumber(`${seed}|size|${market.symbol}`);
    this.#startTicks = market.startPrice / (Number(market.tick) / 1e18);
  }

  /** The price at this time, constant within a step. */
  price(atMs: number): Decimal {
    const stepMs = Math.floor(atMs / STEP_MS) * STEP_MS;
    let factor = 0;
    OCTAVES.forEach(([periodMs, amplitude], octave) => {
      factor += amplitude * wave(this.#priceSeed, octave, stepMs / periodMs);
    });
    const ticks = Math.max(1, Math.round(this.#startTicks * (1 + factor * this.#market.volatility)));
    return (BigInt(ticks) * this.#market.tick) as Decimal;
  }

  /** What the market maker offers in this step. */
  ladder(atMs: number): Ladder {
    const { levels, halfSpread, gap, size } = this.#market.ladder;
    const tick = this.#market.tick;
    const step = Math.floor(atMs / STEP_MS);
    const mid = this.price(atMs);
    const midTicks = Number(mid / tick);
    const bids: Level[] = [];
    const asks: Level[] = [];
    for (let i = 0; i < levels; i++) {
      const away = Math.max(1 + i, Math.round(midTicks * (halfSpread + gap * i)));
      asks.push({ price: (BigInt(midTicks + away) * tick) as Decimal, quantity: this.#size(step, i, size) });
      if (midTicks > away) {
        bids.push({ price: (BigInt(midTicks - away) * tick) as Decimal, quantity: this.#size(step, i + levels, size) });
      }
    }
    return { bids, asks };
  }

  /** Candles from `fromMs` on (aligned), at most `count`, none that starts after `nowMs`. */
  candles(intervalMs: number, fromMs: number, count: number, nowMs: number): Candle[] {
    const candles: Candle[] = [];
    const firstMs = Math.ceil(fromMs / intervalMs) * intervalMs;
    for (let openMs = firstMs; openMs <= nowMs && candles.length < count; openMs += intervalMs) {
      candles.push(this.#candle(openMs, intervalMs, nowMs));
    }
    return candles;
  }

  /** The last `count` trades of others, oldest first, one every two steps. */
  trades(nowMs: number, count: number): PublicTrade[] {
    const last = Math.floor(nowMs / STEP_MS / 2);
    return Array.from({ length: count }, (_, i) => {
      const id = last - count + 1 + i;
      const atMs = id * 2 * STEP_MS;
      return {
        id,
        atMs,
        price: this.price(atMs),
        quantity: this.#size(id, 1, this.#market.ladder.size / 10),
        buyerIsMaker: mix(this.#sizeSeed, 9, id) % 2 === 0,
      };
    });
  }

  #candle(openMs: number, intervalMs: number, nowMs: number): Candle {
    const endMs = Math.min(openMs + intervalMs - STEP_MS, nowMs);
    const open = this.price(openMs);
    const close = this.price(endMs);
    let high = open > close ? open : close;
    let low = open < close ? open : close;
    const samples = 12;
    for (let i = 1; i < samples; i++) {
      const price = this.price(openMs + ((endMs - openMs) * i) / samples);
      if (price > high) high = price;
      if (price < low) low = price;
    }
    const volume = this.#size(Math.floor(openMs / STEP_MS), 2, (this.#market.ladder.size * intervalMs) / 20_000);
    return { openMs, open, high, low, close, volume };
  }

  #size(index: number, salt: number, size: number): Decimal {
    const share = 0.5 + mix(this.#sizeSeed, salt, index) / 0x100000000;
    const steps = Math.max(1, Math.round((size * share) / (Number(this.#market.step) / 1e18)));
    return (BigInt(steps) * this.#market.step) as Decimal;
  }
}

function wave(seed: number, octave: number, position: number): number {
  const index = Math.floor(position);
  const part = position - index;
  const smooth = part * part * (3 - 2 * part);
  const left = noise(seed, octave, index);
  return left + (noise(seed, octave, index + 1) - left) * smooth;
}
