import type { Check, Finding } from '../../check.ts';
import { COOLDOWNS_READ, cooldowns } from '../data/cooldowns.ts';
import type { NamedPackage, PackageFile, PackagesFacts, Project } from '../facts.ts';
import { counted, listed, printable } from '../printable.ts';
import { eachProject, gapFindings, hasPackages, locksOf, noPackages, projectName } from '../projects.ts';
import { isExcepted, waitFor } from '../waits/covers.ts';

const DAY_MS = 86_400_000;

export const releaseAge: Check<PackagesFacts> = {
  id: 'DEP-04',
  severity: 'medium',
  title: 'no release is used in its first days',
  why: 'Releases that were stolen from their makers are found within hours or days; whoever waits a week has never installed them.',
  how: `The day of each release is read where the lock file has it (uv.lock, pylock.toml, and pnpm-lock.yaml with "time"), or the moment after which uv took nothing. The lock files of npm, Yarn, Bun, poetry, pipenv, pdm and pip have no days: there the setting of the same package manager counts, of the folder, its owner or the host, which holds for what is resolved with it and not for a lock file that was brought along; packages that it leaves out, and such from git or an address, are told. Variables of the environment and a manager that is too old for its setting are not seen. The settings are those of the documents of ${COOLDOWNS_READ}.`,
  fix: 'let the package manager wait, by the setting that is named there: `min-release-age` of npm, `minimumReleaseAge` of pnpm and Bun, `npmMinimalAgeGate` of Yarn, `exclude-newer` of uv, `solver.min-release-age` of poetry, `uploaded-prior-to` of pip',
  undo: 'remove that line again',
  references: [...new Set(Object.values(cooldowns).map(({ source }) => source))],
  boxes: [17],
  isAttestable: true,
  judge: (facts) => eachProject(facts, (project, by) => judgeProject(project, by, facts)),
};

function judgeProject(project: Project, by: string, facts: PackagesFacts): readonly Finding[] {
  const locks = locksOf(project);
  const gaps = gapFindings(project, project.gaps, by);
  if (locks.length === 0)
    return hasPackages(project)
      ? [
          {
            result: 'unknown',
            about: projectName(project),
            says: 'without a lock file nothing tells which releases are used',
            by,
          },
          ...gaps,
        ]
      : gaps.length > 0
        ? gaps
        : noPackages(project, by);
  return [...locks.map((lock) => judgeLock(project, lock, facts, by)), ...gaps];
}

function judgeLock(project: Project, lock: PackageFile, { nowMs, minAgeDays }: PackagesFacts, by: string): Finding {
  const about = `${printable(lock.file, 120)} of ${projectName(project)}`;
  const places = [{ file: `${project.folder}/${lock.file}` }];
  const isYoung = ({ releasedMs }: NamedPackage) =>
    releasedMs !== undefined && nowMs - releasedMs < minAgeDays * DAY_MS;
  const young = lock.packages.filter(isYoung);
  if (young.length > 0) {
    const names = listed(
      young.map(({ name, version, releasedMs = nowMs }) => `${name} ${version ?? ''} (${ageText(nowMs - releasedMs)})`),
    );
    return { result: 'warn', about, says: `younger than ${counted(minAgeDays, 'day')}: ${names}`, by, places };
  }
  const silent = lock.packages.filter(({ releasedMs, origin }) => releasedMs === undefined && origin.kind !== 'path');
  if (lock.tellsAge && silent.length === 0) {
    const says = `each of its ${counted(lock.packages.length, 'release')} is at least ${counted(minAgeDays, 'day')} old`;
    return { result: 'pass', about, says, by };
  }
  const open = (says: string, names: readonly NamedPackage[] = silent): Finding => {
    const fix = fixOf(lock, names, minAgeDays);
    return { result: 'unknown', about, says, by, ...(fix === undefined ? {} : { fix }), places };
  };
  const guard = guardOf(project, lock, nowMs);
  if (guard?.unsure !== undefined)
    return open(`${untold(lock, silent)}, and ${guard.by} may not hold: ${guard.unsure}`);
  if (guard === undefined || guard.days < minAgeDays) return open(`${untold(lock, silent)}, and ${whyNot(guard)}`);
  const left = silent.filter(({ name, origin }) => !isIndexed(origin) || isExcepted(guard.except, name));
  if (left.length > 0)
    return open(
      `${guard.by} does not hold for ${listed(left.map(({ name }) => name))}, whose day stands nowhere`,
      left,
    );
  return { result: 'pass', about, says: guard.says, by, ...(guard.isSure ? {} : { confidence: 'likely' as const }) };
}

/** What keeps fresh releases out of a lock file. */
interface Guard {
  readonly days: number;
  readonly by: string;
  readonly says: string;
  readonly except: readonly string[];
  readonly unsure?: string;
  /** The lock file says it itself. */
  readonly isSure: boolean;
}

/** The longer of the two: the moment that the lock file names itself, and the setting of its package manager. */
function guardOf(project: Project, lock: PackageFile, nowMs: number): Guard | undefined {
  const { cutoff, tool } = lock;
  const own = cutoff && {
    days: (nowMs - cutoff.ms) / DAY_MS,
    by: 'its own exclude-newer',
    says: `it says itself that nothing newer than ${new Date(cutoff.ms).toISOString().slice(0, 10)} was taken`,
    except: cutoff.except,
    isSure: true,
  };
  const folder = lock.file.includes('/') ? lock.file.slice(0, lock.file.lastIndexOf('/')) : '.';
  const wait = waitFor(project.settings.waits, tool, folder);
  if (wait === undefined || (own !== undefined && own.days >= wait.days)) return own;
  const { days, except, unsure } = wait;
  const by = printable(wait.by, 120);
  const says = `${tool} takes no release younger than ${counted(Math.floor(days), 'day')} by ${by}`;
  return { days, by, says, except, isSure: false, ...(unsure === undefined ? {} : { unsure: printable(unsure, 160) }) };
}

const whyNot = (guard: Guard | undefined): string =>
  guard === undefined
    ? 'no setting waits'
    : `${guard.by} waits ${guard.days < 0 ? 'for nothing' : `no longer than ${Math.floor(guard.days)} d`}`;

function untold(lock: PackageFile, silent: readonly NamedPackage[]): string {
  if (lock.tellsAge) return `no day stands there for ${listed(silent.map(({ name }) => name))}`;
  return `a lock file of ${lock.tool} does not say when its releases were made`;
}

/** An index tells the days of its releases; a repository or an address does not. */
const isIndexed = ({ kind }: NamedPackage['origin']): boolean => kind === 'unsaid' || kind === 'registry';

/** How it is seen and set, with the name of a package in it. */
function fixOf(lock: PackageFile, names: readonly NamedPackage[], days: number): string | undefined {
  const cooldown = cooldowns[lock.tool];
  if (cooldown === undefined) return undefined;
  const name = (names.find(({ isDirect }) => isDirect) ?? names[0])?.name ?? '';
  const see = cooldown
    .see(days)
    .replace('NAME', /^[@\w][\w./-]*$/.test(name) ? name : 'NAME')
    .replace('FILE', /^[\w./][\w./-]*$/.test(lock.file) ? lock.file : 'FILE');
  return `${see}; to wait from now on: ${cooldown.set(days)}`;
}

/** Rounded down; a day that is to come is a clock that is wrong somewhere. */
function ageText(ms: number): string {
  if (ms < 0) return 'from the future';
  const days = Math.floor(ms / DAY_MS);
  return days === 0 ? `${Math.floor(ms / 3_600_000)} h old` : counted(days, 'day');
}
