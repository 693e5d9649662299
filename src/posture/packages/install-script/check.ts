import type { Check, Finding } from '../../check.ts';
import type { PackagesFacts, Project } from '../facts.ts';
import { counted, listed, printable } from '../printable.ts';
import { eachProject, gapFindings, hasPackages, noPackages, projectName } from '../projects.ts';

export const installScript: Check<PackagesFacts> = {
  id: 'DEP-06',
  severity: 'medium',
  title: 'no package runs a program when it is installed',
  why: 'Most packages that steal do it there: before anybody has called them, with the rights of whoever installs, beside the files with the keys.',
  how: 'The marks of lock files (package-lock.json, pnpm) and the scripts in the package.json of each package in node_modules; for Python, packages of which the lock file has no wheel, so that pip builds them. What lies inside of other packages shows only in the lock file.',
  fix: '`npm config set ignore-scripts true --location=project`, or pnpm, which runs none unless told; for Python `pip install --only-binary :all:`',
  undo: '`npm config delete ignore-scripts --location=project`',
  references: ['scripts(7)', 'https://pip.pypa.io/en/stable/cli/pip_install/'],
  boxes: [17],
  judge: (facts) => eachProject(facts, judgeProject),
};

function judgeProject(project: Project, by: string): readonly Finding[] {
  const gaps = gapFindings(project, project.gaps, by);
  if (!hasPackages(project)) return gaps.length > 0 ? gaps : noPackages(project, by);
  const about = projectName(project);
  const found = [...npmFindings(project, about, by), ...pythonFindings(project, about, by)];
  if (found.length > 0) return [...found, ...gaps];
  if (gaps.length > 0) return gaps;
  const isSeen = project.installed.some(({ ecosystem }) => ecosystem === 'npm') || project.files.some(tellsScripts);
  const wantsNpm = project.files.some(({ ecosystem, packages }) => ecosystem === 'npm' && packages.length > 0);
  if (wantsNpm && !isSeen && project.settings.scriptsOff === undefined)
    return [
      {
        result: 'unknown',
        about,
        says: 'its lock file does not mark install scripts, and nothing is installed beside it',
        by,
        fix: installScript.fix,
      },
    ];
  const wantsPython = project.files.some(({ ecosystem, packages }) => ecosystem === 'pypi' && packages.length > 0);
  if (
    wantsPython &&
    !project.files.some(tellsBuilds) &&
    project.installed.every(({ ecosystem }) => ecosystem !== 'pypi')
  )
    return [
      {
        result: 'unknown',
        about,
        says: 'no file of it tells which packages of Python are built when they are installed',
        by,
        fix: installScript.fix,
      },
    ];
  return [{ result: 'pass', about, says: passText(project), by }];
}

const tellsScripts = ({ tool, role }: { readonly tool: string; readonly role: string }) =>
  role === 'lock' && (tool === 'npm' || tool === 'pnpm');
const tellsBuilds = ({ tool, role }: { readonly tool: string; readonly role: string }) =>
  role === 'lock' && (tool === 'uv' || tool === 'poetry');

function passText({ settings }: Project): string {
  return settings.scriptsOff === undefined
    ? 'none of its packages runs a program when it is installed'
    : `scripts of packages are not run, by ${printable(settings.scriptsOff, 120)}`;
}

function npmFindings(project: Project, about: string, by: string): Finding[] {
  if (project.settings.scriptsOff !== undefined) return [];
  const names = new Set<string>();
  // pnpm runs none of them since its tenth version, unless a setting names the package.
  for (const { ecosystem, tool, packages } of project.files)
    if (ecosystem === 'npm' && tool !== 'pnpm') for (const { name, scripts } of packages) if (scripts) names.add(name);
  for (const { ecosystem, name, scripts } of project.installed) if (ecosystem === 'npm' && scripts) names.add(name);
  if (names.size === 0) return [];
  const says = `${counted(names.size, 'package of npm runs', 'packages of npm run')} a program when installed: ${listed([...names].sort())}`;
  return [{ result: 'warn', about, says, by }];
}

function pythonFindings(project: Project, about: string, by: string): Finding[] {
  const names = new Set<string>();
  for (const { ecosystem, packages } of project.files)
    if (ecosystem === 'pypi') for (const { name, scripts } of packages) if (scripts) names.add(name);
  if (names.size === 0) return [];
  const says = `${counted(names.size, 'package of Python is', 'packages of Python are')} built from source when installed, which runs code: ${listed([...names].sort())}`;
  return [{ result: 'warn', about, says, by, confidence: 'likely', severity: 'low' }];
}
