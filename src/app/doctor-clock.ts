import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import { type Clock, KeywardError, type Log } from '../core/index.ts';
import { type Forward, Forwarder } from '../gateway/index.ts';
import type { Journal } from '../journal/index.ts';
import { findTimeSource, type NtpHost, systemNtpHost, systemTimeHost, type TimeSource } from '../network/index.ts';
import { connectAdmin } from './admin.ts';
import { askThrough } from './ask.ts';
import {
  bestReading,
  type ClockLimits,
  type ClockReadings,
  type Drift,
  driftSince,
  judge,
  keepReading,
  type ReadingParts,
  readClocks,
} from './clock-readings.ts';
import type { Examined } from './doctor.ts';
import type { Ahead } from './exchange-time.ts';
import { loadSettings, type SessionParts } from './session.ts';
import { openState } from './state.ts';

/** Everything that `keyward doctor clock` says. Offsets tell how far this host's clock is ahead. */
export interface ClockReport extends ClockReadings {
  readonly checks: readonly Examined[];
  readonly limits: ClockLimits;
  readonly source: TimeSource;
  /** Absent where no earlier reading is old enough to tell. */
  readonly drift?: Drift;
  /** Set by `acceptClock`. */
  readonly accepted?: { readonly until: string } | { readonly needless: true };
}

const TIMEOUT_MS = 5_000;
const START_TIMEOUT_MS = 2_000;
/** However slow names are found and sockets opened, a start waits no longer. */
const START_WHOLE_MS = 5_000;
const OVERRIDE_MS = 24 * 3_600_000;
const WEEK_DAYS = 7;

const SET_CLOCK = 'let chrony or systemd-timesyncd keep this clock: timedatectl set-ntp true';
const SET_HOST_CLOCK = 'set the clock on the host that runs this container; a container cannot set it';

/** Compares the clock with every exchange and NTP, and says what keeps it. Changes nothing but `clock.json` of the state folder. */
export async function doctorClock(parts: SessionParts): Promise<ClockReport> {
  const { settings } = loadSettings(parts);
  const { home } = parts.environment;
  const running = await connectAdmin(home, parts.clock).catch(() => undefined);
  const port = await running?.address().then((address) => address.port);
  const links = new ExchangeLinks(settings, port, TIMEOUT_MS);
  const [readings, source] = await Promise.all([
    readClocks({
      settings,
      clock: parts.clock,
      network: systemNtpHost(parts.clock),
      send: links.send,
      timeoutMs: TIMEOUT_MS,
      exchangeSamples: 5,
      ntpSamples: 2,
    }),
    findTimeSource(systemTimeHost(parts.clock)),
  ]);
  void links.close();
  const best = bestReading(readings);
  const drift = best && driftSince(home, best, parts.clock);
  const unkept = best && keepReading(home, best, parts.clock);
  const fix = source.isContainer ? SET_HOST_CLOCK : SET_CLOCK;
  const checks = [
    ...offsetChecks(readings, settings, fix),
    sourceCheck(source, readings, settings.clock),
    driftCheck(drift, unkept, settings.clock),
  ];
  return { checks, ...readings, limits: limitsOf(settings), source, ...(drift === undefined ? {} : { drift }) };
}

/** The way to each exchange: the practice exchange through whoever runs here, real ones directly. */
class ExchangeLinks {
  readonly #port: number | undefined;
  readonly #live: Forwarder;
  readonly #practice: Forwarder | undefined;

  constructor(settings: Settings, port: number | undefined, timeoutMs: number) {
    this.#port = port;
    this.#live = new Forwarder({ kind: 'exchange' }, timeoutMs, settings.network.localAddress);
    const { serve, port: practicePort } = settings.practice;
    this.#practice =
      serve || practicePort === 0 ? undefined : new Forwarder({ kind: 'practice', port: practicePort }, timeoutMs);
  }

  send: ReadingParts['send'] = ({ environment }, request) => {
    if (environment !== 'practice') return answered(this.#live.send, request);
    if (this.#practice) return answered(this.#practice.send, request);
    if (this.#port === undefined) return undefined;
    return askThrough({ port: this.#port, form: 'prefixed' }, request).catch((error: unknown) =>
      error instanceof Error ? error.message : 'not reached',
    );
  };

  async close(): Promise<void> {
    await Promise.all([this.#live.close(), this.#practice?.close()]);
  }
}

async function answered(forward: Forward, request: Parameters<Forward>[0]) {
  const outcome = await forward(request);
  return outcome.kind === 'answered' ? outcome : `not reached (${outcome.cause})`;
}

function limitsOf({ clock }: Settings): ClockLimits {
  return { warnAboveMs: clock.warnAboveMs, refuseAboveMs: clock.refuseAboveMs };
}

/** A row for each exchange, and for NTP: as a whole, and for each server that is silent or outvoted. */
function offsetChecks({ exchanges, ntp }: ClockReadings, { clock }: Settings, fix: string): Examined[] {
  const rows = exchanges.map((each): Examined => {
    const what = `exchange ${each.exchange}`;
    const before = each.environment === 'live' ? '' : `${each.environment}: `;
    if (!('fault' in each)) return offsetCheck(what, each, before, clock, fix);
    return each.fault === SHARES_CLOCK
      ? { what, outcome: 'fine', says: each.fault }
      : { what, outcome: 'unknown', says: before + each.fault, fix: 'check the network and the firewall' };
  });
  const silent = ntp.servers.flatMap((each): Examined[] =>
    'fault' in each ? [{ what: 'ntp server', outcome: 'unknown', says: `${each.server}: ${each.fault}` }] : [],
  );
  const outvoted = ntp.outvoted.map((server): Examined => {
    const says = `${server} says another time than the others, and is outvoted`;
    return { what: 'ntp server', outcome: 'warning', says, fix: 'name another server under clock.ntp' };
  });
  // What a majority has settled is no open question, however many others keep silent.
  const quiet = ntp.vote === 'agreed' ? silent.map((row) => ({ ...row, outcome: 'warning' as const })) : silent;
  return [...rows, ntpCheck(ntp, clock, fix), ...quiet, ...outvoted];
}

function ntpCheck({ servers, vote, ahead }: ClockReadings['ntp'], clock: Settings['clock'], fix: string): Examined {
  const what = 'ntp';
  if (servers.length === 0)
    return { what, outcome: 'warning', says: 'not asked: clock.ntp is empty', fix: 'name three servers there' };
  if (ahead && vote === 'agreed') {
    const known = servers.filter((each) => !('fault' in each)).length;
    return offsetCheck(what, ahead, `${known} of ${servers.length} answered; `, clock, fix);
  }
  const open = { what, outcome: 'unknown' as const };
  if (ahead) {
    const says = `one server of ${servers.length} alone answered, which proves nothing: this clock is ${offsetText(ahead)}`;
    return { ...open, says, fix: 'let UDP to port 123 out, or name servers that are reached under clock.ntp' };
  }
  return vote === 'split'
    ? {
        ...open,
        says: 'the servers do not agree on the time',
        fix: 'name three servers that you trust under clock.ntp',
      }
    : {
        ...open,
        says: 'no server answered',
        fix: 'let UDP to port 123 out, or name servers that are reached under clock.ntp',
      };
}

function offsetCheck(what: string, ahead: Ahead, before: string, clock: Settings['clock'], fix: string): Examined {
  const says = `${before}this clock is ${offsetText(ahead)}`;
  const found = judge(ahead, clock);
  if (found === 'fine') return { what, outcome: 'fine', says };
  if (found === 'unsure')
    return { what, outcome: 'unknown', says: `${says}: the way is too slow to tell`, fix: 'try again' };
  if (found === 'warn') return { what, outcome: 'warning', says: `${says}, over ${clock.warnAboveMs} ms`, fix };
  return { what, outcome: 'fault', says: `${says}, over ${clock.refuseAboveMs} ms: keyward up does not start`, fix };
}

function offsetText({ aheadMs, errorMs }: Ahead): string {
  const ms = Math.round(aheadMs);
  const side = ms === 0 ? '0 ms off' : `${Math.abs(ms)} ms ${ms < 0 ? 'behind' : 'ahead'}`;
  return `${side} (within ${Math.ceil(errorMs)} ms)`;
}

const sourceNames = {
  chrony: 'chrony',
  timesyncd: 'systemd-timesyncd',
  ntpd: 'ntpd',
  other: 'a program that timedatectl does not name',
  none: 'nothing keeps this clock',
  unknown: 'what keeps this clock cannot be seen from here',
} as const;

function sourceCheck(source: TimeSource, readings: ClockReadings, clock: Settings['clock']): Examined {
  const { kind, isSynchronised, isContainer, evidence } = source;
  const what = 'source';
  const says = [sourceNames[kind], ...evidence].join('; ');
  if (isSynchronised === 'yes') return { what, outcome: 'fine', says };
  if (kind === 'unknown') {
    // Nothing to see is no fault where the clock was just seen to be right.
    const best = bestReading(readings);
    const isRight = best !== undefined && judge(best, clock) === 'fine';
    return isContainer && isRight
      ? { what, outcome: 'fine', says }
      : { what, outcome: 'unknown', says, fix: SET_CLOCK };
  }
  return { what, outcome: 'warning', says, fix: isContainer ? SET_HOST_CLOCK : SET_CLOCK };
}

function driftCheck(drift: Drift | undefined, unkept: string | undefined, clock: Settings['clock']): Examined {
  const what = 'drift';
  const kept = unkept === undefined ? '' : `; this reading is not kept: ${unkept}`;
  if (!drift) {
    const says = `told once there is an earlier reading, ten minutes to a week old${kept}`;
    return { what, outcome: 'fine', says };
  }
  const { msPerDay, errorMsPerDay, since, by } = drift;
  const speed = Math.round(Math.abs(msPerDay));
  const way = speed === 0 ? '0 ms a day' : `${speed} ms a day ${msPerDay < 0 ? 'slow' : 'fast'}`;
  const says = `${way} (within ${Math.ceil(errorMsPerDay)} ms) against ${by} since ${since.slice(0, 16)}Z${kept}`;
  const surely = Math.abs(msPerDay) - errorMsPerDay;
  if (surely * WEEK_DAYS <= clock.warnAboveMs) return { what, outcome: 'fine', says };
  return {
    what,
    outcome: 'warning',
    says: `${says}: over ${clock.warnAboveMs} ms in less than a week`,
    fix: SET_CLOCK,
  };
}

export interface ClockCheckParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly home: string;
  readonly journal: Pick<Journal, 'replay'>;
  readonly log: Log;
  /** How an exchange is reached; a test brings its own. */
  readonly send?: ReadingParts['send'];
  readonly network?: NtpHost;
}

/**
 * The check at the start: throws `clock-off` when the clock is surely further off than `clock.refuseAboveMs`, by a live exchange or by the
 * majority of the NTP servers, unless that was accepted in the last day. Gives back what is to be told. What is not reached stops nothing, and
 * with practice keys alone nothing is asked: they share this clock.
 */
export async function checkClock(parts: ClockCheckParts): Promise<readonly Examined[]> {
  const { settings, clock, journal, log } = parts;
  const found = await measureStart(parts);
  if (found === undefined) return [];
  const rows = offsetChecks(found, settings, SET_CLOCK).filter(({ outcome }) => outcome !== 'fine');
  for (const { what, outcome, says } of rows) log.warn(`clock: ${what}`, { reason: `${outcome}: ${says}` });
  const off = rows.filter(({ outcome }) => outcome === 'fault');
  if (off.length === 0) return rows;
  const until = await acceptedUntil(journal, clock);
  if (until !== undefined) {
    const says = `${off[0]!.what}: ${off[0]!.says.replace(/: keyward up does not start$/, '')}, which is accepted until ${until}`;
    return [...rows.filter((row) => !off.includes(row)), { what: 'clock', outcome: 'warning', says, fix: SET_CLOCK }];
  }
  const lines = off.map(({ what, says }) => `${what}: ${says.replace(/: keyward up does not start$/, '')}`);
  throw new KeywardError('clock-off', "this host's clock is off", { lines });
}

/** `undefined` where nothing is to be asked. */
async function measureStart(parts: ClockCheckParts): Promise<ClockReadings | undefined> {
  const { clock, home } = parts;
  const live = Object.entries(parts.settings.keys).filter(([, { environment }]) => environment !== 'practice');
  if (live.length === 0) return undefined;
  const settings = { ...parts.settings, keys: Object.fromEntries(live) };
  const links = parts.send ? undefined : new ExchangeLinks(settings, undefined, START_TIMEOUT_MS);
  const measured = readClocks({
    settings,
    clock,
    network: parts.network ?? systemNtpHost(clock),
    send: parts.send ?? links!.send,
    timeoutMs: START_TIMEOUT_MS,
    exchangeSamples: 2,
    ntpSamples: 1,
  });
  const late = { exchanges: [], ntp: { servers: [], vote: 'silent' as const, outvoted: [] } };
  const found = await Promise.race([measured, sleep(START_WHOLE_MS, late, { ref: false })]);
  void links?.close();
  const best = bestReading(found);
  if (best) keepReading(home, best, clock);
  return found;
}

/** Until when an offset is accepted, as the journal has it. Its times are of the same clock, which may have been set since. */
async function acceptedUntil(journal: Pick<Journal, 'replay'>, clock: Clock): Promise<string | undefined> {
  let until: number | undefined;
  for await (const entry of journal.replay({ kinds: ['override'] })) {
    if (entry.kind !== 'override' || entry.key !== 'clock' || entry.what !== 'clock-offset') continue;
    const atMs = Date.parse(entry.time);
    if (Math.abs(clock.nowMs() - atMs) < OVERRIDE_MS) until = atMs + OVERRIDE_MS;
  }
  return until === undefined ? undefined : new Date(until).toISOString();
}

/** Writes down that Keyward may start with the clock as it is, for 24 hours. Nothing is written where a start would not be refused. */
export async function acceptClock(parts: SessionParts, reason: string): Promise<ClockReport> {
  if (reason.trim() === '') throw new KeywardError('usage', 'the reason is empty');
  const report = await doctorClock(parts);
  const { settings } = loadSettings(parts);
  const isLive = Object.values(settings.keys).some(({ environment }) => environment !== 'practice');
  if (!isLive || !report.checks.some(({ outcome }) => outcome === 'fault'))
    return { ...report, accepted: { needless: true } };
  const state = await openState(parts.environment.home, parts.clock, parts.log);
  try {
    const by = `cli ${parts.environment.user}`;
    await state.journal.append('override', { key: 'clock', what: 'clock-offset', by, reason });
  } finally {
    await state.close();
  }
  return { ...report, accepted: { until: new Date(parts.clock.nowMs() + OVERRIDE_MS).toISOString() } };
}
