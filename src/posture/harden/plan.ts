/** A name and a port that somebody may reach. An address stands in place of a name where that is what the settings have. */
export interface Reach {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** What is there: `binance`, `alerts: phone`. */
  readonly why: string;
}

/** A file that holds a secret of Keyward's, as the settings name it: absolute. */
export interface SecretFile {
  readonly name: string;
  readonly path: string;
  readonly why: string;
}

/** Keyward as a service of this host. */
export interface KeywardPlan {
  readonly user: string;
  /** The state folder. */
  readonly home: string;
  /** The settings file as the service reads it. */
  readonly settings: string;
  /** The program and its arguments, without `up`. */
  readonly command: readonly string[];
  readonly port: number;
  readonly reaches: readonly Reach[];
  /** Names of the credentials that systemd is to hand over. */
  readonly credentials: readonly string[];
  readonly secretFiles: readonly SecretFile[];
  /** Something is read from variables: keys, channels, a token. */
  readonly readsVariables: boolean;
  /** Units that the kill switch ends. */
  readonly stopsUnits: readonly string[];
  /** Programs of the settings that Keyward runs, such as a command for alarms. */
  readonly runsPrograms: readonly string[];
}

export interface BotPlan {
  /** Its name in the settings. */
  readonly name: string;
  readonly user: string;
  /** Without `.service`. */
  readonly unit: string;
  /** Absent: a state folder that systemd makes for it. */
  readonly folder?: string;
  /** Absent: not known, and its owner has to write it. */
  readonly command?: readonly string[];
  /** Public market data that it takes from the exchange itself. */
  readonly reaches: readonly Reach[];
  readonly mayAskDns: boolean;
  /** Ports of this host that it uses beside Keyward's: a database. */
  readonly localPorts: readonly number[];
}

/** What the files are made for. Everything in it has been checked (`checkPlan`). */
export interface HardenPlan {
  readonly keyward: KeywardPlan;
  readonly bots: readonly BotPlan[];
  readonly sshPort: number;
}

/** One line of a file, or a few that belong together, and why it is there. */
export interface Reason {
  readonly lines: readonly string[];
  readonly why: string;
}

/** A file to review; nothing has been written. */
export interface HardenFile {
  readonly name: string;
  /** What it is, in a line. */
  readonly title: string;
  /** Where it belongs on the host. */
  readonly path: string;
  /** Octal digits: `0644`. */
  readonly mode: string;
  readonly text: string;
  readonly reasons: readonly Reason[];
  readonly install: readonly string[];
  readonly check: readonly string[];
  readonly undo: readonly string[];
}

/** The folder in which systemd keeps the state of a bot without one of its own. */
export const folderOf = ({ folder, unit }: BotPlan): string => folder ?? `/var/lib/${unit}`;
