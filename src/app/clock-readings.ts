import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Settings } from '../config/index.ts';
import type { Clock } from '../core/index.ts';
import type { UpstreamRequest } from '../exchanges/index.ts';
import {
  askNtp,
  isReading,
  type NtpHost,
  type NtpReading,
  type NtpSilence,
  type NtpVote,
  vote,
} from '../network/index.ts';
import { type Ahead, compareTime, type TimedExchange, timedExchanges, timeIn, timeRequestOf } from './exchange-time.ts';
import { recall, remember } from './remembered.ts';

export type ClockLimits = Pick<Settings['clock'], 'warnAboveMs' | 'refuseAboveMs'>;

/** Said of practice keys while no practice exchange runs. */
export const SHARES_CLOCK = 'the practice exchange starts with keyward up, and has this very clock';

/** An exchange's clock against ours, or why that is not known. */
export type ExchangeReading = TimedExchange & (Ahead | { readonly fault: string });

export interface ClockReadings {
  readonly exchanges: readonly ExchangeReading[];
  readonly ntp: {
    readonly servers: readonly ((NtpReading & Ahead) | NtpSilence)[];
    readonly vote: NtpVote['kind'];
    /** What the majority says. */
    readonly ahead?: Ahead;
    /** Servers that the others outvote. */
    readonly outvoted: readonly string[];
  };
}

export interface ReadingParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly network: NtpHost;
  /** Sends to an exchange of this kind; a text says why it was not reached; `undefined` where it is not reached from here. */
  send(
    to: TimedExchange,
    request: UpstreamRequest,
  ): Promise<{ readonly status: number; readonly body: string } | string> | undefined;
  readonly timeoutMs: number;
  readonly exchangeSamples: number;
  readonly ntpSamples: number;
}

/** Compares this host's clock with every exchange of the settings and with the NTP servers, all at once. */
export async function readClocks(parts: ReadingParts): Promise<ClockReadings> {
  const { settings, network, timeoutMs, ntpSamples } = parts;
  const [found, servers] = await Promise.all([
    Promise.all(timedExchanges(settings).map((each) => readExchange(each, parts))),
    askNtp(settings.clock.ntp, { timeoutMs, samples: ntpSamples }, network),
  ]);
  const voted = vote(servers);
  const isKnown = voted.kind === 'agreed' || voted.kind === 'single';
  return {
    exchanges: found,
    ntp: {
      servers: servers.map((each) => (isReading(each) ? { ...each, aheadMs: -each.offsetMs } : each)),
      vote: voted.kind,
      ...(isKnown ? { ahead: { aheadMs: -voted.offsetMs, errorMs: voted.errorMs } } : {}),
      outvoted: isKnown ? voted.falsetickers : [],
    },
  };
}

async function readExchange(each: TimedExchange, parts: ReadingParts): Promise<ExchangeReading> {
  const request = timeRequestOf(each);
  if (!request) return { ...each, fault: 'it documents no call that tells its time' };
  const ask = async (): Promise<number | string> => {
    const sent = parts.send(each, request);
    if (!sent) return SHARES_CLOCK;
    const answer = await Promise.race([sent, sleep(parts.timeoutMs, 'not reached in time', { ref: false })]);
    if (typeof answer === 'string') return answer;
    return timeIn(each.exchange, answer) ?? `it answered with status ${answer.status} and no time`;
  };
  const found = await compareTime(ask, parts.clock, parts.exchangeSamples);
  return typeof found === 'string' ? { ...each, fault: found } : { ...each, ...found };
}

/** What an offset means. `unsure`: it was measured too roughly to tell. Only what is certain refuses. */
export function judge({ aheadMs, errorMs }: Ahead, limits: ClockLimits): 'fine' | 'warn' | 'refuse' | 'unsure' {
  const surelyMs = Math.abs(aheadMs) - errorMs;
  if (surelyMs > limits.refuseAboveMs) return 'refuse';
  if (surelyMs > limits.warnAboveMs) return 'warn';
  if (errorMs > limits.warnAboveMs) return 'unsure';
  return Math.abs(aheadMs) > limits.warnAboveMs ? 'warn' : 'fine';
}

const FILE = 'clock.json';
const MOST_KEPT = 100;
const LEAST_KEPT_APART_MS = 60_000;
const LEAST_APART_MS = 600_000;
const MOST_APART_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;

const keptSchema = z.strictObject({
  version: z.literal(1),
  readings: z
    .array(z.strictObject({ at: z.iso.datetime(), by: z.string(), aheadMs: z.number(), errorMs: z.number() }))
    .max(MOST_KEPT),
});

export interface Drift extends Ahead {
  /** How much this clock gained a day since then; negative: lost. */
  readonly msPerDay: number;
  readonly errorMsPerDay: number;
  readonly since: string;
  /** `ntp`, or the exchange that both readings were taken against. */
  readonly by: string;
}

/** What the drift is reckoned with: NTP where the servers agree, else the exchange that is known best. */
export function bestReading({ ntp, exchanges }: ClockReadings): (Ahead & { readonly by: string }) | undefined {
  if (ntp.ahead) return { ...ntp.ahead, by: 'ntp' };
  const known = exchanges.flatMap((each) =>
    'fault' in each ? [] : [{ aheadMs: each.aheadMs, errorMs: each.errorMs, by: each.exchange }],
  );
  return known.toSorted((a, b) => a.errorMs - b.errorMs)[0];
}

/** The drift since the last reading of the same kind that is at least ten minutes and at most a week old. */
export function driftSince(home: string, now: Ahead & { readonly by: string }, clock: Clock): Drift | undefined {
  const last = { ...now, at: new Date(clock.nowMs()).toISOString() };
  return keptOf(home)
    .filter(({ by }) => by === now.by)
    .map((reading) => driftBetween(reading, last))
    .findLast((drift) => drift !== undefined);
}

/** The drift over the longest time of a week that readings tell, those that are kept and those of now: the surest that there is. */
export function surestDrift(
  home: string,
  now: readonly (Ahead & { readonly by: string })[],
  clock: Clock,
): Drift | undefined {
  const nowMs = clock.nowMs();
  const at = new Date(nowMs).toISOString();
  const readings: readonly Kept[] = [...keptOf(home), ...now.map((reading) => ({ ...reading, at }))];
  const drifts = [...new Set(readings.map(({ by }) => by))].flatMap((by) => {
    const own = readings.filter((reading) => reading.by === by);
    const last = own.at(-1)!;
    if (nowMs - Date.parse(last.at) > MOST_APART_MS) return [];
    return own.flatMap((first) => driftBetween(first, last) ?? []).slice(0, 1);
  });
  return drifts.toSorted((a, b) => a.errorMsPerDay - b.errorMsPerDay)[0];
}

type Kept = z.infer<typeof keptSchema>['readings'][number];

function keptOf(home: string): readonly Kept[] {
  return recall(home, FILE, keptSchema)?.readings ?? [];
}

/** `undefined` where they are too close together, or too far apart. */
function driftBetween(first: Kept, last: Kept): Drift | undefined {
  const apartMs = Date.parse(last.at) - last.aheadMs - (Date.parse(first.at) - first.aheadMs);
  if (apartMs < LEAST_APART_MS || apartMs > MOST_APART_MS) return undefined;
  const perDay = DAY_MS / apartMs;
  return {
    aheadMs: last.aheadMs,
    errorMs: last.errorMs,
    msPerDay: (last.aheadMs - first.aheadMs) * perDay,
    errorMsPerDay: (last.errorMs + first.errorMs) * perDay,
    since: first.at,
    by: last.by,
  };
}

/** Keeps a reading for the next time; says why it cannot. */
export function keepReading(home: string, now: Ahead & { readonly by: string }, clock: Clock): string | undefined {
  const kept = keptOf(home);
  const last = kept.findLast(({ by }) => by === now.by);
  // Starts in quick succession must not push out what tells the drift.
  if (last && Math.abs(clock.nowMs() - Date.parse(last.at)) < LEAST_KEPT_APART_MS) return undefined;
  const reading = { at: new Date(clock.nowMs()).toISOString(), by: now.by, aheadMs: now.aheadMs, errorMs: now.errorMs };
  return remember(home, FILE, { version: 1, readings: [...kept, reading].slice(-MOST_KEPT) });
}
