import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { findTimeSource, systemNtpHost, systemTimeHost, type TimeHost } from '../network/index.ts';
import { type ClockFacts, type Sight, seen, unseen } from '../posture/index.ts';
import { askAdmin } from './admin.ts';
import type { CheckParts } from './check-parts.ts';
import { type ReadingParts, readClocks, SHARES_CLOCK, surestDrift } from './clock-readings.ts';
import { ExchangeLinks } from './exchange-links.ts';
import { type Ahead, type TimedExchange, timedExchanges, timeRequestOf } from './exchange-time.ts';

const WHOLE_MS = 2_000;
const CALL_MS = 1_800;
const ADDRESS_MS = 500;
/** What most exchanges allow, where none is documented. */
const USUAL_WINDOW_MS = 5_000;
const SOURCE_BY = 'chronyc tracking, ntpq rv, timedatectl show';

export interface TimeParts {
  /** A test brings its own. */
  readonly host?: TimeHost;
  readonly send?: ReadingParts['send'];
}

/** This clock against every exchange of the settings, all at once, and what keeps it. Asks no time server, and keeps no reading. Never rejects. */
export async function lookTime(parts: CheckParts, own: TimeParts = {}): Promise<ClockFacts> {
  const { clock } = parts.session;
  const late = new AbortController();
  const signal = AbortSignal.any([parts.signal, late.signal]);
  const inTime = <T>(by: string, work: Promise<Sight<T>>): Promise<Sight<T>> =>
    Promise.race([
      work.catch((error: unknown) => unseen(by, `it failed: ${error instanceof Error ? error.message : 'no reason'}`)),
      sleep(WHOLE_MS, unseen(by, `no answer within ${WHOLE_MS / 1_000} s`), { signal }).catch(() =>
        unseen(by, 'it was stopped'),
      ),
    ]);
  const links = own.send ? undefined : linksOf(parts);
  try {
    const send: ReadingParts['send'] =
      own.send ?? ((...sent) => links!.then((each) => each.send(...sent) ?? SHARES_CLOCK));
    const [venues, source] = await Promise.all([
      Promise.all(timedExchanges(parts.settings).map((each) => readVenue(parts, each, send, inTime))),
      inTime(
        SOURCE_BY,
        findTimeSource(own.host ?? systemTimeHost(clock)).then((found) => seen(SOURCE_BY, found)),
      ),
    ]);
    return { venues: seen('the time calls of the exchanges', venues), source, drift: driftOf(parts, venues) };
  } finally {
    late.abort();
    void links?.then((each) => each.close());
  }
}

type SeenVenue = Extract<ClockFacts['venues'], { seen: unknown }>['seen'][number];

async function readVenue(
  { settings, session: { clock } }: CheckParts,
  each: TimedExchange,
  send: ReadingParts['send'],
  inTime: <T>(by: string, work: Promise<Sight<T>>) => Promise<Sight<T>>,
): Promise<SeenVenue> {
  const { exchange, environment, host } = each;
  const isPractice = environment === 'practice';
  const by = callText(each);
  const read = async (): Promise<SeenVenue['ahead']> => {
    const { exchanges: found } = await readClocks({
      settings: { ...settings, keys: keysOf(settings, each), clock: { ...settings.clock, ntp: [] } },
      clock,
      network: systemNtpHost(clock),
      send,
      timeoutMs: CALL_MS,
      exchangeSamples: 2,
      ntpSamples: 1,
    });
    const [reading] = found;
    if (!reading || 'fault' in reading) {
      const fault = reading?.fault ?? 'it was not asked';
      return isPractice && fault === SHARES_CLOCK ? seen('the settings', 'shared') : unseen(by, fault);
    }
    return seen(by, { aheadMs: reading.aheadMs, errorMs: reading.errorMs });
  };
  const site = [exchange, environment === 'live' ? '' : environment, host ?? ''];
  return {
    name: site.filter((word) => word !== '').join(' '),
    isPractice,
    windowMs: exchanges[exchange]?.facts.signing.ownWindowMs ?? USUAL_WINDOW_MS,
    ahead: await inTime(by, read()),
  };
}

function keysOf({ keys }: Settings, { keys: names }: TimedExchange): Settings['keys'] {
  return Object.fromEntries(names.slice(0, 1).map((name) => [name, keys[name]!]));
}

function callText(each: TimedExchange): string {
  const request = timeRequestOf(each);
  return request === undefined
    ? 'no call that tells its time'
    : `${request.method} ${request.host}${request.target.split('?')[0]}`;
}

/** The practice exchange is reached through a Keyward that runs. */
async function linksOf({ settings, home }: CheckParts): Promise<ExchangeLinks> {
  const isPractised = Object.values(settings.keys).some(({ environment }) => environment === 'practice');
  const address = isPractised
    ? await askAdmin(resolve(home), 'address', undefined, { timeoutMs: ADDRESS_MS }).catch(() => undefined)
    : undefined;
  return new ExchangeLinks(settings, address?.port, CALL_MS);
}

function driftOf({ home, session: { clock } }: CheckParts, venues: readonly SeenVenue[]): ClockFacts['drift'] {
  const now = venues.flatMap(({ name, isPractice, ahead }): (Ahead & { readonly by: string })[] =>
    isPractice || 'unseen' in ahead || ahead.seen === 'shared' ? [] : [{ ...ahead.seen, by: name.split(' ')[0]! }],
  );
  const drift = surestDrift(home, now, clock);
  if (drift) return seen('clock.json', drift);
  return unseen('clock.json', 'there are no two readings that are ten minutes to a week apart');
}
