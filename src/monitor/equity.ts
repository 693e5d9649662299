import {
  add,
  type Decimal,
  formatDecimal,
  max,
  min,
  multiplyDown,
  one,
  parseDecimal,
  subtract,
} from '../core/index.ts';
import { type Finding, finding } from './finding.ts';
import { isoOf } from './sentences.ts';

const DAY_MS = 86_400_000;

/** A clock that is set back by no more than this, in ms, is only more exact. */
const SKEW_MS = 3_600_000;
const MOST_READINGS = 2_000;

interface Breach {
  /** The day, or the highest, that it is of. */
  readonly of: string;
  /** How many times what is allowed was told. */
  told: number;
  /** Readings in a row that are worse than what was told. */
  count: number;
}

export interface EquityLimits {
  /** In the currency of the equity, above zero. */
  readonly dailyLoss?: Decimal;
  /** Share of the highest equity seen, 0 to 1. */
  readonly drawdown?: Decimal;
  /** How many looks in a row must agree: one bad reading is not a loss. */
  readonly confirmations: number;
}

export interface SavedEquity {
  readonly currency: string;
  readonly day: number;
  readonly opening: string;
  readonly highest: string;
}

/** Holds an account's equity, as the exchange tells it, to a daily loss (UTC days) and a drawdown from its highest. */
export class Equity {
  readonly #key: string;
  readonly #limits: EquityLimits;
  #currency = '';
  #day = Number.NaN;
  #opening = 0n as Decimal;
  #highest = 0n as Decimal;
  #openedMs = Number.NaN;
  /** The highest of the readings that are no longer kept. */
  #before = 0n as Decimal;
  /** The last readings, oldest first: one of before a move of value is shifted by it, and one of after it has it already. */
  #readings: { amount: Decimal; readonly atMs: number }[] = [];
  /** Value that came back and may be missing in what the day began with. */
  #back = 0n as Decimal;
  readonly #breaches = new Map<'daily-loss' | 'drawdown', Breach>();

  constructor(key: string, limits: EquityLimits) {
    this.#key = key;
    this.#limits = limits;
  }

  /** Takes one fresh reading; gives what is breached and confirmed. `atMs` by the exchange's clock. */
  take(amount: Decimal, currency: string, atMs: number): readonly Finding[] {
    const day = Math.floor(atMs / DAY_MS);
    const isBack = day === this.#day - 1;
    if (currency !== this.#currency) {
      this.#currency = currency;
      this.#day = Number.NaN;
      this.#highest = amount;
      this.#readings = [];
      this.#before = 0n as Decimal;
      this.#back = 0n as Decimal;
      this.#breaches.clear();
    }
    // A clock that goes back over midnight begins no day.
    if (day !== this.#day && !(isBack && currency === this.#currency && this.#openedMs - atMs < SKEW_MS)) {
      this.#day = day;
      this.#opening = amount;
      this.#openedMs = atMs;
      this.#back = 0n as Decimal;
      this.#breaches.delete('daily-loss');
    }
    // Whether the day began without it nobody says: never with more than there is now.
    this.#opening = max(this.#opening, min(add(this.#opening, this.#back), amount));
    this.#back = 0n as Decimal;
    this.#remember(amount, atMs);
    const { dailyLoss, drawdown } = this.#limits;
    const lost = subtract(this.#opening, amount);
    const fallen = subtract(this.#highest, amount);
    const print = (value: Decimal): string => `${formatDecimal(value)} ${currency}`;
    const mayFall = drawdown === undefined ? undefined : multiplyDown(this.#highest, drawdown);
    const date = isoOf(this.#day * DAY_MS).slice(0, 10);
    return [
      ...this.#confirm('daily-loss', date, lost, dailyLoss, () => [
        `the account lost ${print(lost)} today, and may lose ${print(dailyLoss!)}`,
        `at the beginning of the day ${print(this.#opening)}, now ${print(amount)}`,
      ]),
      ...this.#confirm('drawdown', `from ${formatDecimal(this.#highest)}`, fallen, mayFall, () => [
        `the account is ${print(fallen)} below its highest, and may be ${percent(drawdown!)} below it`,
        `at its highest ${print(this.#highest)}, now ${print(amount)}`,
      ]),
    ];
  }

  /** Value that came in (or left, negative) is neither a gain nor a loss. `atMs`: what was read since has it already. */
  shift(amount: Decimal, atMs = Number.POSITIVE_INFINITY): void {
    if (Number.isNaN(this.#openedMs) || this.#openedMs < atMs) this.#opening = add(this.#opening, amount);
    this.#before = add(this.#before, amount);
    for (const reading of this.#readings) if (reading.atMs < atMs) reading.amount = add(reading.amount, amount);
    this.#highest = this.#top();
  }

  /** Value that was leaving since `leftMs` and stays after all. */
  giveBack(amount: Decimal, leftMs: number): void {
    // What began while it was on its way may have begun without it.
    if (this.#openedMs >= leftMs) this.#back = add(this.#back, amount);
    this.shift(amount, leftMs);
  }

  /** Begins anew at the next reading: the owner has looked at it. */
  reset(): void {
    this.#currency = '';
  }

  save(): SavedEquity | undefined {
    if (Number.isNaN(this.#day)) return undefined;
    return {
      currency: this.#currency,
      day: this.#day,
      opening: formatDecimal(this.#opening),
      highest: formatDecimal(this.#highest),
    };
  }

  load({ currency, day, opening, highest }: SavedEquity): void {
    const [from, top] = [parseDecimal(opening), parseDecimal(highest)];
    if (from === undefined || top === undefined) return;
    [this.#currency, this.#day, this.#opening, this.#highest] = [currency, day, from, top];
    this.#before = top;
  }

  #remember(amount: Decimal, atMs: number): void {
    this.#readings.push({ amount, atMs });
    const old = this.#readings.length - MOST_READINGS;
    if (old > 0) for (const gone of this.#readings.splice(0, old)) this.#before = max(this.#before, gone.amount);
    this.#highest = this.#top();
  }

  #top(): Decimal {
    return this.#readings.reduce((top, { amount }) => max(top, amount), this.#before);
  }

  /** Told once when it is confirmed, and again each time that it has grown by as much as is allowed. */
  #confirm(
    kind: 'daily-loss' | 'drawdown',
    of: string,
    loss: Decimal,
    may: Decimal | undefined,
    say: () => [string, string],
  ): readonly Finding[] {
    const times = may === undefined || loss < may ? 0 : may === 0n ? 1 : Number(loss / may);
    const before = this.#breaches.get(kind);
    const breach: Breach = before?.of === of ? before : { of, told: 0, count: 0 };
    this.#breaches.set(kind, breach);
    if (may !== undefined && add(loss, loss) < may) breach.told = 0;
    breach.count = times > breach.told ? breach.count + 1 : 0;
    if (breach.count === 0 || breach.count < this.#limits.confirmations) return [];
    const seen = `${breach.count} readings in a row`;
    breach.count = 0;
    breach.told = times;
    const [says, evidence] = say();
    const id = times === 1 ? of : `${of} x${times}`;
    return [finding(kind, 'critical', this.#key, id, says, { evidence: [evidence, seen] })];
  }
}

function percent(share: Decimal): string {
  return `${formatDecimal(multiplyDown(share, (100n * one) as Decimal))} %`;
}
