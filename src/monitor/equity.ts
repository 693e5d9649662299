import { add, type Decimal, formatDecimal, max, multiplyDown, one, parseDecimal, subtract } from '../core/index.ts';
import { type Finding, finding } from './finding.ts';

const DAY_MS = 86_400_000;

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
  readonly #breaches = new Map<'daily-loss' | 'drawdown', number>();

  constructor(key: string, limits: EquityLimits) {
    this.#key = key;
    this.#limits = limits;
  }

  /** Takes one fresh reading; gives what is breached and confirmed. `atMs` by the exchange's clock. */
  take(amount: Decimal, currency: string, atMs: number): readonly Finding[] {
    const day = Math.floor(atMs / DAY_MS);
    if (currency !== this.#currency) {
      this.#currency = currency;
      this.#day = Number.NaN;
      this.#highest = amount;
      this.#breaches.clear();
    }
    if (day !== this.#day) {
      this.#day = day;
      this.#opening = amount;
      this.#breaches.delete('daily-loss');
    }
    this.#highest = max(this.#highest, amount);
    const { dailyLoss, drawdown } = this.#limits;
    const lost = subtract(this.#opening, amount);
    const fallen = subtract(this.#highest, amount);
    const print = (value: Decimal): string => `${formatDecimal(value)} ${currency}`;
    return [
      ...this.#confirm('daily-loss', dailyLoss !== undefined && lost >= dailyLoss, () => [
        `the account lost ${print(lost)} today, and may lose ${print(dailyLoss!)}`,
        `at the beginning of the day ${print(this.#opening)}, now ${print(amount)}`,
      ]),
      ...this.#confirm('drawdown', drawdown !== undefined && fallen >= multiplyDown(this.#highest, drawdown), () => [
        `the account is ${print(fallen)} below its highest, and may be ${percent(drawdown!)} below it`,
        `at its highest ${print(this.#highest)}, now ${print(amount)}`,
      ]),
    ];
  }

  /** Value that came in (or left, negative) is neither a gain nor a loss. */
  shift(amount: Decimal): void {
    this.#opening = add(this.#opening, amount);
    this.#highest = add(this.#highest, amount);
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
  }

  #confirm(kind: 'daily-loss' | 'drawdown', isBreached: boolean, say: () => [string, string]): readonly Finding[] {
    const count = isBreached ? (this.#breaches.get(kind) ?? 0) + 1 : 0;
    this.#breaches.set(kind, count);
    if (count < this.#limits.confirmations) return [];
    const [says, evidence] = say();
    const seen = `${count} readings in a row`;
    return [finding(kind, 'critical', this.#key, '', says, { evidence: [evidence, seen] })];
  }
}

function percent(share: Decimal): string {
  return `${formatDecimal(multiplyDown(share, (100n * one) as Decimal))} %`;
}
