import type { Check, Finding } from '../../check.ts';
import type { NamedPackage, PackageFile, PackagesFacts, Project } from '../facts.ts';
import { counted, listed, printable } from '../printable.ts';
import { eachProject, gapFindings, hasPackages, noPackages, placeOf, projectName } from '../projects.ts';
import { expectedHosts } from './expected-hosts.ts';
import { optionFindings } from './option-findings.ts';

export const lockOrigin: Check<PackagesFacts> = {
  id: 'DEP-03',
  severity: 'high',
  title: 'a lock file pins every package, and all come from the registry',
  why: 'Without a lock file each installation takes whatever is newest; with an address of its own in it, a package comes from whoever wrote that line. A trading bot that stole wallets took one of its packages so.',
  how: 'Each entry of the lock files is read: from which host it comes, whether that address names the package, and by which digest it is held. Which host is the registry is asked of npm, or taken from the settings, or is that of most entries. A lock file in which all entries were changed alike shows only where npm can be asked.',
  fix: 'npm: `npm install --package-lock-only && npm ci`; Python: `uv lock` or `pip-compile --generate-hashes`, then `pip install --require-hashes -r requirements.txt`',
  undo: '`git checkout -- package-lock.json` takes the lock file back',
  references: ['package-lock-json(5)', 'https://pip.pypa.io/en/stable/topics/secure-installs/'],
  boxes: [17],
  judge: (facts) => eachProject(facts, judgeProject),
};

function judgeProject(project: Project, by: string): readonly Finding[] {
  const gaps = gapFindings(project, project.gaps, by);
  const wanting = project.files.filter(({ packages }) => packages.length > 0);
  if (wanting.length === 0) {
    if (gaps.length > 0) return gaps;
    if (!hasPackages(project)) return noPackages(project, by);
    return [
      {
        result: 'unknown',
        about: projectName(project),
        says: 'packages are installed, and no file says which were wanted',
        by,
        fix: lockOrigin.fix,
      },
    ];
  }
  const found = [...missingLocks(project, by), ...project.files.flatMap((file) => fileFindings(project, file, by))];
  if (found.length > 0) return [...found, ...gaps];
  if (gaps.length > 0) return gaps;
  const count = project.files.reduce((sum, { role, packages }) => sum + (role === 'lock' ? packages.length : 0), 0);
  const says = `${counted(count, 'entry', 'entries')} of its lock files come from the registry and are held by digests`;
  return [{ result: 'pass', about: projectName(project), says, by }];
}

/** Manifests beside or above which no lock file of their ecosystem lies: one finding for those that pin nothing, one for those that pin versions. */
function missingLocks(project: Project, by: string): Finding[] {
  const bare = project.files.filter((file) => {
    // A list that only bounds versions is judged with the one that it bounds.
    if (file.role === 'lock' || file.packages.length === 0 || /constraints/i.test(file.file)) return false;
    const { files } = project;
    return !files.some(
      (lock) => lock.role === 'lock' && lock.ecosystem === file.ecosystem && covers(lock.file, file.file),
    );
  });
  const loose = bare.filter(({ role }) => role === 'manifest');
  const pinned = bare.filter(({ role }) => role === 'pinned');
  const placesOf = (files: readonly PackageFile[]) =>
    files.slice(0, 5).map(({ file }) => ({ file: `${project.folder}/${file}` }));
  const found: Finding[] = [];
  if (loose.length > 0) {
    const wanted = loose.flatMap(({ packages }) => packages);
    const open = wanted.filter(({ version, origin }) => version === undefined && origin.kind === 'unsaid').length;
    const says = `no lock file holds what ${listed(
      loose.map(({ file }) => file),
      3,
    )} ${loose.length === 1 ? 'wants' : 'want'}: ${open} of ${counted(wanted.length, 'package')} may be any release`;
    found.push({ result: 'fail', about: projectName(project), says, by, places: placesOf(loose) });
  }
  if (pinned.length > 0) {
    const count = pinned.reduce((sum, { packages }) => sum + packages.length, 0);
    const says = `${listed(
      pinned.map(({ file }) => file),
      3,
    )} ${pinned.length === 1 ? 'has' : 'have'} one version for each of ${counted(count, 'package')} and no digest; what those take in is not held at all`;
    found.push({ result: 'warn', about: projectName(project), says, by, severity: 'medium', places: placesOf(pinned) });
  }
  return found;
}

/** A lock file holds the manifests of its own folder and, in a workspace, of those below. */
function covers(lock: string, manifest: string): boolean {
  const folder = lock.includes('/') ? lock.slice(0, lock.lastIndexOf('/') + 1) : '';
  return manifest.startsWith(folder);
}

function fileFindings(project: Project, file: PackageFile, by: string): Finding[] {
  return [
    ...optionFindings(project, file, by),
    ...originFindings(project, file, by),
    ...(file.role === 'lock' ? digestFindings(project, file, by) : []),
  ];
}

/** Entries of one kind are told in one finding, with their names. */
function originFindings(project: Project, file: PackageFile, by: string): Finding[] {
  const expected = expectedHosts(project, file);
  const kinds = new Map<string, { readonly finding: Omit<Said, 'says'>; readonly packages: NamedPackage[] }>();
  for (const one of file.packages) {
    const said = originSays(one, expected);
    if (!said) continue;
    const { says, ...finding } = said;
    const group = kinds.get(says) ?? { finding, packages: [] as NamedPackage[] };
    group.packages.push(one);
    kinds.set(says, group);
  }
  return [...kinds].map(([says, { finding, packages }]) => ({
    ...finding,
    about: `${printable(file.file, 120)} of ${projectName(project)}`,
    says: `${listed(packages.map(({ name, version }) => (version === undefined ? name : `${name} ${version}`)))} ${packages.length === 1 ? 'comes' : 'come'} ${says}`,
    by,
    places: packages
      .slice(0, 5)
      .map(({ line }) => placeOf(project, { file: file.file, ...(line === undefined ? {} : { line }) })),
  }));
}

type Said = Pick<Finding, 'result' | 'says' | 'severity' | 'confidence'>;

function originSays({ origin }: NamedPackage, expected: ReturnType<typeof expectedHosts>): Said | undefined {
  if (origin.kind === 'unsaid') return undefined;
  if (origin.kind === 'path')
    return origin.isInside
      ? undefined
      : { result: 'warn', says: 'from a folder of this host outside of the project', severity: 'low' };
  const host = printable(origin.host);
  if (origin.isPlain) return { result: 'fail', says: `from ${host} without TLS: anyone on the way may change it` };
  if (origin.kind === 'git')
    return origin.isPinned
      ? { result: 'warn', says: `from a repository at ${host}, held by its commit`, severity: 'medium' }
      : { result: 'fail', says: `from a repository at ${host}, from a branch or tag that may move` };
  if (origin.kind === 'url') return { result: 'fail', says: `from an address at ${host} that is no registry's` };
  if (!origin.fits) return { result: 'fail', says: `from an address at ${host} that names another package or version` };
  if (expected.registry.has(origin.host)) return undefined;
  if (expected.named.has(origin.host))
    return {
      result: 'warn',
      says: `from ${host}, a registry that the settings here name`,
      confidence: 'likely',
      severity: 'low',
    };
  if (expected.isGuess)
    return {
      result: 'warn',
      says: `from ${host}, and most others from ${printable([...expected.registry][0] ?? 'elsewhere')}`,
      confidence: 'likely',
    };
  return { result: 'fail', says: `from ${host}, which is not the registry here` };
}

function digestFindings(project: Project, file: PackageFile, by: string): Finding[] {
  const about = `${printable(file.file, 120)} of ${projectName(project)}`;
  const found: Finding[] = [];
  const places = [{ file: `${project.folder}/${file.file}` }];
  const bare = file.packages.filter(
    ({ digest, origin }) => digest === 'none' && origin.kind !== 'git' && origin.kind !== 'path',
  );
  if (bare.length > 0) {
    const says = `no digest holds the bytes of ${listed(bare.map(({ name }) => name))}`;
    found.push({ result: 'warn', about, says, by, severity: 'medium', places });
  }
  const weak = file.packages.filter(({ digest }) => digest === 'weak');
  if (weak.length > 0) {
    const says = `only SHA-1 or MD5 holds the bytes of ${listed(weak.map(({ name }) => name))}`;
    found.push({ result: 'warn', about, says, by, severity: 'low', places });
  }
  return found;
}
