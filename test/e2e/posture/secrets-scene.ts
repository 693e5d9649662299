import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CheckParts } from '../../../src/app/check-parts.ts';
import { eyesOf } from '../../../src/app/eyes.ts';
import { practiceSettings, type Settings } from '../../../src/config/index.ts';
import { systemClock } from '../../../src/core/index.ts';
import type { Eyes, Family, Finding, FoundBot, FoundBots } from '../../../src/posture/index.ts';
import { practiceExchanges } from '../../../src/practice/index.ts';
import { recordOutput } from '../../canary.ts';

/** A user without any group or file of his own, as Debian has it. */
export const NOBODY = 65_534;

export const botOf = (folder: string, given: Partial<FoundBot> = {}): FoundBot => ({
  kind: 'ccxt',
  name: folder,
  folder,
  processes: [],
  startedBy: [],
  settingsFiles: [],
  ...given,
});

/** What one check says, each finding as `result about`, with the worst first where there are several. */
export interface Told {
  readonly all: readonly (Finding & { readonly id: string })[];
  /** The findings of one check. */
  of(id: string): readonly Finding[];
  /** `fail about`, for each finding of one check that is not a pass. */
  results(id: string): readonly string[];
}

/** A folder that everybody may enter, with bots in it, and eyes on it. */
export class SecretsScene {
  readonly base = mkdtempSync(join(tmpdir(), 'keyward-posture-'));
  readonly home = join(this.base, 'keyward-home');
  readonly folder = join(this.base, 'here');
  readonly #abort = new AbortController();

  constructor() {
    chmodSync(this.base, 0o755);
    mkdirSync(this.folder);
  }

  write(path: string, content: string | Buffer, mode = 0o600, uid?: number): string {
    const whole = join(this.base, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, content);
    chmodSync(whole, mode);
    if (uid !== undefined) chownSync(whole, uid, uid);
    return whole;
  }

  parts(bots: readonly FoundBot[], given: Partial<PartsGiven> = {}): CheckParts {
    const {
      variables = {},
      folder = this.folder,
      settings = practiceSettings(practiceExchanges()),
      gaps = [],
      path,
    } = given;
    const eyes = eyesOf({
      ...(given.programs === undefined ? {} : { path: given.programs }),
      nowMs: systemClock.nowMs(),
      signal: this.#abort.signal,
    });
    const found: FoundBots = { bots, gaps };
    return {
      session: {
        environment: {
          home: this.home,
          configFolder: join(this.base, 'config'),
          mayColour: false,
          user: 'ann',
          variables: { HOME: join(this.base, 'ann'), ...variables },
        },
        folder,
        clock: systemClock,
        log: { info: () => {}, warn: () => {}, error: () => {} },
      },
      settings,
      ...(path === undefined ? {} : { path }),
      home: this.home,
      eyes: { ...eyes, ...given.eyes },
      bots: Promise.resolve(found),
      signal: this.#abort.signal,
    };
  }

  /** Judges facts by a family; what is told is looked through for secrets at the end of the run. */
  judge<Facts>(family: Family<Facts>, facts: Facts): Told {
    const all = family.checks.flatMap((check) => check.judge(facts).map((finding) => ({ ...finding, id: check.id })));
    recordOutput(`findings of ${family.name}`, JSON.stringify(all));
    recordOutput(`facts of ${family.name}`, JSON.stringify(facts));
    const of = (id: string): readonly Finding[] => all.filter((one) => one.id === id);
    return {
      all,
      of,
      results: (id) =>
        of(id)
          .filter(({ result }) => result !== 'pass')
          .map(({ result, about }) => `${result} ${about.replaceAll(this.base, '')}`)
          .sort(),
    };
  }

  close(): void {
    this.#abort.abort();
    rmSync(this.base, { recursive: true, force: true });
  }
}

interface PartsGiven {
  readonly variables: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly settings: Settings;
  readonly path: string;
  readonly gaps: readonly string[];
  readonly programs: string;
  readonly eyes: Partial<Eyes>;
}

/** Runs `use` as another user, who is in no group; needs root. */
export async function asNobody<T>(use: () => Promise<T>): Promise<T> {
  const groups = process.getgroups!();
  process.setgroups!([NOBODY]);
  process.setegid!(NOBODY);
  process.seteuid!(NOBODY);
  try {
    return await use();
  } finally {
    process.seteuid!(0);
    process.setegid!(0);
    process.setgroups!(groups);
  }
}
