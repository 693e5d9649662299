import { basename, resolve } from 'node:path';
import type { Settings } from '../config/index.ts';
import { KeywardError, markOf, Secret, unknownName } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { fingerprintOf } from '../gateway/index.ts';
import { HaltFile, type HaltLevel } from '../halt/index.ts';
import { connectAdmin } from './admin.ts';
import { botEnvironment } from './bot-environment.ts';
import { type BotEnded, type BotOutput, BotProcess } from './bot-process.ts';
import { readKnownKeys } from './known-keys.ts';
import type { Operations, RunNote, ShownBotKey } from './operations.ts';
import { placeOf } from './places.ts';
import { ownPlace } from './practice-home.ts';
import { bootId, isRunning, type RunRecord, RunRecords } from './run-records.ts';
import { loadSettings, placesParts, type SessionParts, withOperations } from './session.ts';
import { baseUrlsAt } from './sites.ts';
import { readBotKey } from './try-client.ts';

/** What a run does when the halt level becomes halt or seal: nothing, SIGTERM after a grace, or that and then SIGKILL. */
export const haltActions = ['none', 'term', 'stop'] as const;
export type HaltAction = (typeof haltActions)[number];

const LOOK_MS = 250;
const GRACE_MS = 5_000;
const LAST_MS = 10_000;

export interface RunRequest {
  /** Absent: the only bot of the settings. */
  readonly bot?: string;
  readonly command: readonly string[];
  /** What `bot add --json` printed; absent: a key is issued for this run, and taken away with it. */
  readonly botKeyPath?: string;
  readonly onHalt: HaltAction;
}

export interface RunWorld extends BotOutput {
  say(line: string): void;
  /** Each signal that this process is sent, until the function given back is called. */
  onSignal(take: (signal: NodeJS.Signals) => void): () => void;
}

export interface RunReport extends BotEnded {
  readonly bot: string;
}

/** Runs a bot's process with its bot key until it ends. Throws `not-running` without a Keyward, `bot-running` when it runs already. */
export async function runBot(parts: SessionParts, request: RunRequest, world: RunWorld): Promise<RunReport> {
  const { settings } = loadSettings(parts);
  const bot = botOf(settings, request.bot);
  const [program = ''] = request.command;
  if (program === '') throw new KeywardError('usage', 'no command was given: keyward run -- COMMAND');
  const home = resolve(parts.environment.home);
  const operations = await connectAdmin(home, parts.clock);
  if (!operations) throw new KeywardError('not-running', 'no Keyward is running here, so the bot would reach nothing');
  const halt = new HaltFile(home);
  const { level } = halt.read();
  if (request.onHalt !== 'none' && isShut(level))
    throw new KeywardError(`halt-${level}`, `the halt level is ${level}, so the bot is not started`);
  const records = new RunRecords(home);
  const before = records.read(bot);
  if (before && isRunning(before))
    throw new KeywardError('bot-running', `the bot ${bot} runs already (process ${before.process.split(' ')[0]})`);
  const key = await keyFor(operations, bot, request, before);
  let end: () => Promise<void> = async () => undefined;
  if (key.isIssued) end = () => takeAway(parts, bot, key.fingerprint, world);
  try {
    const run = await start(parts, request, world, { settings, bot, operations, key });
    keep(records, { ...run.record, ...(key.isIssued ? { issued: key.fingerprint } : {}) }, world);
    const { by } = run;
    const name = run.record.program;
    // Before the journal is written, which may take long: signals and halts count at once.
    const attending = attend(run.process, request.onHalt, halt, world);
    await note(parts, world, { bot, program: name, state: 'started', by });
    const why = await attending;
    const ended = await run.process.ended;
    const { code, signal } = ended;
    await end();
    end = async () => undefined;
    records.remove(bot);
    await note(parts, world, {
      bot,
      program: name,
      state: 'ended',
      ...(code === undefined ? {} : { code }),
      ...(signal === undefined ? {} : { signal }),
      ...(why() === undefined ? {} : { why: why()! }),
      by,
    });
    return { bot, ...ended };
  } finally {
    await end();
  }
}

function botOf({ bots }: Settings, wanted: string | undefined): string {
  const names = Object.keys(bots);
  const [only] = names;
  if (wanted === undefined) {
    if (only === undefined || names.length > 1)
      throw new KeywardError(
        'usage',
        `which bot is it? Name it with --bot: ${names.join(', ') || 'the settings name none'}`,
      );
    return only;
  }
  if (Object.hasOwn(bots, wanted)) return wanted;
  throw new KeywardError('bot-missing', unknownName('bot', wanted, names));
}

interface RunKey extends Pick<ShownBotKey, 'exchange' | 'apiKey' | 'secret' | 'passphrase'> {
  readonly fingerprint: string;
  readonly isIssued: boolean;
}

/** The key that was given, or a new one; one that an earlier run has left is taken away first. */
async function keyFor(
  operations: Operations,
  bot: string,
  { botKeyPath }: RunRequest,
  before: RunRecord | undefined,
): Promise<RunKey> {
  if (botKeyPath !== undefined) {
    const given = readBotKey(botKeyPath);
    if (given.bot !== bot)
      throw new KeywardError('usage', `${botKeyPath} is the key of the bot ${given.bot}, not ${bot}`);
    const plain = (secret: Secret): string => secret.openBytes((bytes) => bytes.toString('utf8'));
    return {
      exchange: given.exchange,
      apiKey: given.apiKey,
      secret: plain(given.secret),
      ...(given.passphrase === undefined ? {} : { passphrase: plain(given.passphrase) }),
      fingerprint: fingerprintOf(given.apiKey),
      isIssued: false,
    };
  }
  const listed = (await operations.listBots()).find((known) => known.bot === bot);
  if (listed?.fingerprint !== undefined) {
    if (listed.fingerprint !== before?.issued)
      throw new KeywardError(
        'bot-exists',
        `the bot ${bot} has a key: give it with --bot-key FILE, or take it away with keyward bot revoke ${bot}`,
      );
    await operations.revokeBot({ bot });
  }
  const shown = await operations.addBot({ bot });
  // What is masked is what was once taken for a secret.
  for (const text of [shown.secret, shown.passphrase]) if (text !== undefined) Secret.take(Buffer.from(text, 'utf8'));
  return { ...shown, fingerprint: fingerprintOf(shown.apiKey), isIssued: true };
}

interface Started {
  readonly process: BotProcess;
  readonly record: RunRecord;
  readonly by: string;
}

async function start(
  parts: SessionParts,
  { command }: RunRequest,
  world: RunWorld,
  { settings, bot, operations, key }: { settings: Settings; bot: string; operations: Operations; key: RunKey },
): Promise<Started> {
  const { environment, clock, folder } = parts;
  const { path } = loadSettings(parts);
  // Nobody is asked for a passphrase here: what cannot be read is said.
  const silent = silentOf(parts);
  const places = placesParts(silent, settings, path);
  const known = await readKnownKeys(settings, (name) =>
    ownPlace(environment.home, name, settings.keys[name]!, (one) => placeOf(one, places)),
  );
  for (const [name, why] of known.unread)
    world.say(
      `keyward: the exchange key ${name} cannot be read here, so it is not masked in what the bot prints (${why}).`,
    );
  const { port } = await operations.address();
  const exchange = exchanges[key.exchange]!;
  const baseUrls = baseUrlsAt(exchange.facts, settings.keys[settings.bots[bot]!.key]!.host);
  const host = Object.values(baseUrls)[0]?.split('/')[1] ?? exchange.facts.hosts[0]!.name;
  const { env, removed } = botEnvironment({
    settings,
    variables: environment.variables,
    bot,
    botKey: key,
    port,
    host,
    keyIds: known.ids,
  });
  if (removed.length > 0) world.say(`keyward: kept from the bot: ${removed.join(', ')}.`);
  const process = await BotProcess.start(command, { folder, env }, world);
  const startedAt = new Date(clock.nowMs()).toISOString();
  const program = basename(command[0]!).slice(0, 100);
  return {
    process,
    record: { version: 1, bot, program, process: markOf(process.pid), boot: bootId(), startedAt },
    by: `cli ${environment.user}`,
  };
}

/** Passes signals on and looks at the halt level until the process has ended; gives why it was ended, if it was. */
async function attend(
  process: BotProcess,
  onHalt: HaltAction,
  halt: HaltFile,
  world: RunWorld,
): Promise<() => string | undefined> {
  let why: string | undefined;
  // Started in spite of it: then it is no reason for an end.
  const wasShut = haltOf(halt) !== undefined;
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number, act: () => void) => void timers.push(setTimeout(act, ms));
  const stopListening = world.onSignal((signal) => {
    why = `it was sent ${signal}`;
    process.signal(signal);
  });
  let isTold = false;
  const looking = setInterval(() => {
    const because = isTold ? undefined : haltOf(halt);
    if (because === undefined) return;
    isTold = true;
    if (onHalt === 'none') return world.say(`keyward: ${because}. The bot goes on; its orders are refused.`);
    world.say(`keyward: ${because}. The bot is ended in ${GRACE_MS / 1_000} s.`);
    after(GRACE_MS, () => {
      why = because;
      process.signal('SIGTERM');
    });
    if (onHalt === 'stop') after(GRACE_MS + LAST_MS, () => process.signal('SIGKILL'));
  }, LOOK_MS);
  await process.ended;
  clearInterval(looking);
  // The kill switch itself may have ended it, faster than is looked.
  if (!wasShut) why ??= haltOf(halt);
  for (const timer of timers) clearTimeout(timer);
  stopListening();
  return () => why;
}

/** Why bots are ended, in words, while they are. */
function haltOf(halt: HaltFile): string | undefined {
  const { level, by, reason } = halt.read();
  if (!isShut(level)) return undefined;
  return `the halt level is ${level}${by === undefined ? '' : `, set by ${by}`}${reason ? `: ${reason}` : ''}`;
}

function isShut(level: HaltLevel): level is 'halt' | 'seal' {
  return level === 'halt' || level === 'seal';
}

/** With whoever holds the state folder now, which may be nobody any more. */
async function takeAway(parts: SessionParts, bot: string, fingerprint: string, world: RunWorld): Promise<void> {
  try {
    await withOperations(silentOf(parts), async (operations) => {
      const listed = (await operations.listBots()).find((known) => known.bot === bot);
      if (listed?.fingerprint === fingerprint) await operations.revokeBot({ bot });
    });
  } catch (error) {
    world.say(
      `keyward: the bot key of this run could not be taken away (${messageOf(error)}): keyward bot revoke ${bot}`,
    );
  }
}

async function note(parts: SessionParts, world: RunWorld, entry: RunNote): Promise<void> {
  try {
    await withOperations(silentOf(parts), (operations) => operations.noteRun(entry));
  } catch (error) {
    world.say(`keyward: that the bot has ${entry.state} is not in the journal (${messageOf(error)}).`);
  }
}

/** A full disk stops no bot that runs already. */
function keep(records: RunRecords, record: RunRecord, world: RunWorld): void {
  try {
    records.write(record);
  } catch (error) {
    world.say(`keyward: the run is not recorded, so the kill switch cannot end the process (${messageOf(error)}).`);
  }
}

function silentOf({ askSecret: _askSecret, ...parts }: SessionParts): SessionParts {
  return parts;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'not an error';
}
