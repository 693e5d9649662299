import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Instrument } from '../core/index.ts';
import type { Account, Call, DeadMan, Environment } from '../exchanges/index.ts';
import type { Reply } from './target.ts';

/** When a call has failed it is made again so soon, in ms, or after half of the usual time if that is shorter. */
const AGAIN_MS = 2_000;

export interface DeadManParts {
  readonly deadMan: DeadMan;
  readonly account: Account;
  readonly environment: Environment;
  readonly afterMs: number;
  readonly clock: Clock;
  /** How long the host has run, in ms, also while it slept: the other clock stands still then, and that of the wall may jump. */
  upMs(): number;
  /** The markets whose orders it is to cancel, of the kinds that it can. */
  instruments(): readonly Instrument[];
  ask(call: Call): Promise<Reply | undefined>;
  /** It was set again; orders are cancelled `afterMs` from now unless it is set once more. */
  armed(): void;
  /** It was not set again, so often in a row; in `leftMs` it runs out. */
  failing(tries: number, leftMs: number, says: string): void;
  /** It was not set in time, be it that this process stood still: the exchange has cancelled. Told once until it is set again. */
  ranOut(): void;
}

/** The exchange's own timer of one account, set anew at a third of its time for as long as this process lives. */
export class DeadManTimer {
  readonly #parts: DeadManParts;
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #armedMs: number | undefined;
  /** The same moment by the clock that goes on while the host sleeps. */
  #armedUpMs = 0;
  #isOver = false;
  /** Anywhere: some of the calls may have been taken though others were not, and one whose answer was lost. */
  #mayRun = false;

  constructor(parts: DeadManParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop = this.#keep();
  }

  /** Disarms it; true when the exchange has said so. Else it cancels everything when it runs out. */
  async stop(): Promise<boolean> {
    this.#stopping.abort();
    await this.#loop;
    if (!this.#mayRun) return true;
    return (await this.#set(0)) === undefined || (await this.#set(0)) === undefined;
  }

  async #keep(): Promise<void> {
    const { signal } = this.#stopping;
    const { afterMs, armed, failing, clock, upMs } = this.#parts;
    const everyMs = afterMs / 3;
    for (let tries = 0; !signal.aborted; ) {
      const [startedMs, startedUpMs] = [clock.monotonicMs(), upMs()];
      this.look();
      const failure = await this.#set(afterMs);
      if (failure === undefined) {
        tries = 0;
        // From before the call: the exchange may have begun to count at any moment of it.
        [this.#armedMs, this.#armedUpMs, this.#isOver] = [startedMs, startedUpMs, false];
        armed();
      } else if (!signal.aborted) failing(++tries, this.#leftMs(), failure);
      this.look();
      const waitMs = failure === undefined ? everyMs : Math.min(AGAIN_MS, everyMs / 2);
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Tells of it if it has run out. */
  look(): void {
    if (this.#isOver || this.#armedMs === undefined || this.#leftMs() > 0) return;
    this.#isOver = true;
    this.#parts.ranOut();
  }

  #leftMs(): number {
    const { clock, upMs, afterMs } = this.#parts;
    if (this.#armedMs === undefined) return 0;
    return afterMs - Math.max(clock.monotonicMs() - this.#armedMs, upMs() - this.#armedUpMs);
  }

  /** Why it was not set; `undefined` when it was, everywhere. */
  async #set(afterMs: number): Promise<string | undefined> {
    const { deadMan, account, environment, instruments, ask } = this.#parts;
    const calls = deadMan.arm(afterMs, instruments(), environment);
    if (calls.length === 0) return 'the exchange lists none of the markets';
    const failures = await Promise.all(
      calls.map(async (call) => {
        const reply = await ask(call).catch(() => undefined);
        const [outcome] = reply ? account.outcomes(call, reply.status, reply.body) : [];
        if (outcome?.kind === 'rejected') return `refused with ${outcome.code}`;
        if (afterMs > 0) this.#mayRun = true;
        if (outcome?.kind === 'accepted') return undefined;
        return reply ? `HTTP ${reply.status}` : 'no answer';
      }),
    );
    return failures.find((failure) => failure !== undefined);
  }
}
