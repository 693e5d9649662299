import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BotStopSettings, Settings } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import type { Journal } from '../journal/index.ts';
import type { From, Place } from '../vault/index.ts';
import { type BotApi, stopFreqtrade, stopHummingbot, type Told } from './bot-apis.ts';
import { type PlacesParts, placeOfSecret } from './places.ts';
import { isRunning, RunRecords, signalRun } from './run-records.ts';

/** No way takes longer, in ms; all of them go on beside each other and beside the kill switch, which waits for none. */
const LONGEST_MS = 3_000;
const LOOK_MS = 50;

/** How a bot was told to stop, and what came of it. */
export interface StopReport extends Told {
  readonly bot: string;
  readonly way: 'run' | 'systemd' | 'freqtrade' | 'hummingbot' | 'command';
}

export interface StopParts {
  readonly settings: Settings;
  readonly home: string;
  /** For the programs that are run. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Opens the place of the password of a bot's own API. */
  placeOfPassword(entry: string, name: string, from: From | undefined): Place;
}

type Way = readonly [way: StopReport['way'], go: (signal: AbortSignal) => Promise<Told>];
/** What it means when nothing comes back in time; elsewhere that is a failure. */
const LATE: Readonly<Partial<Record<StopReport['way'], Told>>> = {
  systemd: { state: 'told', says: `systemd was asked; the unit has not stopped in ${LONGEST_MS} ms` },
};

/** Tells these bots to stop, in each way that is known for them. Best effort: the halt level refuses their orders whatever comes of it. */
export async function stopBots(parts: StopParts, bots: readonly string[]): Promise<readonly StopReport[]> {
  const all = bots.flatMap((bot) => waysOf(parts, bot).map((way) => [bot, ...way] as const));
  return Promise.all(all.map(async ([bot, way, go]) => ({ bot, way, ...(await within(go, LATE[way])) })));
}

/** What stopping needs, of the places of a session. */
export function stopParts(settings: Settings, places: PlacesParts): StopParts {
  const { home, variables } = places.environment;
  return {
    settings,
    home: resolve(home),
    variables,
    placeOfPassword: (entry, name, from) => placeOfSecret(entry, name, from, places),
  };
}

export function noteStop(journal: Journal, { bot, way, state, says }: StopReport): void {
  journal.note('bot-stop', { bot, way, result: state, says: says.slice(0, 300) });
}

/** The bots that trade with these keys. */
export function botsOf({ bots }: Settings, keys: readonly string[]): string[] {
  return Object.entries(bots).flatMap(([bot, { key }]) => (keys.includes(key) ? [bot] : []));
}

function waysOf(parts: StopParts, bot: string): Way[] {
  const { settings, home, variables, placeOfPassword } = parts;
  const stop: BotStopSettings = settings.bots[bot]?.stop ?? {};
  const { systemd, freqtrade, hummingbot, command } = stop;
  const records = new RunRecords(home);
  const api = async (name: string, variable: string, { url, user, from }: Login): Promise<BotApi> => {
    const place = placeOfPassword(`bots.${bot}.stop.${name}`, variable, from);
    try {
      return { url, user, password: (await place.read()).secret };
    } finally {
      void place.close?.();
    }
  };
  return [
    ...(records.read(bot) ? [['run', (signal) => endRun(records, bot, signal)] as Way] : []),
    ...(systemd ? [['systemd', (signal) => stopUnit(systemd, variables, signal)] as Way] : []),
    ...(freqtrade
      ? [
          [
            'freqtrade',
            async (signal) => stopFreqtrade(await api('freqtrade', 'FREQTRADE_PASSWORD', freqtrade), signal),
          ] as Way,
        ]
      : []),
    ...(hummingbot
      ? [
          [
            'hummingbot',
            async (signal) =>
              stopHummingbot(await api('hummingbot', 'HUMMINGBOT_PASSWORD', hummingbot), hummingbot.bot, signal),
          ] as Way,
        ]
      : []),
    ...(command
      ? [['command', (signal) => runProgram(command, { ...variables, KEYWARD_BOT: bot }, signal)] as Way]
      : []),
  ];
}

interface Login {
  readonly url: string;
  readonly user: string;
  readonly from?: From | undefined;
}

async function within(
  go: (signal: AbortSignal) => Promise<Told>,
  atLast: Told = { state: 'failed', says: `no answer in ${LONGEST_MS} ms` },
): Promise<Told> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<Told>((done) => {
    timer = setTimeout(() => {
      done(atLast);
      late.abort();
    }, LONGEST_MS);
  });
  const going = go(late.signal).catch((error: unknown): Told => ({ state: 'failed', says: reasonOf(error) }));
  try {
    return await Promise.race([going, ended]);
  } finally {
    clearTimeout(timer);
  }
}

/** SIGTERM to all that the run has started. It is not killed: what it has to write down is its owner's. */
async function endRun(records: RunRecords, bot: string, signal: AbortSignal): Promise<Told> {
  const record = records.read(bot);
  if (!record || !signalRun(record, 'SIGTERM')) return { state: 'stopped', says: 'it did not run any more' };
  const untilEnd = LONGEST_MS - 300;
  for (let waitedMs = 0; waitedMs < untilEnd && !signal.aborted; waitedMs += LOOK_MS) {
    await sleep(LOOK_MS);
    if (!isRunning(record)) return { state: 'stopped', says: 'it has ended' };
  }
  return { state: 'told', says: 'SIGTERM was sent; it still runs' };
}

function stopUnit(
  { unit, user }: NonNullable<BotStopSettings['systemd']>,
  variables: StopParts['variables'],
  signal: AbortSignal,
): Promise<Told> {
  return runProgram(
    ['systemctl', ...(user ? ['--user'] : []), '--no-ask-password', 'stop', '--', unit],
    variables,
    signal,
  );
}

/** In a group of its own, which is ended when it takes too long. What it prints is nobody's to read. */
function runProgram(
  [program = '', ...args]: readonly string[],
  variables: StopParts['variables'],
  signal: AbortSignal,
): Promise<Told> {
  return new Promise((done) => {
    const child = spawn(program, args, { env: { ...variables }, stdio: 'ignore', detached: true });
    const end = (): void => endGroup(child.pid);
    signal.addEventListener('abort', end, { once: true });
    child.on('error', (error: NodeJS.ErrnoException) =>
      done({ state: 'failed', says: `${program} cannot be run (${error.code ?? 'unknown'})` }),
    );
    child.on('close', (code, by) => {
      // Its number may be given to another now.
      signal.removeEventListener('abort', end);
      const state = code === 0 ? 'stopped' : 'failed';
      done({ state, says: `${program} ended with ${by ?? code}` });
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof KeywardError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message ?? 'it failed';
}
