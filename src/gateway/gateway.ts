import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, KeywardError, type Log, ulids } from '../core/index.ts';
import type { Credential } from '../exchanges/index.ts';
import type { HaltFile } from '../halt/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Policy, Scopes } from '../policy/index.ts';
import type { BotKeys } from './bot-keys.ts';
import { Decoys } from './decoys.ts';
import type { Deps } from './deps.ts';
import { Ledger } from './ledger.ts';
import type { Link, SigningKey } from './link.ts';
import { probe } from './probe.ts';
import { PublicCounts } from './public-counts.ts';
import { recover } from './recovery.ts';
import { RepeatMemory } from './repeats.ts';
import { ReplayMemory } from './replay.ts';
import { GatewayServer } from './server.ts';
import { Settler } from './settler.ts';

const PRICES_EVERY_MS = 2_000;
const CLOCK_EVERY_MS = 60_000;
const INSTRUMENTS_EVERY_MS = 3_600_000;
/** How often keys are looked through for whose answer has aged; how soon one is asked about again that is not used, and one that is. */
const PROBE_LOOK_MS = 2_000;
const PROBE_REFUSED_MS = 30_000;
const PROBE_USED_MS = 300_000;
const SWEEP_MS = 5_000;

export interface GatewayParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: Journal;
  readonly halt: HaltFile;
  readonly botKeys: BotKeys;
  readonly policies: ReadonlyMap<string, Policy>;
  readonly scopes: Scopes;
  readonly links: readonly Link[];
  readonly keys: ReadonlyMap<string, SigningKey>;
  /** The names of those that open the practice exchange. */
  readonly practised: ReadonlySet<string>;
  /** True when an override for this key that can withdraw stands in the journal. */
  mayWithdraw(key: SigningKey): boolean;
}

/** Why another credential was not taken. `isPassing`: the exchange said nothing of it, so it is worth trying again. */
export interface NotSwitched {
  readonly reason: string;
  readonly isPassing: boolean;
}

/** The gateway as one thing: opened from the journal, started, stopped. */
export class Gateway {
  readonly ledger: Ledger;
  readonly #parts: GatewayParts;
  readonly #deps: Deps;
  readonly #server: GatewayServer;
  readonly #settler: Settler;
  readonly #stopping = new AbortController();
  readonly #loops: Promise<void>[] = [];
  /** What the journal says of each key, so that the same is not said twice. */
  readonly #probed = new Map<string, string>();
  readonly #probedAtMs = new Map<string, number>();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    const { clock, log, journal } = parts;
    this.ledger = new Ledger(clock);
    this.#settler = new Settler({ ledger: this.ledger, journal, keys: parts.keys, clock, log });
    this.#deps = {
      ...parts,
      ledger: this.ledger,
      decoys: new Decoys(parts.links.map(({ exchange }) => exchange)),
      replays: new ReplayMemory(clock),
      repeats: new RepeatMemory((of, count, code) => void journal.note('repeat', { of, count, code })),
      strangers: new RepeatMemory((_of, count, code) => log.warn('requests refused', { count, code })),
      publicCounts: new PublicCounts((minute, counts) => void journal.note('public', { minute, counts })),
      newId: ulids(clock),
      isDraining: () => this.#stopping.signal.aborted,
      askSoon: (key) => this.#settler.askSoon(key),
    };
    this.#server = new GatewayServer(this.#deps);
    // One for each background job, and there are three for each exchange.
    setMaxListeners(0, this.#stopping.signal);
  }

  /** An exchange key in use, by its name in the settings. */
  key(name: string): SigningKey | undefined {
    return this.#parts.keys.get(name);
  }

  /** Asks the exchange once more what a key can do. */
  async probe(name: string): Promise<void> {
    const key = this.#parts.keys.get(name);
    if (key) await this.#probe(key);
  }

  /**
   * Takes another credential for a key that is in use: asks the exchange what it can do, and switches only to one that Keyward would sign with.
   * Gives why it did not; `compare` may have reasons of its own. No request is lost: what is under way ends with the one before.
   */
  async switchKey(
    name: string,
    credential: Credential,
    fingerprint: string,
    compare: (candidate: SigningKey, current: SigningKey) => Promise<NotSwitched | undefined> = async () => undefined,
  ): Promise<NotSwitched | undefined> {
    const key = this.#parts.keys.get(name);
    if (!key) return { reason: `no key ${name} is in use`, isPassing: false };
    const candidate = key.candidate(credential, fingerprint);
    const told = await probe(candidate, this.#parts.mayWithdraw(candidate));
    if (candidate.refused !== undefined) return { reason: candidate.refused, isPassing: told === 'not-told' };
    const refused = await compare(candidate, key);
    if (refused) return refused;
    key.adopt(candidate);
    this.#probedAtMs.set(name, this.#parts.clock.monotonicMs());
    return undefined;
  }

  /** Recovers the budgets, learns the exchanges' clocks, markets, prices and the keys' permissions, then listens. Gives the port. */
  async start(port: number): Promise<number> {
    const { journal, clock, links, keys } = this.#parts;
    await recover(journal, this.ledger, this.#deps.replays, clock);
    await Promise.all(links.map((link) => this.#learn(link)));
    await Promise.all([...keys.values()].map((key) => this.#probe(key)));
    const actual = await this.#server.listen(port);
    for (const link of links) {
      this.#every(PRICES_EVERY_MS, () => link.markets.pollPrices());
      this.#every(CLOCK_EVERY_MS, () => this.#measure(link));
      this.#every(INSTRUMENTS_EVERY_MS, () => link.markets.loadInstruments());
    }
    this.#every(SWEEP_MS, async () => this.#sweep(clock.nowMs()));
    this.#every(PROBE_LOOK_MS, () => this.#probeAged());
    this.#settler.start();
    return actual;
  }

  /** What is in flight ends, then the port is closed and everything counted is written. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#server.close();
    await this.#settler.stop();
    await Promise.all(this.#loops);
    this.#deps.repeats.flush();
    this.#deps.strangers.flush();
    this.#deps.publicCounts.flush();
  }

  async #learn(link: Link): Promise<void> {
    const exchange = link.exchange.id;
    const [hasTime, hasMarkets] = await Promise.all([link.measureClock(), link.markets.loadInstruments()]);
    if (!hasTime) this.#parts.log.warn("the exchange's time could not be read", { exchange });
    if (!hasMarkets) this.#parts.log.warn("the exchange's markets could not be read", { exchange });
    await link.markets.pollPrices();
  }

  async #measure(link: Link): Promise<void> {
    if (link.markets.isEmpty) await this.#learn(link);
    else await link.measureClock();
  }

  #sweep(nowMs: number): void {
    this.#deps.repeats.sweep(nowMs);
    this.#deps.strangers.sweep(nowMs);
  }

  /** The owner may give or take a right at the exchange at any time; without asking, nobody would tell. */
  async #probeAged(): Promise<void> {
    const nowMs = this.#parts.clock.monotonicMs();
    const aged = [...this.#parts.keys.values()].filter((key) => {
      const keptMs = key.refused === undefined ? PROBE_USED_MS : PROBE_REFUSED_MS;
      return nowMs - (this.#probedAtMs.get(key.name) ?? 0) >= keptMs;
    });
    await Promise.all(aged.map((key) => this.#probe(key)));
  }

  /** What is the same as the last time is neither logged nor written again. */
  async #probe(key: SigningKey): Promise<void> {
    const { log, journal, clock } = this.#parts;
    const before = key.refused;
    this.#probedAtMs.set(key.name, clock.monotonicMs());
    await probe(key, this.#parts.mayWithdraw(key));
    const { abilities, refused } = key;
    const { lastNonce: _changing, ...lasting } = abilities ?? {};
    const printed = Object.fromEntries(Object.entries(lasting).map(([name, value]) => [name, String(value)]));
    const entry = {
      key: key.name,
      fingerprint: key.fingerprint,
      abilities: printed,
      ...(refused === undefined ? {} : { refused }),
    };
    const told = this.#probed.get(key.name);
    if (told === JSON.stringify(entry)) return;
    this.#probed.set(key.name, JSON.stringify(entry));
    const fields = { key: key.name, exchange: key.link.exchange.id };
    if (refused !== undefined) log.error('an exchange key is not used', { ...fields, reason: refused });
    else if (told !== undefined && before !== undefined) log.warn('an exchange key is used again', fields);
    journal.note('key', entry);
  }

  /** Runs a job again and again until the gateway stops; a fault of one run is logged and does not end the loop. */
  #every(periodMs: number, job: () => Promise<unknown>): void {
    const loop = async (): Promise<void> => {
      while (!this.#stopping.signal.aborted) {
        await sleep(periodMs, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
        if (this.#stopping.signal.aborted) return;
        await job().catch((error: unknown) => {
          const reason =
            error instanceof KeywardError ? error.code : error instanceof Error ? error.message : 'not an error';
          this.#parts.log.error('a background job failed', { reason: reason.slice(0, 200) });
        });
      }
    };
    this.#loops.push(loop());
  }
}
