import { resolve } from 'node:path';
import { KeywardError, unknownName } from '../core/index.ts';
import { HaltFile } from '../halt/index.ts';
import { type DrillOrder, drillLive, drillOrderOf, type LiveDrill, type Target } from '../killswitch/index.ts';
import { marketsOf } from './dead-man-facts.ts';
import { DrillRecords, type LiveDrillRecord } from './drill-records.ts';
import { killable, openTarget } from './kill-targets.ts';
import { practicePortOf } from './killing.ts';
import type { OwnKey } from './own-key.ts';
import { placeOf } from './places.ts';
import { loadSettings, placesParts, type SessionParts } from './session.ts';

const CALL_MS = 5_000;

/** What a drill would place on one account, or why it cannot. */
export interface DrillPlan {
  readonly key: string;
  readonly exchange: string;
  readonly market?: string;
  readonly clientOrderId?: string;
  readonly cannot?: string;
}

/** What a drill did there. */
export interface LiveDrillReport extends LiveDrill {
  readonly key: string;
  readonly exchange: string;
  readonly market?: string;
  /** Of the order: what is left is found by it. */
  readonly clientOrderId?: string;
}

/** The drills of these keys, or of all that bots trade with: planned once, then run, over connections of their own. */
export class LiveDrills {
  readonly #parts: SessionParts;
  readonly #owns: OwnKey[] = [];
  readonly #ready = new Map<string, { readonly target: Target; readonly order: DrillOrder }>();
  readonly plans: readonly DrillPlan[];

  private constructor(parts: SessionParts, plans: DrillPlan[]) {
    this.#parts = parts;
    this.plans = plans;
  }

  /** Throws `usage` for a key that no bot trades with, and `halt-seal` while nothing may be sent. */
  static async open(parts: SessionParts, scope: readonly string[] | undefined): Promise<LiveDrills> {
    const { settings } = loadSettings(parts);
    const known = killable(settings);
    for (const name of scope ?? [])
      if (!known.includes(name)) throw new KeywardError('usage', unknownName('key that bots trade with', name, known));
    if (new HaltFile(resolve(parts.environment.home)).read().level === 'seal')
      throw new KeywardError('halt-seal', 'the halt level is seal, so no order is placed');
    const plans: DrillPlan[] = [];
    const drills = new LiveDrills(parts, plans);
    plans.push(...(await Promise.all((scope ?? known).map((key) => drills.#plan(key)))));
    return drills;
  }

  async #plan(key: string): Promise<DrillPlan> {
    const { settings, path } = loadSettings(this.#parts);
    const { exchange } = settings.keys[key]!;
    const { environment, clock } = this.#parts;
    const places = placesParts(this.#parts, settings, path);
    try {
      const parts = {
        settings,
        home: resolve(environment.home),
        clock,
        timeoutMs: CALL_MS,
        practicePort: await practicePortOf(this.#parts, settings),
        placeOf: (name: string) => placeOf(name, places),
      };
      const { target, own } = await openTarget(parts, key);
      this.#owns.push(own);
      const order = await drillOrderOf(target, marketsOf(settings, key));
      if (!order) return { key, exchange, cannot: 'none of its bots has a market that the exchange lists and trades' };
      this.#ready.set(key, { target, order });
      return { key, exchange, market: order.instrument.market, clientOrderId: order.clientOrderId };
    } catch (error) {
      return { key, exchange, cannot: error instanceof Error ? error.message : 'it cannot be reached' };
    }
  }

  /** One after the other would take long: all at once, each on its own account. */
  run(): Promise<readonly LiveDrillReport[]> {
    return Promise.all(this.plans.map((plan) => this.#run(plan)));
  }

  async #run({ key, exchange, cannot }: DrillPlan): Promise<LiveDrillReport> {
    const ready = this.#ready.get(key);
    const failed = (says: string): LiveDrillReport => ({
      key,
      exchange,
      state: 'unreached',
      steps: [{ what: 'place', isDone: false, says }],
    });
    if (!ready) return failed(cannot ?? 'it cannot be reached');
    const { target, order } = ready;
    const { clientOrderId } = order;
    const { market } = order.instrument;
    const iso = (): string => new Date(this.#parts.clock.nowMs()).toISOString();
    const records = new DrillRecords(resolve(this.#parts.environment.home));
    const record: LiveDrillRecord = { key, market, clientOrderId, startedAt: iso() };
    try {
      // A monitor that is not told would take the order for a stranger's, and halt the bots.
      records.putLive(record);
    } catch (error) {
      return failed(
        `it cannot be recorded, so it is not begun (${error instanceof Error ? error.message : 'unknown'})`,
      );
    }
    const drill = await drillLive(target, order).catch(
      (error: unknown): LiveDrill => ({
        state: 'left',
        steps: [
          {
            what: 'verify gone',
            isDone: false,
            says: `it failed (${String(error).slice(0, 200)}): look for the order ${clientOrderId} in ${market}`,
          },
        ],
      }),
    );
    try {
      records.putLive({ ...record, endedAt: iso(), isPassed: drill.state === 'passed' });
    } catch {
      // Its beginning is recorded, which counts for two minutes.
    }
    return { key, exchange, market, clientOrderId, ...drill };
  }

  async close(): Promise<void> {
    await Promise.all(this.#owns.map((own) => own.close()));
  }
}
