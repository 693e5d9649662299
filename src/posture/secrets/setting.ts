import { join } from 'node:path';
import type { FoundBot, FoundBots } from '../bots/found.ts';
import type { Eyes } from '../eyes.ts';
import type { Setting } from './facts.ts';
import type { Finder, ReadFile } from './finder.ts';

/** How bots trade, and so how much their secrets weigh. */
export interface Settings {
  ofBot(bot: FoundBot): Setting;
  /** `read`: what stands in it. */
  ofPath(path: string, read?: ReadFile): Setting;
}

interface Parts {
  readonly bots: FoundBots;
  readonly eyes: Eyes;
  readonly finder: Finder;
  /** The current folder. */
  readonly folder: string;
}

/** Types of a chassis that somebody sits in front of (SMBIOS 7.4.1): desktops, towers, portables, laptops, tablets. */
const IN_FRONT = new Set([3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 30, 31, 32, 34, 35, 36]);

/** By what the settings of each bot say, by whether it runs, and by what the machine is. What is not known weighs full. */
export async function settingsOf({ bots, eyes, finder, folder }: Parts): Promise<Settings> {
  const isInFront = await sitsSomebody(eyes);
  const isAnyLive = bots.gaps.length > 0 || bots.bots.some(({ processes }) => processes.length > 0);
  const checkouts = new Map<string, boolean>();
  for (const one of new Set([folder, ...bots.bots.map((bot) => bot.folder ?? '')]))
    checkouts.set(one, /^\/home\/[^/]+\//.test(`${one}/`) && !('fault' in (await eyes.look(join(one, '.git')))));
  const dry = new Set<FoundBot>();
  for (const bot of bots.bots) if (await isDry(bot, finder)) dry.add(bot);
  const ofPlace = (where: string): Setting =>
    isInFront || (!isAnyLive && checkouts.get(where) === true) ? 'work' : 'server';
  const ofBot = (bot: FoundBot): Setting => {
    if (dry.has(bot)) return 'dry-run';
    return bot.processes.length > 0 ? 'live' : ofPlace(bot.folder ?? '');
  };
  return {
    ofBot,
    ofPath: (path, read) => {
      // A file of several keys may have one that is not for tries.
      if (read?.marks.isForTries && read.secrets.filter(({ weight }) => weight === 'key').length <= 1) return 'tries';
      const of = bots.bots.filter((bot) => isOf(path, bot));
      const [bot] = of.sort((a, b) => (b.folder?.length ?? 0) - (a.folder?.length ?? 0));
      return bot ? ofBot(bot) : ofPlace(folder);
    },
  };
}

/** Whether a file is one of a bot: named by it, or below its folder. */
export const isOf = (path: string, bot: FoundBot): boolean =>
  bot.settingsFiles.includes(path) ||
  bot.startedBy.includes(path) ||
  path === bot.folder ||
  (bot.folder !== undefined && path.startsWith(`${bot.folder}/`));

/** Each of its settings files that speaks of a dry run says that it is one. */
async function isDry({ settingsFiles }: FoundBot, finder: Finder): Promise<boolean> {
  const read = await Promise.all(settingsFiles.map((path) => finder.read(path)));
  const said = read.flatMap((one) => ('fault' in one || one.marks.dryRun === undefined ? [] : [one.marks.dryRun]));
  return said.length > 0 && said.every(Boolean);
}

/** A battery or the shape of the machine say that it is no server. */
async function sitsSomebody(eyes: Eyes): Promise<boolean> {
  const [supplies, chassis] = await Promise.all([
    eyes.list('/sys/class/power_supply'),
    eyes.read('/sys/class/dmi/id/chassis_type', 16),
  ]);
  if (!('fault' in supplies) && supplies.some((name) => /^BAT/i.test(name))) return true;
  return !('fault' in chassis) && IN_FRONT.has(Number(chassis.bytes.toString('latin1').trim()));
}
