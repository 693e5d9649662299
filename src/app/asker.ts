import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/index.ts';
import type { Answer, Ask, Environment, Inspection, UpstreamRequest } from '../exchanges/index.ts';
import type { Forward } from '../gateway/index.ts';

interface NonceUnit {
  readonly perSecond: bigint;
  /** How long until the same unit is asked with again: a bot that has just sent is passed by then, and is not overtaken. */
  readonly waitMs: number;
}

/**
 * From the smallest number to the largest, so that none is above what a bot in a higher unit sends next. The wait in milliseconds is longer than
 * Keyward's own durable mark stands ahead of its clock, and than the clocks of hosts that are kept differ.
 */
const SECONDS: NonceUnit = { perSecond: 1n, waitMs: 2_000 };
const MILLISECONDS: NonceUnit = { perSecond: 1_000n, waitMs: 7_000 };
const MICROSECONDS: NonceUnit = { perSecond: 1_000_000n, waitMs: 0 };

/** A bot whose clock is further ahead is not looked for. */
const AHEAD_S = 30n;

export interface AskerParts {
  readonly inspection: Inspection;
  readonly environment: Environment;
  readonly forward: Forward;
  readonly clock: Clock;
  /** Keyward itself has signed with this key: its nonces are in milliseconds, and no larger unit is tried. */
  readonly isOurs?: boolean;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** Whether nonces were handed out here for the key of this name, as `nonces/NAME` in the state folder says. */
export function hasNonces(home: string, key: string): boolean {
  return existsSync(join(home, 'nonces', key));
}

/**
 * Asks an exchange on behalf of a key that the gateway does not hold: signs with the exchange's own time where it tells one, else this
 * host's, and sends once; where the exchange wants nonces, until one is not too low.
 */
export function askerOf(parts: AskerParts): Ask {
  const { inspection, environment, forward, clock } = parts;
  const sent = async (request: UpstreamRequest): Promise<Answer | undefined> => {
    const outcome = await forward(request);
    return outcome.kind === 'answered' ? outcome : undefined;
  };
  const { nonce } = inspection;
  if (nonce) {
    const asker = new NonceAsker(parts, sent, nonce.isTooLow);
    return (make, withinMs) => within(asker.ask(make), withinMs);
  }
  let offset: Promise<number> | undefined;
  return async (make, withinMs) => {
    offset ??= offsetMs(inspection, environment, sent, clock);
    return within(sent(make({ timeMs: clock.nowMs() + (await offset) })), withinMs);
  };
}

function within(answer: Promise<Answer | undefined>, withinMs: number | undefined): Promise<Answer | undefined> {
  if (withinMs === undefined) return answer;
  return Promise.race([answer, sleep(withinMs, undefined, { ref: false })]);
}

type Make = Parameters<Ask>[0];
type Sent = (request: UpstreamRequest) => Promise<Answer | undefined>;

/**
 * Sends with the lowest nonce that the exchange takes. A nonce comes from this host's clock, as a bot's does: by a clock behind it, that of a busy
 * bot would look like one of a higher unit. A higher unit would shut out a bot in the one below for good. So it first waits and asks again, and
 * then asks with a time a little ahead: where that is taken, a bot's clock is ahead, and it goes on when it is past that. What is too low to
 * the end gets the exchange's own refusal.
 */
class NonceAsker {
  readonly #parts: AskerParts;
  readonly #sent: Sent;
  readonly #isTooLow: (status: number, body: string) => boolean;
  /** What was taken last, with its unit. */
  #taken: { readonly unit: NonceUnit; readonly nonce: bigint } | undefined;

  constructor(parts: AskerParts, sent: Sent, isTooLow: (status: number, body: string) => boolean) {
    this.#parts = parts;
    this.#sent = sent;
    this.#isTooLow = isTooLow;
  }

  async ask(make: Make): Promise<Answer | undefined> {
    const { isOurs } = this.#parts;
    const known = this.#taken?.unit.perSecond ?? 0n;
    const units = isOurs ? [SECONDS, MILLISECONDS] : [SECONDS, MILLISECONDS, MICROSECONDS];
    let answer: Answer | undefined;
    for (const unit of units.filter(({ perSecond }) => perSecond >= known)) {
      answer = await this.#inUnit(unit, make);
      if (!answer || !this.#wasTooLow(answer)) break;
    }
    return answer;
  }

  async #inUnit(unit: NonceUnit, make: Make): Promise<Answer | undefined> {
    const { isOurs } = this.#parts;
    const first = await this.#once(unit, make);
    // The unit of a key of ours is known, and above microseconds nothing is tried.
    const isOver = unit === MICROSECONDS || (isOurs && unit === SECONDS);
    if (!first || isOver || !this.#wasTooLow(first)) return first;
    await this.#pause(unit.waitMs);
    const second = await this.#once(unit, make);
    if (!second || isOurs || !this.#wasTooLow(second)) return second;
    return this.#once(unit, make, AHEAD_S * unit.perSecond);
  }

  async #once(unit: NonceUnit, make: Make, ahead = 0n): Promise<Answer | undefined> {
    const next = (): bigint => (BigInt(Math.floor(this.#parts.clock.nowMs())) * unit.perSecond) / 1_000n + ahead;
    // That its own last one is not above the one before says nothing of a bot.
    if (this.#taken?.unit === unit && this.#taken.nonce === next()) await this.#pause(unit === SECONDS ? 1_000 : 1);
    const [timeMs, nonce] = [this.#parts.clock.nowMs(), next()];
    const answer = await this.#sent(make({ timeMs, nonce }));
    if (answer && !this.#wasTooLow(answer)) this.#taken = { unit, nonce };
    return answer;
  }

  #wasTooLow({ status, body }: Answer): boolean {
    return this.#isTooLow(status, body);
  }

  #pause(ms: number): Promise<unknown> {
    return (this.#parts.pause ?? sleep)(ms);
  }
}

/** How far the exchange's clock is ahead of this host's, in ms; zero where it does not say. */
async function offsetMs(
  inspection: Inspection,
  environment: Environment,
  sent: (request: UpstreamRequest) => Promise<Answer | undefined>,
  clock: Clock,
): Promise<number> {
  const request = inspection.time(environment);
  if (!request) return 0;
  const sentMs = clock.nowMs();
  const answer = await sent(request);
  const serverMs = answer?.status === 200 ? inspection.readTime(answer.body) : undefined;
  return serverMs === undefined ? 0 : serverMs - (sentMs + clock.nowMs()) / 2;
}
