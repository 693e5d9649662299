import { existsSync, statfsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Clock, isRefusal, KeywardError } from '../core/index.ts';
import { type Exchange, exchanges } from '../exchanges/index.ts';
import { Forwarder } from '../gateway/index.ts';
import { connectAdmin } from './admin.ts';
import { examineAlerts } from './alert-checks.ts';
import { askThrough } from './ask.ts';
import { deadManNotices } from './dead-man-facts.ts';
import { examineDrills } from './drill-check.ts';
import type { Examined } from './examined.ts';
import { environmentOf } from './fit-settings.ts';
import { envWarnings } from './git.ts';
import type { ListedKey } from './key-operations.ts';
import { unfinishedText } from './kill-notes.ts';
import { standingKills, unfinishedKills } from './killing.ts';
import { damagedLeaks, damagedLeakText, leakAnew, leaksUnderWay, leakUnderWayText } from './leak.ts';
import { settingsDigest } from './operations.ts';
import { placeOf } from './places.ts';
import { leftoverOf } from './restore-leftover.ts';
import { type FoundSettings, loadSettings, placesParts, type SessionParts, secretFiles } from './session.ts';
import { callAt } from './sites.ts';
import { checkOwner } from './state.ts';
import { keysUnderWay } from './under-way.ts';

const UPSTREAM_TIMEOUT_MS = 10_000;
/** A clock that is further off than this refuses bots on exchanges with the narrowest windows. */
const FAR_OFF_MS = 1_000;
const LITTLE_ROOM_BYTES = 64 * 2 ** 20;
const NO_ROOM_BYTES = 64 * 2 ** 10;

/** Looks at the state folder, the settings, git, the running Keyward and each exchange key. Changes nothing. `freeBytes`: of a folder's disk. */
export async function examine(
  parts: SessionParts,
  freeBytes: (folder: string) => number = freeBytesOf,
): Promise<readonly Examined[]> {
  const home = examineHome(parts, freeBytes);
  const left = examineLeftover(parts);
  const [settings, found] = examineSettings(parts);
  const git = [...(await examineGit(parts, found)), ...examineKill(parts, found)];
  if (!found || home.outcome === 'fault') return [home, ...left, settings, ...git];
  const running = await connectAdmin(parts.environment.home, parts.clock).catch((error: unknown) => error as Error);
  if (running instanceof Error) {
    return [
      home,
      ...left,
      settings,
      ...git,
      { what: 'keyward up', outcome: 'unknown', says: running.message, fix: 'stop that process and start it again' },
    ];
  }
  if (!running) {
    const up: Examined = { what: 'keyward up', outcome: 'warning', says: 'not running here', fix: 'keyward up' };
    const keys = await Promise.all(Object.keys(found.settings.keys).map((name) => examineIdleKey(name, found, parts)));
    const alerts = await examineAlerts(found.settings, undefined);
    const rest = [...alerts, ...examineDeadMan(found), ...(await examineReplacing(parts, found))];
    return [home, ...left, settings, ...git, up, ...keys.flat(), ...rest];
  }
  const { port, settings: counting } = await running.address();
  const { level } = await running.haltState();
  const up: Examined =
    level === 'run'
      ? { what: 'keyward up', outcome: 'fine', says: `running, bots on http://127.0.0.1:${port}/` }
      : {
          what: 'keyward up',
          outcome: 'warning',
          says: `running on port ${port}, but halted: the level is ${level}`,
          fix: standingKills(parts).length > 0 ? 'keyward resume' : 'keyward halt run',
        };
  const hostOf = (key: string) => found.settings.keys[key]?.host;
  const keys = await Promise.all(
    (await running.listKeys()).map((key) => examineLiveKey(key, hostOf(key.key), port, parts.clock)),
  );
  const alerts = await examineAlerts(found.settings, running);
  const rest = [...keys.flat(), ...alerts, ...examineDeadMan(found), ...(await examineReplacing(parts, found))];
  return [home, ...left, settings, ...git, up, ...examineChange(found, counting), ...rest];
}

/** They are wished for; what they leave is not. */
function examineDeadMan({ settings }: FoundSettings): Examined[] {
  return deadManNotices(settings).map(({ key, says }) => ({ what: `dead man ${key}`, outcome: 'warning', says }));
}

/** Until the replacing of a key has ended, its old key lives; until a leak is over, somebody else may have it. */
async function examineReplacing(parts: SessionParts, found: FoundSettings): Promise<Examined[]> {
  const leaks = leaksUnderWay(parts).map(
    (leak): Examined => ({
      what: `leak of ${leak.key}`,
      outcome: leak.death === 'dead' ? 'warning' : 'fault',
      says: leakUnderWayText(leak),
      fix: `keyward leak resume ${leak.key}`,
    }),
  );
  const damaged = damagedLeaks(parts).map((leak): Examined => {
    const { key, path } = leak;
    const fix = key === undefined ? `make ${path} readable` : leakAnew(key);
    return { what: key === undefined ? 'leaks' : `leak of ${key}`, outcome: 'fault', says: damagedLeakText(leak), fix };
  });
  const replaced = [...(await keysUnderWay(parts, found))].map(
    ([key, says]): Examined => ({
      what: `key ${key}`,
      outcome: 'warning',
      says,
      fix: `keyward key rotate ${key} goes on, and says what it waits for`,
    }),
  );
  return [...leaks, ...damaged, ...replaced];
}

function examineHome({ environment }: SessionParts, freeBytes: (folder: string) => number): Examined {
  const path = resolve(environment.home);
  const what = 'state folder';
  if (!existsSync(path))
    return { what, outcome: 'fine', says: `${path} is not there yet; it is made at the first start` };
  try {
    checkOwner(path);
  } catch (error) {
    const isFile = error instanceof KeywardError && error.code === 'file-failed';
    const fix = isFile ? 'set KEYWARD_HOME to a folder' : 'run this as its owner, or set KEYWARD_HOME';
    return { what, outcome: 'fault', says: messageOf(error), fix };
  }
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) !== 0)
    return {
      what,
      outcome: 'fault',
      says: `${path} can be entered by others (mode ${mode.toString(8)})`,
      fix: `chmod 700 ${path}`,
    };
  return examineRoom(what, path, freeBytes(path));
}

function examineLeftover({ environment }: SessionParts): Examined[] {
  const left = leftoverOf(environment.home);
  if (!left) return [];
  const says = left.isOurs
    ? `${left.path} is there: a restore runs, or was killed and has left keys in it`
    : `${left.path} stands where a restore works, and is not of one`;
  const fix = left.isOurs ? 'keyward up removes it, and so does the next restore' : 'move it away';
  return [{ what: 'state folder', outcome: 'warning', says, fix }];
}

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** The journal is on this disk: without room no order leaves. */
function examineRoom(what: string, path: string, free: number): Examined {
  if (free >= LITTLE_ROOM_BYTES) return { what, outcome: 'fine', says: path };
  const says = `${path} is on a disk with only ${Math.floor(free / 1024)} KiB free`;
  const fix = 'free the disk: while the journal cannot be written, no order leaves';
  return { what, outcome: free < NO_ROOM_BYTES ? 'fault' : 'warning', says, fix };
}

function examineSettings(parts: SessionParts): [Examined, FoundSettings | undefined] {
  const what = 'settings';
  try {
    const found = loadSettings(parts);
    const count = (things: object, word: string) =>
      `${Object.keys(things).length} ${word}${Object.keys(things).length === 1 ? '' : 's'}`;
    const { keys, bots } = found.settings;
    const from = found.path ?? 'no keyward.yaml: the built-in practice exchange';
    return [{ what, outcome: 'fine', says: `${from}; ${count(keys, 'key')}, ${count(bots, 'bot')}` }, found];
  } catch (error) {
    return [
      { what, outcome: 'fault', says: messageOf(error), fix: 'keyward policy check shows every problem with its line' },
      undefined,
    ];
  }
}

/** What a kill that was cut off left may be open still; else when the switch was last tried. */
function examineKill(parts: SessionParts, found: FoundSettings | undefined): Examined[] {
  const cut = unfinishedKills(parts);
  if (cut.length === 0) return found ? examineDrills(parts.environment.home, found.settings) : [];
  return cut.map((one) => ({
    what: 'kill switch',
    outcome: 'fault',
    says: unfinishedText(one),
    fix: 'keyward kill',
  }));
}

/** Settings are read when `keyward up` starts. */
function examineChange({ settings }: FoundSettings, counting: string): Examined[] {
  if (settingsDigest(settings) === counting) return [];
  const says = 'the running Keyward has other settings than these: they count from its next start';
  return [{ what: 'settings', outcome: 'warning', says, fix: 'stop keyward up with Ctrl-C and start it again' }];
}

async function examineGit(parts: SessionParts, found: FoundSettings | undefined): Promise<Examined[]> {
  const paths = found ? secretFiles(found.settings, found.path, parts.folder) : [resolve(parts.folder, '.env')];
  return (await envWarnings(paths)).map(({ sight, message, fix }) => ({
    what: 'git',
    outcome: sight === 'tracked' ? ('fault' as const) : ('warning' as const),
    says: message,
    fix,
  }));
}

/** While nothing runs: can the key be read, and is its exchange reached. It is not used. */
async function examineIdleKey(name: string, found: FoundSettings, parts: SessionParts): Promise<Examined[]> {
  const { settings } = found;
  const what = `key ${name}`;
  const { exchange: id, environment, host } = settings.keys[name]!;
  const exchange = Object.hasOwn(exchanges, id) ? exchanges[id] : undefined;
  if (!exchange)
    return [{ what, outcome: 'fine', says: `${id} serves no bots here; keyward key audit says what the key can do` }];
  if (environment === 'practice') return [await examinePracticeKey(what, name, found, parts)];
  const read = await readKey(what, name, exchange, found, parts);
  const forwarder = new Forwarder({ kind: 'exchange' }, UPSTREAM_TIMEOUT_MS, settings.network.localAddress);
  try {
    const clock = await examineClock(id, exchange, environment, parts.clock, async (call) => {
      const there = callAt(call, exchange.facts, host);
      const outcome = await forwarder.send(exchange.wire.build(there, undefined, { timeMs: 0 }));
      return outcome.kind === 'answered' ? outcome : outcome.cause;
    });
    return [read, clock];
  } finally {
    await forwarder.close();
  }
}

/** One with a place of its own is read there once a practice key is in it; until then it is the one of the practice exchange. */
async function examinePracticeKey(
  what: string,
  name: string,
  found: FoundSettings,
  parts: SessionParts,
): Promise<Examined> {
  const says = 'of the practice exchange, which starts with keyward up';
  const { exchange, from } = found.settings.keys[name]!;
  if (from === undefined) return { what, outcome: 'fine', says };
  const read = await readKey(what, name, exchanges[exchange]!, found, parts);
  if (read.outcome === 'fine') return { what, outcome: 'fine', says: `${says}; ${read.says}` };
  const { fix } = read;
  return {
    what,
    outcome: 'warning',
    says: `its place gives no key (${read.says}), so the one of the built-in practice exchange is used`,
    ...(fix === undefined ? {} : { fix }),
  };
}

async function readKey(
  what: string,
  name: string,
  exchange: Exchange,
  { settings, path }: FoundSettings,
  parts: SessionParts,
): Promise<Examined> {
  try {
    const place = placeOf(name, placesParts(parts, settings, path));
    const credential = exchange.key.credential(await place.read());
    if (isRefusal(credential))
      return { what, outcome: 'fault', says: credential.message, fix: 'copy it again from the exchange' };
    return { what, outcome: 'fine', says: `is there (${credential.scheme}); what it can do is asked by keyward up` };
  } catch (error) {
    return {
      what,
      outcome: 'fault',
      says: messageOf(error),
      fix: error instanceof KeywardError ? error.hint : 'see the message',
    };
  }
}

async function examineLiveKey(
  key: ListedKey,
  host: string | undefined,
  port: number,
  clock: Clock,
): Promise<Examined[]> {
  const what = `key ${key.key}`;
  const exchange = Object.hasOwn(exchanges, key.exchange) ? exchanges[key.exchange] : undefined;
  if (!exchange || key.role !== 'bots') {
    return [{ what, outcome: 'fine', says: `no bot uses it (${key.role}); keyward key audit says what it can do` }];
  }
  const can = Object.entries(key.abilities ?? {})
    .filter(([name]) => name !== 'lastNonce')
    .map(([name, value]) => `${name === 'ipRestricted' ? 'bound to addresses' : name} ${value}`)
    .join(', ');
  const state: Examined =
    key.refused === undefined && key.alarm !== undefined
      ? {
          what,
          outcome: 'fault',
          says: `in use; ${key.alarm}`,
          fix: 'mend the place where it lives; keyward journal tail',
        }
      : key.refused === undefined
        ? {
            what,
            outcome: can === '' ? 'unknown' : key.abilities?.['withdraw'] === 'yes' ? 'warning' : 'fine',
            says: `in use; ${can || 'what it can do is not known yet'}`,
          }
        : {
            what,
            outcome: 'fault',
            says: `not used: ${key.refused}`,
            fix: `keyward key list; then keyward doctor error 'TEXT' for what the exchange said`,
          };
  const reached = await examineClock(key.exchange, exchange, key.environment, clock, async (call) =>
    askThrough(
      { port, form: 'prefixed' },
      exchange.wire.build(callAt(call, exchange.facts, host), undefined, { timeMs: 0 }),
    ).catch((error: unknown) => messageOf(error)),
  );
  return [state, reached];
}

type Ask = (
  call: Parameters<Exchange['wire']['build']>[0],
) => Promise<{ readonly status: number; readonly body: string } | string>;

/** Is the exchange reached, and how far is this host's clock from its own. */
async function examineClock(
  id: string,
  exchange: Exchange,
  environment: string,
  clock: Clock,
  ask: Ask,
): Promise<Examined> {
  const what = `exchange ${id}`;
  const sentMs = clock.nowMs();
  const reply = await ask(exchange.market.time(environmentOf(environment)));
  const backMs = clock.nowMs();
  if (typeof reply === 'string')
    return { what, outcome: 'unknown', says: `not reached (${reply})`, fix: 'check the network and the firewall' };
  const theirsMs = exchange.market.readTime(reply.body);
  if (theirsMs === undefined)
    return {
      what,
      outcome: 'unknown',
      says: `answered with status ${reply.status} and no time`,
      fix: 'try again; see the journal',
    };
  const offMs = Math.round((sentMs + backMs) / 2 - theirsMs);
  const says = `reached in ${Math.max(0, Math.round(backMs - sentMs))} ms; this host's clock is ${Math.abs(offMs)} ms ${offMs < 0 ? 'behind' : 'ahead'}`;
  if (Math.abs(offMs) <= FAR_OFF_MS) return { what, outcome: 'fine', says };
  return {
    what,
    outcome: 'warning',
    says,
    fix: "timedatectl set-ntp true (bots sign with this clock; Keyward itself uses the exchange's)",
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'not an error';
}
