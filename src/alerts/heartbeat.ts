import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/index.ts';
import type { Ping } from './channels/ping.ts';
import { fitted, inert } from './message.ts';

/** healthchecks.io/docs/http_api, "Rate limiting", seen in excerpts 2026-11-22: "more than 5 pings per minute" for one check are answered with 429. */
const MOST_A_MINUTE = 5;
const MINUTE_MS = 60_000;
const LONGEST_REASON = 2_000;

export interface HeartbeatParts {
  readonly clock: Clock;
  /** Pings one path below the secret address. Throws nothing; says whether it was taken. */
  readonly ping: Ping;
  readonly everyMinutes: number;
  onHealth(says: string | undefined): void;
}

/** Tells a service that Keyward lives, so that its silence is an alarm of theirs: /start, then again and again, /fail with a reason, the exit code at the end. */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  readonly #stopping = new AbortController();
  #pingedAtMs: number[] = [];
  #fault: string | undefined;
  #beating: Promise<void> = Promise.resolve();
  #failing: string | undefined;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#beating = this.#beat();
  }

  /** Something is wrong that the channels cannot tell: told at once and again with each beat, until `undefined` ends it. */
  fail(reason: string | undefined): void {
    const isNew = reason !== undefined && reason !== this.#failing;
    this.#failing = reason;
    // The last place of a minute is for the end.
    if (isNew) void this.#send('/fail', MOST_A_MINUTE - 1, reason);
  }

  async end(exitCode: number): Promise<void> {
    this.#stopping.abort();
    await this.#beating;
    await this.#send(`/${exitCode}`, MOST_A_MINUTE);
  }

  async #beat(): Promise<void> {
    const { signal } = this.#stopping;
    await this.#send('/start', MOST_A_MINUTE - 2);
    while (!signal.aborted) {
      if (this.#failing === undefined) await this.#send('', MOST_A_MINUTE - 2);
      else await this.#send('/fail', MOST_A_MINUTE - 2, this.#failing);
      await sleep(this.#parts.everyMinutes * MINUTE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #send(path: string, most: number, reason?: string): Promise<void> {
    const nowMs = this.#parts.clock.monotonicMs();
    this.#pingedAtMs = this.#pingedAtMs.filter((atMs) => nowMs - atMs < MINUTE_MS);
    if (this.#pingedAtMs.length >= most) return;
    this.#pingedAtMs.push(nowMs);
    const body = reason === undefined ? undefined : fitted(inert(reason, true), LONGEST_REASON);
    const sent = await this.#parts.ping(path, body);
    const fault = sent.kind === 'sent' ? undefined : sent.says;
    if ((fault === undefined) !== (this.#fault === undefined)) this.#parts.onHealth(fault);
    this.#fault = fault;
  }
}
