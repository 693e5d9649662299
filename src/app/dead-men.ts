import { uptime } from 'node:os';
import type { Settings } from '../config/index.ts';
import type { Clock, Instrument, Log } from '../core/index.ts';
import { closings } from '../exchanges/index.ts';
import type { Gateway } from '../gateway/index.ts';
import { DeadManTimer } from '../killswitch/index.ts';
import type { Alarms } from './alarms.ts';
import { isReached, marketsOf } from './dead-man-facts.ts';
import { DeadManFile, type DeadManState } from './dead-man-file.ts';
import { sendInTurn, URGENT } from './own-key.ts';
import type { State } from './state.ts';

const LOOK_MS = 1_000;
/** The exchange may have begun to count so much later, in ms, than its answer came. */
const LATER_MS = 15_000;
/** What the watchdog begins and ends within so long, in ms, is told of once. */
const ONCE_MS = 60_000;

export interface DeadMenParts {
  readonly state: Pick<State, 'home' | 'journal'>;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly alarms: Alarms;
  readonly gateway: Gateway;
}

/** The dead-man timers of a running Keyward: the exchanges' own, and the file by which a watchdog knows that there is one. */
export class DeadMen {
  readonly #parts: DeadMenParts;
  readonly #file: DeadManFile;
  readonly #timers = new Map<string, DeadManTimer>();
  readonly #ranOutMs = new Map<string, number>();
  /** When timers run out that an earlier Keyward has left and that this one does not set, ms since the epoch. */
  readonly #left = new Map<string, number>();
  #state: DeadManState;
  #looking: NodeJS.Timeout | undefined;

  constructor(parts: DeadMenParts) {
    this.#parts = parts;
    const { state, clock, settings } = parts;
    this.#file = new DeadManFile(state.home);
    this.#state = {
      version: 1,
      startedAt: new Date(clock.nowMs()).toISOString(),
      keys: Object.fromEntries(
        Object.entries(settings.kill.deadMan).map(([key, { seconds }]) => [key, { seconds: Math.ceil(seconds) }]),
      ),
    };
  }

  start(): void {
    this.#takeOver();
    if (Object.keys(this.#state.keys).length === 0) {
      this.#file.remove();
      return;
    }
    this.#keep();
    for (const [key, { seconds }] of Object.entries(this.#parts.settings.kill.deadMan)) this.#open(key, seconds);
    this.#looking = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  /** Disarms what it has armed: an orderly end leaves the orders. */
  async stop(): Promise<void> {
    clearInterval(this.#looking);
    const left: DeadManState['keys'] = {};
    const nowAt = new Date(this.#parts.clock.nowMs()).toISOString();
    await Promise.all(
      [...this.#timers].map(async ([key, timer]) => {
        const isDisarmed = await timer.stop();
        if (!isDisarmed) left[key] = { setAt: nowAt, ...this.#state.keys[key]! };
        this.#note(key, 'disarmed', isDisarmed ? undefined : 'the exchange has not said so: it may still run out');
        if (!isDisarmed) this.#parts.log.warn('a dead-man timer could not be disarmed', { key });
      }),
    );
    if (Object.keys(left).length === 0) return this.#file.remove();
    // Whoever starts next is to know whose doing it was when one of them runs out.
    this.#state = { ...this.#state, endedAt: nowAt, keys: left };
    this.#keep();
  }

  /** When the timer of a key last ran out, ms since the epoch: what it cancelled was no stranger's doing. */
  ranOutMs(key: string): number | undefined {
    if (this.#looking) this.#look();
    this.#timers.get(key)?.look();
    const leftMs = this.#left.get(key);
    if (leftMs !== undefined && leftMs <= this.#parts.clock.nowMs()) {
      this.#left.delete(key);
      this.#ranOut(key, leftMs, 'it was set by a Keyward that has ended, so the exchange cancelled all orders');
    }
    return this.#ranOutMs.get(key);
  }

  /** A Keyward that has died left its timers running. */
  #takeOver(): void {
    const before = this.#file.read();
    const nowMs = this.#parts.clock.nowMs();
    for (const [key, { seconds, setAt, cancellingAt, cancelledAt = cancellingAt }] of Object.entries(
      before?.keys ?? {},
    )) {
      const firedMs = setAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(setAt) + seconds * 1_000;
      const cancelledMs = cancelledAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(cancelledAt);
      const atMs = Math.min(firedMs, cancelledMs);
      if (atMs > nowMs) {
        // Nobody sets it again.
        if (Number.isFinite(firedMs) && !Object.hasOwn(this.#state.keys, key)) this.#left.set(key, firedMs);
        continue;
      }
      const by = cancelledMs < firedMs ? 'the watchdog' : 'the exchange';
      this.#ranOut(key, atMs, `nothing ran at ${new Date(atMs).toISOString()}, so ${by} cancelled all orders`);
    }
  }

  /** What a watchdog has done while this process stood still; with that the key is watched over anew. */
  #look(): void {
    const now = this.#file.read();
    if (now?.startedAt !== this.#state.startedAt) return;
    let isDone = false;
    for (const [key, { cancellingAt, cancelledAt = cancellingAt }] of Object.entries(now.keys)) {
      if (cancelledAt === undefined) continue;
      isDone = true;
      this.#ranOut(
        key,
        Date.parse(cancelledAt),
        `Keyward did not answer at ${cancelledAt}, so the watchdog cancelled all orders`,
      );
    }
    if (isDone) this.#keep();
  }

  /** Its owner is told: positions may be without their stops. */
  #ranOut(key: string, atMs: number, why: string): void {
    const nowMs = this.#parts.clock.nowMs();
    const isTold = nowMs - (this.#ranOutMs.get(key) ?? Number.NEGATIVE_INFINITY) < ONCE_MS;
    this.#ranOutMs.set(key, atMs);
    if (isTold) return;
    this.#note(key, 'fired', why);
    const says = `the dead-man timer of ${key} ran out: ${why}. Positions may be without their stops`;
    const told = { about: `dead-man-fired ${key}`, key, severity: 'critical', says } as const;
    // As a finding it can be acknowledged.
    this.#parts.state.journal.note('finding', { ...told, what: 'dead-man', evidence: [] });
    this.#parts.alarms.raise({ ...told, next: `keyward kill --dry-run --scope ${key}` });
  }

  #open(key: string, seconds: number): void {
    const { settings, gateway, clock } = this.#parts;
    const signing = gateway.key(key);
    const deadMan = signing && closings[signing.link.exchange.id]?.deadMan;
    if (!signing || !deadMan || !isReached(settings, key)) return;
    const { link } = signing;
    const about = `dead-man ${key}`;
    let isArmed = false;
    let isFailing = false;
    const timer: DeadManTimer = new DeadManTimer({
      deadMan,
      account: link.exchange.account,
      environment: link.environment,
      afterMs: seconds * 1_000,
      clock,
      upMs: () => uptime() * 1_000,
      instruments: () =>
        marketsOf(settings, key).flatMap((market) => covered(link.markets.byMarket(market), deadMan.cancels)),
      ask: (call) => sendInTurn({ signing, link }, call, URGENT),
      ranOut: () =>
        this.#ranOut(
          key,
          clock.nowMs() + LATER_MS,
          `it was not set for ${seconds} s, so the exchange cancelled all orders`,
        ),
      armed: () => {
        if (!isArmed || isFailing) this.#note(key, isArmed ? 'working' : 'armed');
        isArmed = true;
        isFailing = false;
        this.#parts.alarms.end(about);
        this.#set(key);
      },
      failing: (tries, leftMs, says) => {
        // One answer may get lost.
        if (tries < 2) return;
        if (!isFailing) this.#note(key, 'failing', says);
        isFailing = true;
        this.#parts.alarms.raise({
          about,
          severity: 'critical',
          key,
          says: isArmed
            ? `the dead-man timer of ${key} cannot be set again (${says}): after ${seconds} s the exchange cancels all orders, also stops`
            : `the dead-man timer of ${key} cannot be set (${says}): if Keyward dies, the orders stay`,
          evidence: `${tries} tries in a row; ${Math.max(0, Math.round(leftMs / 1_000))} s were left`,
          next: 'keyward doctor',
        });
      },
    });
    this.#timers.set(key, timer);
    timer.start();
  }

  #set(key: string): void {
    this.#look();
    const setAt = new Date(this.#parts.clock.nowMs()).toISOString();
    this.#state = { ...this.#state, keys: { ...this.#state.keys, [key]: { ...this.#state.keys[key]!, setAt } } };
    this.#keep();
  }

  #keep(): void {
    try {
      this.#file.write(this.#state);
    } catch (error) {
      this.#parts.log.warn('that there are dead-man timers cannot be written', { reason: String(error).slice(0, 200) });
    }
  }

  #note(key: string, state: 'armed' | 'failing' | 'working' | 'disarmed' | 'fired', says?: string): void {
    const { seconds } = this.#parts.settings.kill.deadMan[key] ?? { seconds: 0 };
    this.#parts.state.journal.note('dead-man', { key, state, seconds, ...(says === undefined ? {} : { says }) });
  }
}

function covered(instrument: Instrument | undefined, kinds: readonly Instrument['kind'][]): readonly Instrument[] {
  return instrument && kinds.includes(instrument.kind) ? [instrument] : [];
}
