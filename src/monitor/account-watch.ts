import { setTimeout as sleep } from 'node:timers/promises';
import type { Decimal } from '../core/index.ts';
import { type Feed, isPassing, isServed, type KeyReport, type SeenBalance, type Unclear } from '../exchanges/index.ts';
import { Equity, type EquityLimits, type SavedEquity } from './equity.ts';
import { type AskingKey, type FeedStatus, SILENT_MS } from './feeds.ts';
import { type Finding, finding } from './finding.ts';
import type { Holding } from './holding.ts';
import { Judge, type JudgeParts } from './judge.ts';
import { Observer, type ObserverParts, type SavedObserver } from './observer.ts';
import { Positions } from './positions.ts';
import { isoOf } from './sentences.ts';
import { type Weighed, Worth } from './worth.ts';

/** A key that is refused so often in a row is refused, and not only once. */
const MOST_REFUSED = 3;
/** Whether it is refused again is asked so soon, in ms. */
const AGAIN_MS = 400;
/** While it has no answer it is asked again so soon, in ms. */
const SOON_MS = 20_000;
/** The question of the key, as a list is called. */
const KEY_SETTINGS = 'key settings';

export interface AccountLimits extends EquityLimits {
  /** By unified market, base units, both directions. */
  readonly positions: ReadonlyMap<string, Decimal>;
}

export interface AccountWatchParts
  extends Omit<ObserverParts, 'judge' | 'holds' | 'memory' | 'activeMs' | 'asking'>,
    Omit<JudgeParts, 'key' | 'ids' | 'beganMs' | 'hostMs' | 'offsetMs' | 'reducible' | 'wasHeld'> {
  readonly limits: AccountLimits;
  /** How often it is asked what the keys can do, in ms. */
  readonly keyEveryMs: number;
  /** What the exchange says of the exchange key of the bots (not of the one that watches). */
  inspect(): Promise<KeyReport | Unclear>;
  /** How often that key was given another credential; absent where another one asks for the lists. */
  switches?(): number;
  /** What balances are worth, by fresh prices alone: where the exchange tells no equity, and of what moved. */
  worth(wallets: ReadonlyMap<string, readonly SeenBalance[]>): Weighed;
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
  readonly #positions: Positions;
  readonly #worth: Worth;
  #report: Readonly<Record<string, string>> | undefined;
  #refused = 0;
  /** The question of the key that is under way, and when the last one was asked, monotonic. */
  #asking: Promise<void> | undefined;
  #askedMs = Number.NEGATIVE_INFINITY;
  #wasTaken = false;
  /** Since when, monotonic, nobody knows what the key can do. */
  #silent: { readonly sinceMs: number; why: string; isTold: boolean } | undefined;

  /** `nowMs`: the exchange's clock. */
  constructor(parts: AccountWatchParts, nowMs: number) {
    this.#parts = parts;
    const { memory, key, watch, clock } = parts;
    this.#beganMs = memory?.beganMs ?? nowMs;
    this.#report = memory?.report;
    this.#equity = new Equity(key, parts.limits);
    if (memory?.equity) this.#equity.load(memory.equity);
    const lists = watch.feeds.filter((feed) => isServed(feed, parts.environment));
    this.#positions = new Positions({
      ...parts,
      ...parts.limits,
      isUnread: (kind) => this.#isUnread(kind),
      nowMs: () => parts.nowMs() ?? 0,
    });
    this.#worth = new Worth({
      ...parts,
      equity: this.#equity,
      isLimited: parts.limits.dailyLoss !== undefined || parts.limits.drawdown !== undefined,
      lists: lists.filter(({ kind }) => kind === 'equity'),
      isForbidden: (list) => this.#observer.status().some(({ feed, state }) => feed === list && state === 'forbidden'),
      isUnread: () => this.#isUnread('balances'),
    });
    this.#observer = new Observer({
      ...parts,
      judge: new Judge({
        ...parts,
        ids: watch.ids,
        beganMs: this.#beganMs,
        hostMs: () => clock.nowMs(),
        offsetMs: () => (parts.nowMs() ?? clock.nowMs()) - clock.nowMs(),
        reducible: (seen) => this.#positions.reducible(seen),
        wasHeld: (seen, sinceMs) => this.#positions.wasHeld(seen, sinceMs),
      }),
      holds: (what) => this.#holds(what),
      ...(parts.switches ? { asking: this.#askingKey(parts.switches) } : {}),
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
    await this.#lookAtKeyOnce();
    await this.#observer.lookOnce();
  }

  /** With the question of the key, while it has no answer. */
  status(): readonly FeedStatus[] {
    const lists = this.#observer.status();
    if (this.#silent === undefined) return lists;
    return [...lists, { feed: KEY_SETTINGS, ageMs: undefined, state: 'failing', why: this.#silent.why }];
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
      await this.#lookAtKeyOnce().catch(() => undefined);
      const isDoubted = this.#refused > 0 && this.#refused < MOST_REFUSED;
      const everyMs = Math.min(this.#parts.keyEveryMs, this.#silent ? SOON_MS : Number.POSITIVE_INFINITY);
      await sleep(isDoubted ? AGAIN_MS : everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  #askingKey(switches: () => number): AskingKey {
    return {
      switches,
      isRefused: () => this.#refused > 0,
      isTaken: async (sinceMs) => {
        while (this.#askedMs < sinceMs) await this.#lookAtKeyOnce();
        if (this.#refused > 0) return false;
        return this.#silent ? undefined : true;
      },
    };
  }

  /** One at a time, whoever wants to know. */
  #lookAtKeyOnce(): Promise<void> {
    this.#asking ??= (async () => {
      const askedMs = this.#parts.clock.monotonicMs();
      try {
        await this.#lookAtKey();
      } finally {
        this.#askedMs = askedMs;
        this.#asking = undefined;
      }
    })();
    return this.#asking;
  }

  async #lookAtKey(): Promise<void> {
    const { inspect, key, found, over } = this.#parts;
    const told = await Promise.resolve().then(inspect).catch(faultOf);
    if ('unclear' in told) {
      if (isPassing(told)) {
        this.#unanswered(told.message);
        return;
      }
      this.#refused++;
      const says = `the exchange refuses the key ${key}: ${told.message}`;
      if (this.#refused === MOST_REFUSED)
        found(finding('key-refused', 'critical', key, '', says, { evidence: [`${MOST_REFUSED} times in a row`] }));
      return;
    }
    // Also where it was told in an earlier run.
    if (this.#refused >= MOST_REFUSED || !this.#wasTaken) over(`key-refused ${key}`);
    if (this.#silent?.isTold || !this.#wasTaken) over(`feed-unknown ${key} ${KEY_SETTINGS}`);
    this.#silent = undefined;
    this.#wasTaken = true;
    this.#refused = 0;
    const now = compared(told);
    const before = this.#report;
    this.#report = before ? known(before, now) : now;
    const changes = before ? changesOf(before, now) : [];
    if (changes.length === 0) return;
    // What the owner knows of one change says nothing of the same change again.
    const id = `${changes.join('; ').slice(0, 100)} ${isoOf(this.#parts.nowMs() ?? this.#parts.clock.nowMs())}`;
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

  /** Whoever keeps the exchange from answering hides what he changes: that is told of, once. */
  #unanswered(why: string): void {
    const { key, clock, found } = this.#parts;
    const nowMs = clock.monotonicMs();
    this.#silent ??= { sinceMs: nowMs, why, isTold: false };
    this.#silent.why = why;
    const forMs = nowMs - this.#silent.sinceMs;
    if (this.#silent.isTold || forMs < SILENT_MS) return;
    this.#silent.isTold = true;
    found(
      finding(
        'feed-unknown',
        'warning',
        key,
        KEY_SETTINGS,
        `nobody knows what the exchange key ${key} can do: ${why}`,
        {
          evidence: [`no answer for ${Math.round(forMs / 1_000)} s; changed rights and another IP list are not seen`],
        },
      ),
    );
  }

  #holds(what: Holding): void {
    if (what.what === 'positions') this.#positions.take(what.list, what.records);
    else this.#tellAll(this.#worth.take(what));
  }

  /** Whether a list of this kind that the key may read was never read in this run. */
  #isUnread(kind: Feed['kind']): boolean {
    const names = new Set(this.#parts.watch.feeds.filter((feed) => feed.kind === kind).map(({ name }) => name));
    return this.#observer
      .status()
      .some(({ feed, ageMs, state }) => names.has(feed) && ageMs === undefined && state !== 'forbidden');
  }

  #tellAll(findings: readonly Finding[]): void {
    for (const one of findings) this.#parts.found(one);
  }
}

function faultOf(error: unknown): Unclear {
  return { unclear: true, cause: 'unreadable', message: error instanceof Error ? error.message : 'it failed' };
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

/** What the exchange does not say now is as it was said last. */
function known(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(now).map(([name, is]) => [name, is === 'unknown' ? (before[name] ?? is) : is] as const);
  return Object.fromEntries(kept);
}
