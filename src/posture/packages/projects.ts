import { type Finding, whenSeen } from '../check.ts';
import type { Ecosystem, Gap, NamedPackage, PackageFile, PackagesFacts, Project } from './facts.ts';
import { printable } from './printable.ts';

/** The finding's subject for a whole project. */
export const projectName = (project: Project): string => `project ${printable(project.folder, 200)}`;
export const packageName = (project: Project, name: string): string =>
  `package ${printable(name)} of ${printable(project.folder, 200)}`;

/** Judges each project that was seen; without any it does not apply. */
export function eachProject(
  facts: PackagesFacts,
  judge: (project: Project, by: string) => readonly Finding[],
): readonly Finding[] {
  return whenSeen('packages', facts.projects, (projects, by) => {
    const unlooked = unlookedFindings(facts, by);
    if (projects.length === 0 && unlooked.length > 0) return unlooked;
    if (projects.length === 0)
      return [{ result: 'not-applicable', about: 'packages', says: 'no bot and no project was found here', by }];
    return [...projects.flatMap((project) => judge(project, by)), ...unlooked];
  });
}

function unlookedFindings({ unlooked = [] }: PackagesFacts, by: string): Finding[] {
  if (unlooked.length === 0) return [];
  const says = unlooked.slice(0, MOST_GAPS).map((one) => printable(one, 240));
  const more = unlooked.length > MOST_GAPS ? `; and ${unlooked.length - MOST_GAPS} more` : '';
  return [{ result: 'unknown', about: 'packages', says: says.join('; ') + more, by }];
}

const MOST_GAPS = 4;

/** What could not be read of a project, as one finding; none where all was read. */
export function gapFindings(project: Project, gaps: readonly Gap[], by: string): Finding[] {
  const told = [...new Set(gaps.map(({ file, why }) => `${printable(file, 120)} ${printable(why, 160)}`))];
  if (told.length === 0) return [];
  const more = told.length > MOST_GAPS ? `; and ${told.length - MOST_GAPS} more` : '';
  const places = gaps
    .slice(0, MOST_GAPS)
    .map(({ file }) => ({ file: file === '.' ? project.folder : `${project.folder}/${file}` }));
  return [
    { result: 'unknown', about: projectName(project), says: told.slice(0, MOST_GAPS).join('; ') + more, by, places },
  ];
}

/** A package by name and version, from wherever it is named. */
export interface Named {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version?: string;
  /** From the project's folder. */
  readonly file: string;
  readonly line?: number;
  readonly isInstalled: boolean;
}

/** All packages that a project's files name and that are installed in it. */
export function namedPackages(project: Project): Named[] {
  return [
    ...project.files.flatMap(({ file, packages }) => packages.map((one) => namedIn(one, file))),
    ...project.installed.map(({ ecosystem, name, version, folder }) => ({
      ecosystem,
      name,
      ...(version === undefined ? {} : { version }),
      file: folder,
      isInstalled: true,
    })),
  ];
}

function namedIn({ ecosystem, name, version, line }: NamedPackage, file: string): Named {
  return {
    ecosystem,
    name,
    ...(version === undefined ? {} : { version }),
    file,
    ...(line === undefined ? {} : { line }),
    isInstalled: false,
  };
}

export const hasPackages = (project: Project): boolean =>
  project.files.some(({ packages }) => packages.length > 0) || project.installed.length > 0;

export const locksOf = (project: Project): readonly PackageFile[] =>
  project.files.filter(({ role }) => role === 'lock');

/** Where a package is named, for a person's editor. */
export function placeOf(project: Project, { file, line }: { readonly file: string; readonly line?: number }) {
  return { file: `${project.folder}/${file}`, ...(line === undefined ? {} : { line }) };
}

/** `says` of a project that names no packages at all. */
export function noPackages(project: Project, by: string): Finding[] {
  return [{ result: 'not-applicable', about: projectName(project), says: 'no file in it names a package', by }];
}
