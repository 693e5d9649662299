import type { Place, Sight } from '../check.ts';
import type { BotKind } from './found.ts';

/** How far an address reaches: `private` is a network of its own, such as a VPN or a bridge of containers. */
export type Reach = 'loopback' | 'private' | 'all' | 'unknown';

/** A page or an interface of a bot over which it can be watched or commanded. */
export interface Door {
  /** `the API of freqtrade`. */
  readonly what: string;
  readonly port: string;
  readonly address: string;
  readonly reach: Reach;
  /** The program speaks no TLS itself; `unknown` where that cannot be told from outside. */
  readonly tls: 'none' | 'unknown';
  /** What of the same compose file stands before it: `traefik`. */
  readonly behind?: string;
  /** Another file of settings, or a profile of compose, with which alone it is open; whether that is in use is not known. */
  readonly onlyWith?: string;
  readonly by: string;
  readonly place?: Place;
}

/** A password or token that guards a door. */
export interface Login {
  /** `the password of the API`. */
  readonly what: string;
  /** `sample`: one that stands in public documentation; `none`: no password is asked. */
  readonly state: 'own' | 'sample' | 'none';
  /** Where the sample is published. */
  readonly source?: string;
  /** How far the door reaches that it guards. */
  readonly reach: Reach;
  readonly place: Place;
}

/** A chat that commands the bot. */
export interface Chat {
  /** `none`: whoever is in the chat (or finds the bot) commands it. */
  readonly allowed: 'named' | 'none';
  readonly isGroup: boolean | 'unknown';
  readonly place: Place;
}

/** A broker over which commands reach the bot. */
export interface Broker {
  readonly reach: Reach;
  readonly takesCommands: boolean;
  readonly startsByItself: boolean;
  readonly hasPassword: boolean;
  readonly hasTls: boolean;
  readonly place: Place;
}

/** Whether money is at stake with these settings. */
export type Trading = 'live' | 'dry' | 'unknown';

/** Where the stop-loss of a bot waits. */
export interface Stop {
  readonly trading: Trading;
  readonly exchange: string;
  readonly isOnExchange: boolean | 'unknown';
  /** Whether this bot can place one there. */
  readonly isSupported: boolean | 'unknown';
  readonly place: Place;
}

/** What becomes of open orders when the bot ends. */
export interface Exit {
  readonly trading: Trading;
  readonly cancels: boolean | 'unknown';
  readonly place: Place;
}

/** A door for signals from outside. */
export interface Webhook {
  readonly asksToken: boolean;
  readonly place: Place;
}

/** One set of settings: with real money or without. */
export interface Mode {
  readonly trading: Trading;
  /** Both the real and the simulated trader are on. */
  readonly isBoth: boolean;
  readonly holdsKeys: boolean;
  /** Its database, where the settings name one. */
  readonly database?: string;
  readonly place: Place;
}

/** What the settings of a bot say. */
export interface BotSettings {
  readonly doors: readonly Door[];
  readonly logins: readonly Login[];
  readonly chats: readonly Chat[];
  readonly brokers: readonly Broker[];
  readonly stops: readonly Stop[];
  readonly exits: readonly Exit[];
  readonly webhooks: readonly Webhook[];
  readonly modes: readonly Mode[];
}

/** A file that decides what is traded. */
export interface StrategyFile {
  readonly path: string;
  readonly sha256: string;
}

/** A bot with what was seen of it. */
export interface Bot {
  /** `bot /srv/grid`. */
  readonly about: string;
  readonly kind: BotKind;
  readonly settings: BotSettings;
  readonly strategies: Sight<readonly StrategyFile[]>;
  /** What of it could not be read, each a sentence. */
  readonly unread: readonly string[];
  /** It listens, and what it listens on could not be seen. */
  readonly hiddenDoors?: string;
}

export interface BotFacts {
  readonly bots: Sight<readonly Bot[]>;
  /** What could not be looked at, and so may hold more bots. */
  readonly gaps: readonly string[];
  /** Digests of strategy files by path, as they were when the owner blessed them; absent without a baseline. */
  readonly blessed?: Readonly<Record<string, string>>;
}

/** The digests of all strategy files, as a baseline keeps them. */
export function strategyDigests(facts: BotFacts): Record<string, string> {
  const bots = 'seen' in facts.bots ? facts.bots.seen : [];
  const files = bots.flatMap(({ strategies }) => ('seen' in strategies ? strategies.seen : []));
  return Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256]));
}

export const noSettings: BotSettings = {
  doors: [],
  logins: [],
  chats: [],
  brokers: [],
  stops: [],
  exits: [],
  webhooks: [],
  modes: [],
};
