import { resolve } from 'node:path';
import type { Settings } from '../config/index.ts';
import { makePrivateFolder } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { HaltFile } from '../halt/index.ts';
import type { Finding } from '../monitor/index.ts';
import { Alarms } from './alarms.ts';
import { Alerting } from './alerting.ts';
import { cutFinding } from './cut-finding.ts';
import { KILL_ID } from './kill-targets.ts';
import { practicePortOf } from './killing.ts';
import { noSettings } from './killing-settings.ts';
import { Monitoring, watchable } from './monitoring.ts';
import { type OwnKey, openOwnKey } from './own-key.ts';
import { placeOf } from './places.ts';
import { loadSettings, placesParts, type SessionParts } from './session.ts';
import { checkOwner, takeLock } from './state.ts';

const CALL_TIMEOUT_MS = 8_000;
const AWAKE_MS = 60_000;

/** One thing that was found, with the moment in which it was. */
export interface Found extends Finding {
  readonly at: string;
}

export interface WatchAlone {
  readonly keys: readonly string[];
  /** What the owner is to know of this way to watch, a sentence each. */
  readonly notes: readonly string[];
  stop(): Promise<void>;
}

export interface LookReport {
  readonly findings: readonly Found[];
  /** Lists and accounts that could not be read, so that nobody knows what they show. */
  readonly unread: readonly string[];
  /** Lists that the key may not read. */
  readonly forbidden: readonly string[];
  readonly lists: number;
}

/**
 * The monitor alone, without gateway and journal, for another host: it knows the bots by the settings, tells what it finds, and acts on
 * nothing. Throws `home-locked` where a Keyward runs on the state folder, which watches already, and `usage` where no settings file is found.
 */
export async function startWatch(parts: SessionParts, found: (one: Found) => void): Promise<WatchAlone> {
  const alone = await Alone.open(parts, found);
  await alone.monitoring.start();
  // Nothing else of a watch keeps the process running.
  const awake = setInterval(() => undefined, AWAKE_MS);
  const stop = async (): Promise<void> => {
    clearInterval(awake);
    await alone.stop();
  };
  return { keys: watchable(alone.settings), notes: notesOf(alone.settings), stop };
}

/** One look at every account, compared with the one before. */
export async function watchOnce(parts: SessionParts): Promise<LookReport> {
  const findings: Found[] = [];
  const alone = await Alone.open(parts, (one) => void findings.push(one));
  try {
    const failed = await alone.monitoring.lookOnce();
    const lists = Object.entries(alone.monitoring.status()).flatMap(([key, feeds]) =>
      feeds.map((feed) => ({ name: `${key}: ${feed.feed}`, ...feed })),
    );
    const say = ({ name, why }: { name: string; why: string }): string => (why === '' ? name : `${name} (${why})`);
    return {
      findings,
      unread: [
        ...[...failed].map(([key, why]) => `${key}: ${why}`),
        ...lists
          .filter(({ state, ageMs }) => state === 'failing' || (state === 'read' && ageMs === undefined))
          .map(say),
      ],
      forbidden: lists.filter(({ state }) => state === 'forbidden').map(say),
      lists: lists.length,
    };
  } finally {
    await alone.stop();
  }
}

/** Everything of a watch that runs alone. */
class Alone {
  readonly settings: Settings;
  readonly monitoring: Monitoring;
  readonly #alerting: Alerting;
  readonly #unlock: () => void;
  readonly #owns = new Map<string, Promise<OwnKey>>();

  private constructor(
    parts: SessionParts,
    found: (one: Found) => void,
    practicePort: number,
    unlock: () => void,
    { settings, path }: ReturnType<typeof loadSettings>,
  ) {
    const home = resolve(parts.environment.home);
    const { clock, log } = parts;
    const halt = new HaltFile(home);
    const places = placesParts(parts, settings, path);
    const alarms = new Alarms({ note: () => 0 }, log);
    const opened = new Map<string, OwnKey>();
    this.settings = settings;
    this.#unlock = unlock;
    this.#alerting = new Alerting({ state: { home, halt, journal: undefined }, clock, alarms, places });
    this.monitoring = new Monitoring({
      settings,
      home,
      clock,
      log,
      halt,
      journal: undefined,
      watcherOf: async (name) => {
        const own = await this.#own(settings.monitor.with[name] ?? name, (key) =>
          openOwnKey(
            { settings, home, clock, timeoutMs: CALL_TIMEOUT_MS, practicePort, placeOf: (one) => placeOf(one, places) },
            key,
          ),
        );
        opened.set(name, own);
        return own;
      },
      // The key of the bots need not be on this host: of the one that watches it is asked what it can do.
      signingOf: (name) => opened.get(name)!.signing,
      // By its name alone, for no journal tells more; the host where it was used judges it by what it has written down.
      declared: () => [{ who: 'a kill switch, by its name', names: [KILL_ID] }],
      isAcknowledged: () => false,
      killedAtMs: () => undefined,
      found: (finding) => {
        found({ ...finding, at: new Date(clock.nowMs()).toISOString() });
        if (finding.severity !== 'info') alarms.raise(alarmOf(finding), true);
      },
      over: (about) => alarms.end(about),
    });
  }

  static async open(parts: SessionParts, found: (one: Found) => void): Promise<Alone> {
    const home = resolve(parts.environment.home);
    checkOwner(home);
    const loaded = loadSettings(parts);
    makePrivateFolder(home);
    const practicePort = await practicePortOf(parts, loaded.settings);
    const lock = await takeLock(home, process.platform);
    try {
      // An account that nobody named is not made up: whoever is in another folder would believe that his own is watched.
      if (loaded.path === undefined) throw noSettings(parts);
      const alone = new Alone(parts, found, practicePort, () => void lock.close(), loaded);
      alone.#alerting.start();
      return alone;
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.monitoring.stop();
    await this.#alerting.stop(0);
    const owns = await Promise.allSettled(this.#owns.values());
    await Promise.all(owns.map((own) => (own.status === 'fulfilled' ? own.value.close() : undefined)));
    this.#unlock();
  }

  /** One connection for each key, however often it is asked for; one that could not be opened is tried again. */
  #own(key: string, open: (key: string) => Promise<OwnKey>): Promise<OwnKey> {
    const known = this.#owns.get(key);
    if (known) return known;
    const opening = open(key);
    this.#owns.set(key, opening);
    opening.catch(() => this.#owns.delete(key));
    return opening;
  }
}

/** What a finding may be acknowledged with is on the other host; what this one can do is to stop everything, or to look why it does not see. */
function nextOf({ isSecurity, kind }: Finding): string {
  if (isSecurity) return 'keyward kill';
  return LOSSES.has(kind) ? 'keyward kill --dry-run' : 'keyward doctor';
}

const LOSSES: ReadonlySet<Finding['kind']> = new Set(['position-limit', 'daily-loss', 'drawdown']);

function alarmOf(finding: Finding): Parameters<Alarms['raise']>[0] {
  const { about, severity, says, key, evidence } = cutFinding(finding);
  return {
    about,
    severity,
    says,
    key,
    ...(evidence.length === 0 ? {} : { evidence: evidence.join('\n') }),
    next: nextOf(finding),
  };
}

function notesOf({ keys, monitor }: Settings): string[] {
  return watchable({ keys }).flatMap((name) => {
    const { exchange } = keys[name]!;
    if (monitor.with[name] !== undefined || exchanges[exchange]!.facts.signing.nonce !== 'increasing') return [];
    return [
      `${exchange} wants a rising number with each request of a key: watch ${name} with a key of its own (monitor.with), or the bots are refused`,
    ];
  });
}
