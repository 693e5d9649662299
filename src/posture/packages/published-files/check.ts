import type { Check, Finding } from '../../check.ts';
import type { InstalledPackage, PackagesFacts, Project } from '../facts.ts';
import { counted, listed, printable } from '../printable.ts';
import { eachProject, gapFindings, noPackages, packageName, projectName } from '../projects.ts';

export const publishedFiles: Check<PackagesFacts> = {
  id: 'DEP-07',
  severity: 'medium',
  title: 'the libraries that hold the keys are as they were published',
  why: 'A file that was changed after its installation does what its writer wants, in a bot that nobody looks at again.',
  how: 'For Python the files of ccxt and of the clients of exchanges are compared with the SHA-256 of the list that came with them (RECORD), and versions with the lock file. Whoever can change a file can change that list too, and nothing here shows whether what was published fits its source; npm leaves no such list.',
  fix: '`pip install --force-reinstall --no-deps NAME==VERSION` into the environment of the bot, or `npm ci`; and find out who wrote there',
  undo: 'nothing has to be taken back: the same release is installed again',
  references: ['https://packaging.python.org/en/latest/specifications/recording-installed-packages/', 'npm-audit(1)'],
  boxes: [17],
  isAttestable: true,
  judge: (facts) => eachProject(facts, judgeProject),
};

function judgeProject(project: Project, by: string): readonly Finding[] {
  const gaps = gapFindings(project, project.gaps, by);
  if (project.installed.length === 0) {
    if (gaps.length > 0) return gaps;
    if (project.files.every(({ packages }) => packages.length === 0)) return noPackages(project, by);
    const says =
      'nothing is installed inside of its folder: an environment elsewhere, or a container, was not looked at';
    return [{ result: 'unknown', about: projectName(project), says, by }];
  }
  const compared = project.installed.flatMap((one) => fileFindings(project, one, by));
  const versions = project.installed.flatMap((one) => versionFindings(project, one, by));
  return [...compared, ...versions, ...npmFindings(project, by), ...elsewhere(project, by, compared.length), ...gaps];
}

function fileFindings(project: Project, one: InstalledPackage, by: string): Finding[] {
  const { files } = one;
  if (files === undefined) return [];
  const about = packageName(project, one.name);
  if (files.changed.length > 0)
    return [
      {
        result: 'fail',
        about,
        says: `changed since it was installed: ${listed(files.changed)}`,
        by,
        places: files.changed.slice(0, 5).map((path) => ({ file: `${project.folder}/${one.folder}/${path}` })),
      },
    ];
  if (files.missing.length > 0)
    return [
      { result: 'warn', about, says: `missing of what was installed: ${listed(files.missing)}`, by, severity: 'low' },
    ];
  if (files.cut !== undefined)
    return [
      { result: 'unknown', about, says: `only ${counted(files.compared, 'file')} were compared: ${files.cut}`, by },
    ];
  return [
    {
      result: 'pass',
      about,
      says: `its ${counted(files.compared, 'file is', 'files are')} as they were installed`,
      by,
    },
  ];
}

/** The lock file has one version of it, and another one is installed. */
function versionFindings(project: Project, one: InstalledPackage, by: string): Finding[] {
  const locked = project.files
    .filter(({ role, ecosystem }) => role !== 'manifest' && ecosystem === one.ecosystem)
    .flatMap(({ packages, file }) =>
      packages.flatMap(({ name, version }) => (name === one.name && version ? [{ version, file }] : [])),
    );
  if (
    one.version === undefined ||
    locked.length === 0 ||
    locked.some(({ version }) => sameVersion(version, one.version ?? ''))
  )
    return [];
  const [first] = locked;
  const says = `version ${printable(one.version)} is installed in ${printable(one.folder, 120)}, ${printable(first?.file ?? '', 120)} has ${printable(first?.version ?? '')}`;
  return [{ result: 'warn', about: packageName(project, one.name), says, by, confidence: 'likely' }];
}

/** `1.0`, `1.0.0` and `v1.0.0+local` are one version here. */
function sameVersion(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/^v/, '')
      .replace(/\+.*$/, '')
      .replace(/[-_.](?=[a-z])/g, '')
      .replace(/(\.0)+$/, '');
  return plain(one) === plain(other);
}

function npmFindings(project: Project, by: string): Finding[] {
  if (!project.installed.some(({ ecosystem }) => ecosystem === 'npm')) return [];
  const says =
    'npm leaves no list of digests of what it installed; where the network is reached, `npm audit signatures` shows what was published';
  return [
    {
      result: 'unknown',
      about: `node_modules of ${projectName(project)}`,
      says,
      by,
      fix: 'npm ci && npm audit signatures',
    },
  ];
}

function elsewhere(project: Project, by: string, compared: number): Finding[] {
  const isPython = project.installed.some(({ ecosystem }) => ecosystem === 'pypi');
  if (!isPython || compared > 0) return [];
  return [
    {
      result: 'not-applicable',
      about: `Python packages of ${projectName(project)}`,
      says: 'no client of an exchange is installed in its environment',
      by,
    },
  ];
}
