import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import { type Clock, KeywardError } from '../core/index.ts';
import type { Journal } from '../journal/index.ts';
import { type NtpHost, systemNtpHost } from '../network/index.ts';
import {
  bestReading,
  type ClockReadings,
  judge,
  keepReading,
  type ReadingParts,
  readClocks,
  SHARES_CLOCK,
} from './clock-readings.ts';
import type { Examined } from './examined.ts';
import { ExchangeLinks } from './exchange-links.ts';
import type { Ahead } from './exchange-time.ts';

const START_TIMEOUT_MS = 2_000;
/** However slow names are found and sockets opened, a start waits no longer. */
const START_WHOLE_MS = 5_000;
/** How long an accepted offset counts: a supervisor may start Keyward again at any time, so not for one start alone. */
export const OVERRIDE_MS = 24 * 3_600_000;

export const SET_CLOCK = 'let chrony or systemd-timesyncd keep this clock: timedatectl set-ntp true';

/** A row for each exchange, and for NTP: as a whole, and for each server that is silent or outvoted. */
export function offsetChecks({ exchanges, ntp }: ClockReadings, { clock }: Settings, fix: string): Examined[] {
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

export interface ClockCheckParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly home: string;
  readonly journal: Pick<Journal, 'replay'>;
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
  const { settings, clock, journal } = parts;
  const found = await measureStart(parts);
  if (found === undefined) return [];
  const all = offsetChecks(found, settings, SET_CLOCK);
  const isContradicted = all.some(({ what, outcome }) => what.startsWith('exchange ') && outcome === 'fine');
  const rows = all
    // Answers of NTP can be forged by whoever is on the way; those of an exchange come over TLS.
    .map((row) => (isContradicted && row.what === 'ntp' && row.outcome === 'fault' ? contradicted(row) : row))
    .filter(({ outcome }) => outcome !== 'fine');
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

function contradicted(row: Examined): Examined {
  const says = `${row.says.replace(/: keyward up does not start$/, '')}; an exchange says otherwise, over TLS, and is believed`;
  return { ...row, outcome: 'warning', says };
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
