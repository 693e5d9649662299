import { seen, unseen } from '../check.ts';
import type { NamedPackage, PackageFile, PackagesFacts, Project } from './facts.ts';

export const NOW_MS = Date.parse('2026-11-23T00:00:00Z');

/** A project of a bot that was found, with nothing in it but what a case adds. */
export function projectOf(parts: Partial<Project> = {}): Project {
  return {
    folder: '/srv/grid',
    files: [],
    installed: [],
    settings: {
      npmRegistry: unseen('npm config get registry', 'no lock file names a registry of npm'),
      named: [],
      waits: [],
    },
    gaps: [],
    code: seen('the parsers', { parsed: 0, uses: [], gaps: [] }),
    checkout: seen('git', undefined),
    ...parts,
  };
}

/** The facts of these projects. */
export function factsOf(...projects: readonly Partial<Project>[]): PackagesFacts {
  return { projects: seen('the folders of the bots', projects.map(projectOf)), nowMs: NOW_MS, minAgeDays: 7 };
}

/** An entry of a lock file of npm as it is on most hosts; `parts` say what is otherwise. */
export function npmPackage(name: string, parts: Partial<NamedPackage> = {}): NamedPackage {
  return { ecosystem: 'npm', name, version: '1.0.0', origin: { kind: 'unsaid' }, digest: 'strong', ...parts };
}

export function pythonPackage(name: string, parts: Partial<NamedPackage> = {}): NamedPackage {
  return { ...npmPackage(name, parts), ecosystem: 'pypi' };
}

export function fileOf(file: string, packages: readonly NamedPackage[], parts: Partial<PackageFile> = {}): PackageFile {
  const isPython = packages[0]?.ecosystem === 'pypi';
  return {
    file,
    ecosystem: isPython ? 'pypi' : 'npm',
    role: 'lock',
    tool: isPython ? 'pip' : 'npm',
    packages,
    options: [],
    tellsAge: false,
    ...parts,
  };
}

export const fromRegistry = (host: string, fits = true): NamedPackage['origin'] => ({
  kind: 'registry',
  host,
  isPlain: false,
  fits,
});
