/** Kinds of trading programs that are told apart; `ccxt` is a program of its owner's own over that library or an exchange's SDK. */
export const botKinds = ['freqtrade', 'hummingbot', 'octobot', 'jesse', 'passivbot', 'nautilus', 'ccxt'] as const;
export type BotKind = (typeof botKinds)[number];

/** A process that is a bot. Nothing of its arguments but the program and its script is kept. */
export interface BotProcess {
  readonly pid: number;
  /** Of the host, also where the bot sees another one in a user namespace. */
  readonly uid: number;
  /** The program and what it runs: `python3 /srv/grid/bot.py`. */
  readonly program: string;
  readonly folder?: string;
  /** Its systemd unit, from its cgroup. */
  readonly unit?: string;
  /** Its container, from its cgroup. */
  readonly container?: string;
}

/** A bot that was found on this host: by its folder, a process, a unit, a container, or several of them. */
export interface FoundBot {
  readonly kind: BotKind;
  /** The folder of its project, or its unit or container where no folder is known. */
  readonly name: string;
  readonly folder?: string;
  readonly processes: readonly BotProcess[];
  /** Units and compose files that start it. */
  readonly startedBy: readonly string[];
  /** Its settings files, by path; they may hold secrets. */
  readonly settingsFiles: readonly string[];
}

/** All bots that were found. `gaps`: what could not be looked at, and so may hold more. */
export interface FoundBots {
  readonly bots: readonly FoundBot[];
  readonly gaps: readonly string[];
  /** The time ran out: the next look may find more, or fewer gaps. */
  readonly isCutShort?: true;
}
