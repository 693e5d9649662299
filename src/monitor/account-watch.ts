import { setTimeout as sleep } from 'node:timers/promises';
import { type Decimal, formatDecimal } from '../core/index.ts';
import type { KeyReport, SeenBalance, SeenPosition, Unclear } from '../exchanges/index.ts';
import { isPassing } from '../exchanges/index.ts';
import { Equity, type EquityLimits, type SavedEquity } from './equity.ts';
import { type Finding, finding } from './finding.ts';
import { Judge, type JudgeParts } from './judge.ts';
import { type Holding, Observer, type ObserverParts, type SavedObserver } from './observer.ts';

/** A key that is refused so often in a row is refused, and not only once. */
const MOST_REFUSED = 3;
/** Whether it is refused again is asked so soon, in ms. */
const AGAIN_MS = 400;

export interface AccountLimits extends EquityLimits {
  /** By unified market, base units, both directions. */
  readonly positions: ReadonlyMap<string, Decimal>;
}

export interface AccountWatchParts
  extends Omit<ObserverParts, 'judge' | 'holds' | 'memory' | 'activeMs'>,
    Omit<JudgeParts, 'key' | 'ids' | 'beganMs'> {
  readonly limits: AccountLimits;
  /** How often it is asked what the keys can do, in ms. */
  readonly keyEveryMs: number;
  /** What the exchange says of the exchange key of the bots (not of the one that watches). */
  inspect(): Promise<KeyReport | Unclear>;
  /** What all balances are worth, by fresh prices alone; `undefined` when that cannot be said now. For exchanges that tell no equity. */
  worth(
    wallets: ReadonlyMap<string, readonly SeenBalance[]>,
  ): { readonly amount: Decimal; readonly currency: string } | undefined;
  readonly memory?: SavedAccountWatch | undefined;
}

export interface SavedAccountWatch {
  readonly beganMs: number;
  readonly observer: SavedObserver;
  readonly equity?: SavedEquity;
  /** What the key could do, by what is compared. */
  readonly report?: Readonly<Record<string, string>>;
}

/** Everything that is watched of one exchange key and its account. */
export class AccountWatch {
  readonly #parts: AccountWatchParts;
  readonly #observer: Observer;
  readonly #equity: Equity;
  readonly #beganMs: number;
  readonly #wallets = new Map<string, readonly SeenBalance[]>();
  readonly #over = new Map<string, number>();
  #report: Readonly<Record<string, string>> | undefined;
  #refused = 0;

  /** `nowMs`: the exchange's clock. */
  constructor(parts: AccountWatchParts, nowMs: number) {
    this.#parts = parts;
    const { memory, key, watch } = parts;
    this.#beganMs = memory?.beganMs ?? nowMs;
    this.#report = memory?.report;
    this.#equity = new Equity(key, parts.limits);
    if (memory?.equity) this.#equity.load(memory.equity);
    this.#observer = new Observer({
      ...parts,
      judge: new Judge({ ...parts, ids: watch.ids, beganMs: this.#beganMs }),
      holds: (what) => this.#holds(what),
      activeMs: () => parts.own.activeMs(key),
      memory: memory?.observer,
    });
  }

  /** Watches until it is told to stop. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#observer.run(signal), this.#watchKey(signal)]);
  }

  /** Looks at everything once. */
  async lookOnce(): Promise<void> {
    await this.#lookAtKey();
    await this.#observer.lookOnce();
  }

  status(): ReturnType<Observer['status']> {
    return this.#observer.status();
  }

  save(): SavedAccountWatch {
    const equity = this.#equity.save();
    return {
      beganMs: this.#beganMs,
      observer: this.#observer.save(),
      ...(equity === undefined ? {} : { equity }),
      ...(this.#report === undefined ? {} : { report: this.#report }),
    };
  }

  async #watchKey(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#lookAtKey().catch(() => undefined);
      const isDoubted = this.#refused > 0 && this.#refused < MOST_REFUSED;
      await sleep(isDoubted ? AGAIN_MS : this.#parts.keyEveryMs, undefined, { signal, ref: false }).catch(
        () => undefined,
      );
    }
  }

  async #lookAtKey(): Promise<void> {
    const { inspect, key, found, over } = this.#parts;
    const told = await inspect();
    if ('unclear' in told) {
      if (isPassing(told)) return;
      this.#refused++;
      const says = `the exchange refuses the key ${key}: ${told.message}`;
      if (this.#refused === MOST_REFUSED)
        found(finding('key-refused', 'critical', key, '', says, { evidence: [`${MOST_REFUSED} times in a row`] }));
      return;
    }
    if (this.#refused >= MOST_REFUSED) over(`key-refused ${key}`);
    this.#refused = 0;
    const now = compared(told);
    const before = this.#report;
    this.#report = now;
    const changes = before ? changesOf(before, now) : [];
    if (changes.length === 0) return;
    const id = changes.join('; ').slice(0, 100);
    found(
      finding(
        'key-changed',
        'critical',
        key,
        id,
        `the settings of the exchange key ${key} were changed at the exchange`,
        {
          evidence: changes,
          isSecurity: true,
        },
      ),
    );
  }

  #holds(what: Holding): void {
    if (what.what === 'positions') this.#holdPositions(what.records);
    else if (what.what === 'equity') this.#tellAll(this.#equity.take(what.amount, what.currency, what.atMs));
    else if (what.what === 'balances') this.#weigh(what.wallet, what.records);
    else if (what.what === 'value') this.#shift(what.asset, what.amount);
  }

  #weigh(wallet: string, records: readonly SeenBalance[]): void {
    this.#wallets.set(wallet, records);
    if (this.#parts.watch.feeds.some(({ kind }) => kind === 'equity')) return;
    const worth = this.#parts.worth(this.#wallets);
    const nowMs = this.#parts.nowMs();
    if (worth && nowMs !== undefined) this.#tellAll(this.#equity.take(worth.amount, worth.currency, nowMs));
  }

  #shift(asset: string, amount: Decimal): void {
    const magnitude = (amount < 0n ? -amount : amount) as Decimal;
    const only = new Map([['moved', [{ what: 'balance', wallet: 'moved', asset, total: magnitude } as const]]]);
    const worth = this.#parts.worth(only);
    if (worth) this.#equity.shift((amount < 0n ? -worth.amount : worth.amount) as Decimal);
  }

  #holdPositions(records: readonly SeenPosition[]): void {
    const { limits, key, over } = this.#parts;
    const held = new Map<string, Decimal>();
    for (const { market, symbol, quantity } of records) {
      const name = market ?? symbol;
      const magnitude = quantity < 0n ? -quantity : quantity;
      held.set(name, ((held.get(name) ?? 0n) + magnitude) as Decimal);
    }
    for (const [market, limit] of limits.positions) {
      const quantity = held.get(market) ?? (0n as Decimal);
      const count = quantity > limit ? (this.#over.get(market) ?? 0) + 1 : 0;
      if (count === 0 && (this.#over.get(market) ?? 0) >= limits.confirmations) over(`position-limit ${key} ${market}`);
      this.#over.set(market, count);
      if (count !== limits.confirmations) continue;
      const says = `the position in ${market} is ${formatDecimal(quantity)}, and may be ${formatDecimal(limit)}`;
      this.#parts.found(
        finding('position-limit', 'critical', key, market, says, { evidence: [`${count} readings in a row`], market }),
      );
    }
  }

  #tellAll(findings: readonly Finding[]): void {
    for (const one of findings) this.#parts.found(one);
  }
}

function compared(report: KeyReport): Readonly<Record<string, string>> {
  const { rights, ipRestricted, ips, words, label, expiresMs } = report;
  return {
    ...Object.fromEntries(Object.entries(rights).map(([right, can]) => [`right ${right}`, can])),
    'IP list': ips === undefined ? ipRestricted : [...ips].sort().join(', ') || ipRestricted,
    permissions: words.join(', '),
    ...(label === undefined ? {} : { label }),
    ...(expiresMs === undefined ? {} : { expires: String(expiresMs) }),
  };
}

/** What differs, a line each. What was told once and is unknown now is no change: the exchange may not have said. */
function changesOf(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].sort().flatMap((name) => {
    const [was, is] = [before[name] ?? 'not told', now[name] ?? 'not told'];
    return was === is || is === 'unknown' || was === 'unknown' ? [] : [`${name}: ${was} -> ${is}`];
  });
}
