import type { Settings } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import { findTimeSource, systemNtpHost, systemTimeHost, type TimeSource } from '../network/index.ts';
import { connectAdmin } from './admin.ts';
import { OVERRIDE_MS, offsetChecks, SET_CLOCK } from './clock-check.ts';
import {
  bestReading,
  type ClockLimits,
  type ClockReadings,
  type Drift,
  driftSince,
  judge,
  keepReading,
  readClocks,
} from './clock-readings.ts';
import type { Examined } from './examined.ts';
import { ExchangeLinks } from './exchange-links.ts';
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
const WEEK_DAYS = 7;
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

function limitsOf({ clock }: Settings): ClockLimits {
  return { warnAboveMs: clock.warnAboveMs, refuseAboveMs: clock.refuseAboveMs };
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
      : { what, outcome: 'unknown', says, fix: isContainer ? SET_HOST_CLOCK : SET_CLOCK };
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

/** Writes down that Keyward may start with the clock as it is, for 24 hours. Nothing is written where a start would not be refused. */
export async function acceptClock(parts: SessionParts, reason: string): Promise<ClockReport> {
  if (reason.trim() === '') throw new KeywardError('usage', 'the reason is empty');
  const report = await doctorClock(parts);
  const { settings } = loadSettings(parts);
  const isLive = Object.values(settings.keys).some(({ environment }) => environment !== 'practice');
  if (!isLive || !report.checks.some(({ outcome }) => outcome === 'fault'))
    return { ...report, accepted: { needless: true } };
  if (await connectAdmin(parts.environment.home, parts.clock).catch(() => undefined)) {
    const why = 'a Keyward runs here, so it has started; an offset is accepted for a start: stop it first';
    throw new KeywardError('home-locked', why);
  }
  const state = await openState(parts.environment.home, parts.clock, parts.log, 'no-seal');
  try {
    const by = `cli ${parts.environment.user}`;
    await state.journal.append('override', { key: 'clock', what: 'clock-offset', by, reason });
  } finally {
    await state.close();
  }
  return { ...report, accepted: { until: new Date(parts.clock.nowMs() + OVERRIDE_MS).toISOString() } };
}
