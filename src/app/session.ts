import type { Server } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import type { AuditedKey } from '../audit/index.ts';
import {
  findSettings,
  type KeySettings,
  type ProcessEnvironment,
  practiceSettings,
  type Settings,
} from '../config/index.ts';
import { type Clock, isRefusal, KeywardError, type Log } from '../core/index.ts';
import { inspections } from '../exchanges/index.ts';
import { Forwarder, fingerprintOf } from '../gateway/index.ts';
import { practiceExchanges } from '../practice/index.ts';
import type { AskPassphrase, Place, Unlock } from '../vault/index.ts';
import { lastAddresses } from './address-file.ts';
import { connectAdmin, serveAdmin } from './admin.ts';
import type { Alarms } from './alarms.ts';
import { Alerting, idleAlerts } from './alerting.ts';
import { hasNonces } from './asker.ts';
import { auditKeys } from './audits.ts';
import { checkClock } from './clock-check.ts';
import { type DeadManNotice, deadManNotices } from './dead-man-facts.ts';
import { DeadMen } from './dead-men.ts';
import type { Examined } from './examined.ts';
import { readFitting } from './fit-settings.ts';
import { type EnvWarning, envWarnings } from './git.ts';
import { Guard } from './guard.ts';
import type { KeyWork } from './key-operations.ts';
import { type Addresses, Keyward } from './keyward.ts';
import { watchable } from './monitoring.ts';
import { LocalOperations, type Operations } from './operations.ts';
import { type PlacesParts, placeOf, unlockFor } from './places.ts';
import { isOfPractice, ownPlace } from './practice-home.ts';
import { clearLeftover } from './restore-leftover.ts';
import { Rotations } from './rotations.ts';
import { openState, type State } from './state.ts';
import { stopBots, stopParts } from './stop-bots.ts';
import { tellOthers } from './tell-others.ts';
import { vaultFiles } from './vault-watch.ts';

const AUDIT_TIMEOUT_MS = 5_000;

export interface SessionParts {
  readonly environment: ProcessEnvironment;
  /** The current folder. */
  readonly folder: string;
  /** The settings file named on the command line. */
  readonly config?: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks the owner on the terminal, without showing what is typed; absent where there is nobody. */
  readonly askSecret?: AskPassphrase;
  /** The settings, where they have been read already. */
  readonly found?: FoundSettings;
}

/** Settings as found: `path` is absent when there is no file and the practice exchange is used. */
export interface FoundSettings {
  readonly settings: Settings;
  readonly path?: string;
}

export function loadSettings({ environment, folder, config, found }: SessionParts): FoundSettings {
  if (found) return found;
  const path = findSettings(config, folder, environment.configFolder);
  if (path === undefined) return { settings: practiceSettings(practiceExchanges()) };
  return { settings: readFitting(path), path };
}

/** Runs `use` on the Keyward that runs here, with its own settings, or on its state folder when none runs. A settings file that is named is there. */
export async function withOperations<T>(parts: SessionParts, use: (operations: Operations) => Promise<T>): Promise<T> {
  const { home, configFolder } = parts.environment;
  if (parts.config !== undefined) findSettings(parts.config, parts.folder, configFolder);
  const running = await connectAdmin(home, parts.clock);
  if (running) return use(running);
  const { settings, path } = loadSettings(parts);
  const state = await openState(home, parts.clock, parts.log, placesParts(parts, settings, path).unlock);
  try {
    return await use(
      new LocalOperations({
        state,
        settings,
        ...(path === undefined ? {} : { settingsPath: path }),
        clock: parts.clock,
        port: settings.gateway.port,
        gateway: undefined,
        keys: idleKeys(parts, settings, path, state),
        alerts: idleAlerts(placesParts(parts, settings, path), state.home),
      }),
    );
  } finally {
    await state.close();
  }
}

export interface Running extends Addresses {
  readonly settingsPath?: string;
  /** Files of secrets that git has, or would take along. */
  readonly warnings: readonly EnvWarning[];
  /** What is to be told of this host's clock; empty where it is fine, or where all keys are practice keys. */
  readonly clockChecks: readonly Examined[];
  /** The names of the channels for alarms. */
  readonly channels: readonly string[];
  /** The keys whose accounts are watched. */
  readonly watched: readonly string[];
  /** What is to be known of the dead-man timers that the settings ask for. */
  readonly deadMan: readonly DeadManNotice[];
  readonly operations: Operations;
  readonly alarms: Alarms;
  /** The audit of the start, whose findings the caller prints. */
  audit(): Promise<readonly AuditedKey[]>;
  /** What is in flight ends, then everything is closed; `exitCode` is what the process ends with. */
  stop(reason: string, exitCode?: number): Promise<void>;
}

/** Starts everything that `keyward up` runs. */
export async function startUp(parts: SessionParts, version: string): Promise<Running> {
  const { settings, path } = loadSettings(parts);
  const warnings = envWarnings(secretFiles(settings, path, parts.folder));
  const places = placesParts(parts, settings, path);
  const { clock, log } = parts;
  await clearLeftover(parts.environment.home, log);
  const state = await openState(parts.environment.home, parts.clock, parts.log, places.unlock);
  const begun: Begun = { state };
  try {
    const clockChecks = await checkClock({ ...parts, settings, home: state.home, journal: state.journal });
    await state.journal.append('start', { version, node: process.versions.node });
    state.journal.listen((entry) => tellOthers(entry, log));
    const keyward = openKeyward(parts, { settings, ...(path === undefined ? {} : { path }) }, state);
    // Before the rest, so that what keeps it from starting is told.
    const alerting = new Alerting({ state, clock, alarms: keyward.alarms, places });
    alerting.start();
    begun.alerting = alerting;
    const addresses = await keyward.start();
    begun.keyward = keyward;
    const deadMen = new DeadMen({ state, settings, clock, log, alarms: keyward.alarms, gateway: keyward.gateway! });
    const guard = new Guard({
      state,
      settings,
      clock,
      log,
      alarms: keyward.alarms,
      gateway: keyward.gateway!,
      practicePort: addresses.practicePort ?? settings.practice.port,
      placeOf: (name) => placeOf(name, places),
      stopBots: (bots) => stopBots(stopParts(settings, places), bots),
      ranOutMs: (key) => deadMen.ranOutMs(key),
    });
    begun.deadMen = deadMen;
    deadMen.start();
    begun.guard = guard;
    await guard.start();
    const operations = new LocalOperations({
      state,
      settings,
      ...(path === undefined ? {} : { settingsPath: path }),
      clock,
      port: addresses.port,
      gateway: keyward.gateway,
      keys: liveKeys(keyward, (key) => fingerprintFrom(parts, settings, path, key)),
      alerts: alerting,
      guard,
      ...(addresses.practicePort === undefined ? {} : { practicePort: addresses.practicePort }),
    });
    begun.admin = await serveAdmin(state.home, operations, parts.clock);
    return {
      ...addresses,
      ...(path === undefined ? {} : { settingsPath: path }),
      warnings: await warnings,
      clockChecks,
      deadMan: deadManNotices(settings),
      channels: Object.keys(settings.alerts.channels),
      watched: guard.isWatching ? watchable(settings) : [],
      operations,
      alarms: keyward.alarms,
      audit: () => keyward.audit(true),
      stop: (reason, exitCode = 0) => stopAll(begun, reason, exitCode),
    };
  } catch (error) {
    // What it has begun goes on else: watches, and timers at the exchanges that cancel every order when nobody sets them again.
    await stopAll(begun, 'it could not start', 1).catch(() => undefined);
    throw error;
  }
}

/** What has been started so far. */
interface Begun {
  readonly state: State;
  alerting?: Alerting;
  keyward?: Keyward;
  deadMen?: DeadMen;
  guard?: Guard;
  admin?: Server;
}

/** Each step is taken also where the one before has failed; the first fault is thrown at the end. */
async function stopAll(
  { state, keyward, alerting, deadMen, guard, admin }: Begun,
  reason: string,
  exitCode: number,
): Promise<void> {
  const steps: readonly (() => Promise<unknown> | undefined)[] = [
    // First, so that nobody takes a slow end for a death.
    () => deadMen?.stop(),
    () => admin && new Promise<void>((done) => admin.close(() => done())),
    () => guard?.stop(),
    () => keyward?.stop(),
    () => alerting?.stop(exitCode),
    () => state.journal.append('stop', { reason }).catch(() => undefined),
    () => state.close(),
  ];
  const faults: unknown[] = [];
  for (const step of steps) await Promise.resolve(step()).catch((error: unknown) => faults.push(error));
  if (faults.length > 0) throw faults[0];
}

/** The work on keys while Keyward runs. */
function liveKeys(keyward: Keyward, fromPlace: (key: string) => Promise<string>): KeyWork {
  return {
    fingerprintOf: async (key) => keyward.gateway?.key(key)?.fingerprint ?? (await fromPlace(key)),
    takeOverride: (key) => keyward.takeOverride(key),
    lookSoon: () => keyward.lookSoon(),
    // Asked from another terminal: whoever looks at the log of this one is told as well.
    audit: () => keyward.audit(false),
    rotations: () => keyward.rotations,
    alarms: () => keyward.alarms.current,
  };
}

/** What was told of the vault before anybody listened is raised at once. */
function openKeyward(parts: SessionParts, { settings, path }: FoundSettings, state: State): Keyward {
  const { clock, log } = parts;
  const keyward = new Keyward({
    state,
    settings,
    clock,
    log,
    placeOf: (name) => placeOf(name, placesParts(parts, settings, path)),
    vaultFiles: vaultFiles(state.home, settings, path),
  });
  for (const says of told.get(parts) ?? [])
    keyward.alarms.raise({ about: 'vault-identity-moved', severity: 'warning', says, next: 'keyward doctor' }, true);
  return keyward;
}

/** The files that hold, or by their name may hold, exchange keys. */
export function secretFiles(settings: Settings, path: string | undefined, folder: string): string[] {
  const beside = path === undefined ? folder : dirname(path);
  const named = Object.values(settings.keys).flatMap(({ from }) =>
    from !== undefined && 'dotenv' in from ? [resolve(beside, (from['dotenv'] as { readonly file: string }).file)] : [],
  );
  return [...new Set([join(folder, '.env'), join(beside, '.env'), ...named])];
}

async function fingerprintFrom(
  parts: SessionParts,
  settings: Settings,
  path: string | undefined,
  key: string,
): Promise<string> {
  const inspection = inspections[settings.keys[key]!.exchange]!;
  const credential = inspection.credential(await placeOfKey(parts, settings, path)(key).read());
  if (isRefusal(credential)) throw new KeywardError('credential-invalid', `keys.${key}: ${credential.message}`);
  return fingerprintOf(credential.id);
}

/** Opens the places of keys while no Keyward runs here that serves a practice exchange. */
function placeOfKey(parts: SessionParts, settings: Settings, path: string | undefined): (name: string) => Place {
  const places = placesParts(parts, settings, path);
  return (name) => ownPlace(parts.environment.home, name, settings.keys[name]!, (one) => placeOf(one, places));
}

/** What opens places: one unlocking for each session, so that a passphrase is asked for once. */
export function placesParts(parts: SessionParts, settings: Settings, settingsPath: string | undefined): PlacesParts {
  const without = { settings, settingsPath, environment: parts.environment, clock: parts.clock };
  let unlock = unlocks.get(parts);
  if (!unlock) {
    unlock = unlockFor(without, parts.askSecret, (message) => {
      parts.log.warn(message);
      told.set(parts, [...(told.get(parts) ?? []), message]);
    });
    unlocks.set(parts, unlock);
  }
  return { ...without, unlock };
}

const unlocks = new WeakMap<SessionParts, Unlock>();
/** What was done to the identity that nobody had asked for. */
const told = new WeakMap<SessionParts, readonly string[]>();

/** The work on keys while no Keyward runs here: with each key from its place. */
function idleKeys(parts: SessionParts, settings: Settings, path: string | undefined, state: State): KeyWork {
  const forwarder = new Forwarder({ kind: 'exchange' }, AUDIT_TIMEOUT_MS, settings.network.localAddress);
  const { serve, port } = settings.practice;
  // One that another process serves is there without us.
  const practice = serve ? undefined : new Forwarder({ kind: 'practice', port }, AUDIT_TIMEOUT_MS);
  const forwardFor = (environment: KeySettings['environment']) =>
    environment === 'practice' ? practice?.send : forwarder.send;
  let rotations: Rotations | undefined;
  return {
    fingerprintOf: (key) => fingerprintFrom(parts, settings, path, key),
    audit: async () =>
      auditKeys({
        settings,
        journal: state.journal,
        clock: parts.clock,
        gateway: undefined,
        placeOf: placeOfKey(parts, settings, path),
        forwardFor,
        isOfPractice: (id) => isOfPractice(state.home, id),
        hasNonces: (key) => hasNonces(state.home, key),
        egress: async () => lastAddresses(state.home, parts.clock),
      }),
    rotations: () =>
      (rotations ??= new Rotations({
        state,
        settings,
        clock: parts.clock,
        placeOf: placeOfKey(parts, settings, path),
        forwardFor,
        switchLive: async () => ({ kind: 'not-running' }),
      })),
  };
}
