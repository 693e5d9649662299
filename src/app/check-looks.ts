import { lookAccounts } from './check-account.ts';
import { lookAlarms } from './check-alarms.ts';
import { lookBots } from './check-bots.ts';
import { lookHost } from './check-host.ts';
import { lookKeys } from './check-keys.ts';
import { lookKill } from './check-kill.ts';
import { lookPackages } from './check-packages.ts';
import type { CheckParts } from './check-parts.ts';
import { lookRecords } from './check-records.ts';
import { lookRepository } from './check-repository.ts';
import { lookSecrets } from './check-secrets.ts';
import { lookTime } from './check-time.ts';

/** How the facts of a family are had. */
export interface Look {
  /** It judges what the settings say: without settings it sees nothing. */
  readonly needsSettings?: true;
  /** What it asks, for whoever waits. */
  readonly asks?: string;
  /** It looks at the bots that were found. */
  readonly needsBots?: true;
  look(parts: CheckParts): Promise<unknown>;
}

/** By the name of the family. */
export const looks: Readonly<Record<string, Look>> = {
  KEY: { look: lookKeys, needsSettings: true, asks: 'the exchanges of the keys' },
  ACCT: { look: lookAccounts, needsSettings: true, asks: 'the accounts' },
  SEC: { look: lookSecrets, needsBots: true },
  REPO: { look: lookRepository, needsBots: true },
  DEP: { look: (parts) => lookPackages(parts, parts.settings.check.minPackageAgeDays), needsBots: true },
  BOT: { look: (parts) => lookBots(parts, parts.blessed), needsBots: true },
  HOST: { look: lookHost, needsBots: true },
  TIME: { look: lookTime, needsSettings: true, asks: 'the exchanges for the time' },
  KILL: { look: lookKill, needsSettings: true, needsBots: true },
  REC: { look: lookRecords, needsSettings: true },
  ALRT: { look: lookAlarms, needsSettings: true },
};
