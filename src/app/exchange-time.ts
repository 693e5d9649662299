import type { Settings } from '../config/index.ts';
import type { Clock } from '../core/index.ts';
import { type Answer, exchanges, inspections, type UpstreamRequest } from '../exchanges/index.ts';
import { environmentOf } from './fit-settings.ts';
import { callAt } from './sites.ts';

/** How far this host's clock is ahead of another; negative: behind. The truth is within `errorMs` of it. */
export interface Ahead {
  readonly aheadMs: number;
  readonly errorMs: number;
}

/** An exchange as keys reach it: by environment and site. */
export interface TimedExchange {
  readonly exchange: string;
  readonly environment: Settings['keys'][string]['environment'];
  readonly host?: string;
  readonly keys: readonly string[];
}

/** The exchanges of the settings, each once. */
export function timedExchanges({ keys }: Settings): TimedExchange[] {
  const found = new Map<string, TimedExchange & { keys: string[] }>();
  for (const [name, { exchange, environment, host }] of Object.entries(keys)) {
    const id = `${exchange} ${environment} ${host ?? ''}`;
    const known = found.get(id);
    if (known) known.keys.push(name);
    else found.set(id, { exchange, environment, ...(host === undefined ? {} : { host }), keys: [name] });
  }
  return [...found.values()];
}

/** The request for an exchange's time, on the host where the keys work; `undefined` where none is documented. */
export function timeRequestOf({ exchange: id, environment: named, host }: TimedExchange): UpstreamRequest | undefined {
  const environment = environmentOf(named);
  const exchange = Object.hasOwn(exchanges, id) ? exchanges[id] : undefined;
  if (!exchange) return inspections[id]?.time(environment);
  return exchange.wire.build(callAt(exchange.market.time(environment), exchange.facts, host), undefined, { timeMs: 0 });
}

/** The time that an exchange's answer tells, ms since the epoch. */
export function timeIn(id: string, { status, body }: Pick<Answer, 'status' | 'body'>): number | undefined {
  if (status !== 200) return undefined;
  const exchange = Object.hasOwn(exchanges, id) ? exchanges[id] : undefined;
  return exchange ? exchange.market.readTime(body) : inspections[id]?.readTime(body);
}

interface Sample {
  readonly sentMs: number;
  readonly tookMs: number;
  readonly theirsMs: number;
}

/**
 * Asks for the time several times, one after the other. The exchange looked at its clock at some moment between sending and answer, so each
 * answer leaves a span; together they leave the part that all have. A text says why there is none.
 */
export async function compareTime(
  ask: () => Promise<number | string>,
  clock: Clock,
  samples: number,
): Promise<Ahead | string> {
  const taken: Sample[] = [];
  let why = 'no answer';
  for (let count = 0; count < samples; count++) {
    const [sentMs, startMs] = [clock.nowMs(), clock.monotonicMs()];
    const theirsMs = await ask();
    const tookMs = clock.monotonicMs() - startMs;
    if (typeof theirsMs === 'string') {
      why = theirsMs;
      break;
    }
    taken.push({ sentMs, tookMs, theirsMs });
  }
  return aheadOf(taken) ?? why;
}

/** The span that all samples have in common; where the clock was set meanwhile there is none, and the narrowest counts. */
function aheadOf(samples: readonly Sample[]): Ahead | undefined {
  if (samples.length === 0) return undefined;
  // Some exchanges tell whole seconds, others milliseconds: the truth is up to one of them later.
  const grainMs = samples.every(({ theirsMs }) => theirsMs % 1_000 === 0) ? 1_000 : 1;
  const spans = samples.map(({ sentMs, tookMs, theirsMs }) => ({
    low: sentMs - theirsMs - grainMs,
    high: sentMs + tookMs - theirsMs + 1,
  }));
  const low = Math.max(...spans.map((span) => span.low));
  const high = Math.min(...spans.map((span) => span.high));
  const span = low <= high ? { low, high } : spans.toSorted((a, b) => a.high - a.low - (b.high - b.low))[0]!;
  return { aheadMs: (span.low + span.high) / 2, errorMs: (span.high - span.low) / 2 };
}
