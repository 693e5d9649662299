import type { Clock } from '../core/index.ts';
import type { Answer, Ask, Environment, Inspection, UpstreamRequest } from '../exchanges/index.ts';
import type { Forward } from '../gateway/index.ts';

/** Nonce units from the smallest number to the largest, so that none is above what a bot in a higher unit sends next. */
const NONCE_UNITS: readonly ((timeMs: number) => bigint)[] = [
  (timeMs) => BigInt(Math.floor(timeMs / 1_000)),
  (timeMs) => BigInt(Math.floor(timeMs)),
  (timeMs) => BigInt(Math.floor(timeMs)) * 1_000n,
];

export interface AskerParts {
  readonly inspection: Inspection;
  readonly environment: Environment;
  readonly forward: Forward;
  readonly clock: Clock;
}

/**
 * Asks an exchange on behalf of a key that the gateway does not hold: signs with the exchange's own time where it tells one, else this
 * host's, and sends once. A nonce comes from this host's clock, as a bot's does: by a clock behind it, that of a busy bot would look like one
 * of a higher unit. One that is too low is raised to the next unit, and no further.
 */
export function askerOf({ inspection, environment, forward, clock }: AskerParts): Ask {
  let offset: Promise<number> | undefined;
  const sent = async (request: UpstreamRequest): Promise<Answer | undefined> => {
    const outcome = await forward(request);
    return outcome.kind === 'answered' ? outcome : undefined;
  };
  return async (make) => {
    offset ??= inspection.nonce ? Promise.resolve(0) : offsetMs(inspection, environment, sent, clock);
    const timeMs = clock.nowMs() + (await offset);
    if (!inspection.nonce) return sent(make({ timeMs }));
    let answer: Answer | undefined;
    for (const unit of NONCE_UNITS) {
      answer = await sent(make({ timeMs, nonce: unit(timeMs) }));
      if (!answer || !inspection.nonce.isTooLow(answer.status, answer.body)) break;
    }
    return answer;
  };
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
