/** How a program ended: its standard output, or `undefined` when it is not there, fails or is too slow. */
export type Runner = (program: string, args: readonly string[]) => Promise<string | undefined>;

/** What of the host is looked at. */
export interface TimeHost {
  run: Runner;
  /** When a file was changed, ms since the epoch; `undefined` when it is not there. */
  changedMs(path: string): number | undefined;
  isThere(path: string): boolean;
  /** A small text file; `undefined` when it cannot be read. */
  read(path: string): string | undefined;
  nowMs(): number;
}

/** What keeps this host's clock, as far as it can be seen from here. `unknown` is not `none`: nothing was seen either way. */
export interface TimeSource {
  readonly kind: 'chrony' | 'timesyncd' | 'ntpd' | 'other' | 'none' | 'unknown';
  /** Whether it says that the clock is set by it now. */
  readonly isSynchronised: 'yes' | 'no' | 'unknown';
  /** A container has its host's clock and cannot set it. */
  readonly isContainer: boolean;
  /** What was seen, a line each. */
  readonly evidence: readonly string[];
}

const SYNCHRONIZED = '/run/systemd/timesync/synchronized';
const STALE_MS = 86_400_000;

/** Looks at what keeps the clock: chrony, systemd-timesyncd, ntpd, or what `timedatectl` says. Changes nothing; never throws. */
export async function findTimeSource(host: TimeHost): Promise<TimeSource> {
  const isContainer = looksContained(host);
  const base = isContainer ? ['this is a container: its clock is that of the host below it'] : [];
  const found = (await chrony(host)) ?? (await ntpd(host)) ?? (await timesyncd(host));
  if (found) return { ...found, isContainer, evidence: [...base, ...found.evidence] };
  return { kind: 'unknown', isSynchronised: 'unknown', isContainer, evidence: base };
}

type Found = Omit<TimeSource, 'isContainer'>;

async function chrony({ run }: TimeHost): Promise<Found | undefined> {
  // Without names, so that no resolver is waited for.
  const said = await run('chronyc', ['-n', '-c', 'tracking']);
  const fields = said?.trim().split(',') ?? [];
  if (fields.length < 14) return undefined;
  const [, address = '', stratum = ''] = fields;
  const leap = fields[13];
  const isSet = leap !== 'Not synchronised' && Number(stratum) > 0;
  const drift = Number(fields[7]);
  const evidence = [
    `chronyc tracking: ${isSet ? `follows ${address || 'a local clock'}, stratum ${stratum}` : 'not synchronised'}`,
    ...(Number.isFinite(drift)
      ? [`chronyc tracking: this clock alone would run ${Math.abs(drift)} ppm ${drift < 0 ? 'slow' : 'fast'}`]
      : []),
  ];
  return { kind: 'chrony', isSynchronised: isSet ? 'yes' : 'no', evidence };
}

async function ntpd({ run }: TimeHost): Promise<Found | undefined> {
  const said = await run('ntpq', ['-c', 'rv 0 leap,stratum,refid']);
  const leap = /\bleap=0*([0-3]+)\b/.exec(said ?? '')?.[1];
  if (leap === undefined) return undefined;
  const isSet = leap !== '11' && leap !== '3';
  return {
    kind: 'ntpd',
    isSynchronised: isSet ? 'yes' : 'no',
    evidence: [`ntpq: ${isSet ? 'synchronised' : 'not synchronised'}`],
  };
}

async function timesyncd({ run, changedMs, nowMs }: TimeHost): Promise<Found | undefined> {
  const properties = ['NTP', 'NTPSynchronized'].map((name) => `--property=${name}`);
  const said = await run('timedatectl', ['show', ...properties]);
  const markMs = changedMs(SYNCHRONIZED);
  const ageMs = markMs === undefined ? undefined : Math.max(0, nowMs() - markMs);
  const isFresh = ageMs !== undefined && ageMs < STALE_MS;
  const mark = ageMs === undefined ? [] : [`systemd-timesyncd set the clock ${spanText(ageMs)} ago (${SYNCHRONIZED})`];
  const [, ntp] = /^NTP=(yes|no)$/m.exec(said ?? '') ?? [];
  const [, set] = /^NTPSynchronized=(yes|no)$/m.exec(said ?? '') ?? [];
  if (ntp === undefined && set === undefined) {
    // Without the program, the mark alone tells.
    if (ageMs === undefined) return undefined;
    return { kind: 'timesyncd', isSynchronised: isFresh ? 'yes' : 'unknown', evidence: mark };
  }
  const evidence = [
    `timedatectl: network time ${ntp === 'yes' ? 'on' : 'off'}, clock ${set === 'yes' ? '' : 'not '}synchronised`,
    ...mark,
  ];
  if (ntp === 'yes')
    return { kind: ageMs === undefined ? 'other' : 'timesyncd', isSynchronised: set ?? 'unknown', evidence } as Found;
  return { kind: set === 'yes' ? 'other' : 'none', isSynchronised: set === 'yes' ? 'yes' : 'no', evidence };
}

function looksContained({ isThere, read }: TimeHost): boolean {
  if (isThere('/.dockerenv') || isThere('/run/.containerenv')) return true;
  return /docker|containerd|kubepods|lxc/.test(read('/proc/1/cgroup') ?? '');
}

/** About how long, in the largest unit that says enough. */
function spanText(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} days`;
}
