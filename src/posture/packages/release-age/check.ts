import type { Check, Finding } from '../../check.ts';
import type { NamedPackage, PackageFile, PackagesFacts, Project } from '../facts.ts';
import { counted, listed, printable } from '../printable.ts';
import { eachProject, gapFindings, hasPackages, locksOf, noPackages, projectName } from '../projects.ts';

const DAY_MS = 86_400_000;

export const releaseAge: Check<PackagesFacts> = {
  id: 'DEP-04',
  severity: 'medium',
  title: 'no release is used in its first days',
  why: 'Releases that were stolen from their makers are found within hours or days; whoever waits a week has never installed them.',
  how: 'The day of each release is read where the lock file has it (uv.lock, and pnpm-lock.yaml with `time`); or the setting of the package manager that waits. The lock files of npm, Yarn, poetry, pipenv and pip have no days.',
  fix: 'let the package manager wait: `npm config set min-release-age 7 --location=project`, `minimumReleaseAge: 10080` in pnpm-workspace.yaml, or `exclude-newer = "7 days"` under [tool.uv]',
  undo: 'remove that line again',
  references: ['https://docs.astral.sh/uv/reference/settings/', 'https://pnpm.io/settings'],
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
  const { waits } = project.settings;
  if (waits && waits.days >= minAgeDays) {
    const says = `${lock.tool} takes no release younger than ${counted(Math.floor(waits.days), 'day')} by ${printable(waits.by, 120)}`;
    return { result: 'pass', about, says, by, confidence: 'likely' };
  }
  if (!lock.tellsAge)
    return {
      result: 'unknown',
      about,
      says: `a lock file of ${lock.tool} does not say when its releases were made, and no setting waits`,
      by,
    };
  const silent = lock.packages.filter(({ releasedMs, origin }) => releasedMs === undefined && origin.kind !== 'path');
  if (silent.length > 0)
    return { result: 'unknown', about, says: `no day stands there for ${listed(silent.map(({ name }) => name))}`, by };
  return {
    result: 'pass',
    about,
    says: `each of its ${counted(lock.packages.length, 'release')} is at least ${counted(minAgeDays, 'day')} old`,
    by,
  };
}

/** Rounded down; a day that is to come is a clock that is wrong somewhere. */
function ageText(ms: number): string {
  if (ms < 0) return 'from the future';
  const days = Math.floor(ms / DAY_MS);
  return days === 0 ? `${Math.floor(ms / 3_600_000)} h old` : counted(days, 'day');
}
