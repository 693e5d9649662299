import { createHash } from 'node:crypto';
import type { Settings } from '../config/index.ts';
import { KeywardError, notOneOf, unknownName } from '../core/index.ts';
import {
  type BotPlan,
  type HardenFile,
  type HardenPlan,
  hardenFiles,
  INSTALL_FOR_ALL,
  isHidden,
  type Reach,
} from '../posture/index.ts';
import { checkHost, type HardenHost, thisHost } from './harden-host.ts';
import { needsOf, readHost, settingsFolder, streamsOf } from './harden-reach.ts';
import { commandWords } from './harden-words.ts';
import { loadSettings, type SessionParts } from './session.ts';

/** What its owner says beyond the settings; what is absent has a default. */
export interface HardenWishes {
  readonly user?: string;
  readonly home?: string;
  readonly settings?: string;
  readonly keywardCommand?: string;
  /** `HOST` or `HOST:PORT`. */
  readonly keywardHosts: readonly string[];
  /** The bot that the wishes below are about; default: the only one. */
  readonly bot?: string;
  readonly botUser?: string;
  readonly botFolder?: string;
  readonly botCommand?: string;
  readonly botHosts: readonly string[];
  readonly botStreams: boolean;
  readonly botDns: boolean;
  readonly botLocal: readonly string[];
  readonly sshPort: string;
}

export interface HardenReport {
  /** The settings that the files are made from; absent: the practice exchange. */
  readonly from?: string;
  readonly files: readonly HardenFile[];
  /** What nobody has said and the settings do not tell. */
  readonly gaps: readonly string[];
}

/** Files that harden this host, to be reviewed: nothing is changed. `program`: how Keyward itself is run here. */
export function harden(
  parts: SessionParts,
  wishes: HardenWishes,
  program: readonly string[],
  host: HardenHost = thisHost(),
): HardenReport {
  const { settings, path } = loadSettings(parts);
  const { plan, gaps } = planOf(settings, wishes, program);
  const files = hardenFiles(plan);
  checkHost(plan, host);
  return { ...(path === undefined ? {} : { from: path }), files, gaps };
}

/** The file of this name; `systemd-bot` is that of `bot` where there are several. */
export function hardenFile({ files }: HardenReport, name: string, bot: string | undefined): HardenFile {
  const wanted = name === 'systemd-bot' && bot !== undefined ? [`systemd-bot-${bot}`, name] : [name];
  const file = wanted.map((one) => files.find((each) => each.name === one)).find((one) => one !== undefined);
  if (file) return file;
  const names = files.map((each) => each.name);
  const bots = names.filter((one) => one.startsWith('systemd-bot-'));
  if (name === 'systemd-bot' && bots.length > 0)
    throw new KeywardError(
      'usage',
      `there are several bots: give one with --bot, or print ${bots.slice(0, 5).join(', ')}`,
    );
  throw new KeywardError('usage', notOneOf('file', name, names));
}

function planOf(
  settings: Settings,
  wishes: HardenWishes,
  program: readonly string[],
): { plan: HardenPlan; gaps: readonly string[] } {
  const place = wishes.settings ?? '/etc/keyward/keyward.yaml';
  const needs = needsOf(settings, settingsFolder(place));
  if (settings.gateway.port === 0)
    throw new KeywardError(
      'usage',
      'gateway.port is 0 in the settings, which is another port at each start: give it a number',
    );
  const stops = Object.values(settings.bots).map(({ stop }) => stop?.systemd);
  const plan: HardenPlan = {
    keyward: {
      user: wishes.user ?? 'keyward',
      home: wishes.home ?? '/var/lib/keyward',
      settings: place,
      command: wishes.keywardCommand === undefined ? program : commandWords('--keyward-command', wishes.keywardCommand),
      port: settings.gateway.port,
      reaches: [...needs.reaches, ...hostsGiven('--keyward-host', wishes.keywardHosts)],
      credentials: needs.credentials,
      secretFiles: needs.secretFiles,
      readsVariables: needs.readsVariables,
      stopsUnits: stops.filter((one) => one !== undefined && !one.user).map((one) => one!.unit),
      runsPrograms: needs.runsPrograms,
    },
    bots: botsOf(settings, wishes),
    sshPort: portGiven('--ssh-port', wishes.sshPort),
  };
  const unsaid = plan.bots.filter(({ command }) => command === undefined).map(({ name }) => name);
  const gaps = [
    ...needs.gaps,
    ...(plan.keyward.command.some(isHidden)
      ? [
          `this Keyward lies in a home folder or below /tmp, which its unit does not see: install it for all (${INSTALL_FOR_ALL}), or say with --keyward-command where it is`,
        ]
      : []),
    ...unsaid.map(
      (name) => `nobody has said how ${name} is started: --bot ${name} --bot-command "/usr/bin/python3 bot.py"`,
    ),
  ];
  return { plan, gaps };
}

function botsOf(settings: Settings, wishes: HardenWishes): BotPlan[] {
  const names = Object.keys(settings.bots);
  const { bot, botUser, botFolder, botCommand, botHosts, botStreams, botDns, botLocal } = wishes;
  if (bot !== undefined && !names.includes(bot)) throw new KeywardError('usage', unknownName('bot', bot, names));
  const chosen = bot ?? (names.length === 1 ? names[0] : undefined);
  const isAboutOne =
    [botUser, botFolder, botCommand].some((one) => one !== undefined) ||
    botHosts.length + botLocal.length > 0 ||
    botDns ||
    !botStreams;
  if (isAboutOne && chosen === undefined)
    throw new KeywardError(
      'usage',
      `say with --bot which bot that is about: ${names.slice(0, 10).join(', ') || 'the settings have none'}`,
    );
  return names.map((name) => {
    const { key, stop } = settings.bots[name]!;
    const isMeant = name === chosen;
    const user = (isMeant ? botUser : undefined) ?? userOf(name);
    const unit = stop?.systemd && !stop.systemd.user ? stop.systemd.unit.replace(/\.service$/, '') : user;
    const streams = isMeant && !botStreams ? [] : streamsOf(settings.keys[key]);
    return {
      name,
      user,
      unit,
      ...(isMeant && botFolder !== undefined ? { folder: botFolder } : {}),
      ...(isMeant && botCommand !== undefined ? { command: commandWords('--bot-command', botCommand) } : {}),
      reaches: isMeant ? [...streams, ...hostsGiven('--bot-host', botHosts)] : streams,
      mayAskDns: isMeant && botDns,
      localPorts: isMeant ? botLocal.map((port) => portGiven('--bot-local', port)) : [],
    };
  });
}

/** Names of users are shorter than those of bots may be; two long ones must not become one. */
function userOf(bot: string): string {
  const user = `bot-${bot}`;
  if (user.length <= 31) return user;
  return `${user.slice(0, 24)}-${createHash('sha256').update(bot).digest('hex').slice(0, 6)}`;
}

function hostsGiven(option: string, texts: readonly string[]): Reach[] {
  return texts.map((text) => {
    const read = readHost(text);
    if (!read)
      throw new KeywardError(
        'usage',
        `${option} is not a host such as stream.example.com:443: ${JSON.stringify(text)}`,
      );
    return { ...read, protocol: 'tcp', why: option };
  });
}

function portGiven(option: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new KeywardError('usage', `${option} is not a port: ${JSON.stringify(text)}`);
  return Number(text);
}
