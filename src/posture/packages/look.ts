import { join } from 'node:path';
import type { BotKind } from '../bots/found.ts';
import { seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import type { PackagesFacts, Project } from './facts.ts';
import { lookAtCheckout } from './look-checkout.ts';
import { lookAtCode } from './look-code.ts';
import { readPackageFiles } from './look-files.ts';
import { installedDists, installedModules } from './look-installed.ts';
import { readManagerSettings } from './look-settings.ts';
import { isOver, NO_TIME, type TimeLeft } from './time-left.ts';
import { walkProject } from './walk.ts';

/** A folder in which packages of a bot may be. */
export interface ProjectFolder {
  readonly folder: string;
  readonly bot?: BotKind;
  /** Whole paths of settings files, which may hold secrets. */
  readonly settingsFiles?: readonly string[];
  /** It counts only where it names packages itself. */
  readonly isGuess?: true;
}

const MOST_PROJECTS = 20;
/** Folders of installed packages in one project. */
const MOST_INSTALLED = 5;

/** Looks at the packages and the code of these folders. `gap`: why there may be more of them; `gatewayPort`: where Keyward waits for bots. */
export async function lookAtPackages(
  eyes: Eyes,
  folders: readonly ProjectFolder[],
  minAgeDays: number,
  others: { readonly left: TimeLeft; readonly gap?: string; readonly gatewayPort?: number },
): Promise<PackagesFacts> {
  const { left } = others;
  const known = new Set(folders.map(({ folder }) => folder));
  const projects: Project[] = [];
  const unlooked: string[] = [];
  for (const [at, one] of folders.entries()) {
    const isLate = isOver(left);
    if (isLate || at >= MOST_PROJECTS) {
      const why = isLate ? NO_TIME : `there are more than ${MOST_PROJECTS} projects`;
      unlooked.push(`${one.folder} was not looked at: ${why}`);
      continue;
    }
    const except = new Set([...known].filter((folder) => folder !== one.folder));
    const project = await lookAtProject(eyes, one, except, left);
    if (project) projects.push(project);
  }
  if (others.gap !== undefined) unlooked.unshift(`not all bots were found: ${others.gap}`);
  const [missing] = unlooked;
  const by = 'the folders of the bots that were found';
  return {
    projects: projects.length === 0 && missing !== undefined ? unseen(by, missing) : seen(by, projects),
    nowMs: eyes.nowMs,
    minAgeDays,
    ...(unlooked.length === 0 ? {} : { unlooked }),
    ...(others.gatewayPort === undefined ? {} : { gatewayPort: others.gatewayPort }),
  };
}

async function lookAtProject(
  eyes: Eyes,
  one: ProjectFolder,
  except: ReadonlySet<string>,
  left: TimeLeft,
): Promise<Project | undefined> {
  const { folder, bot, settingsFiles = [], isGuess } = one;
  if (isGuess && !(await namesPackages(eyes, folder))) return undefined;
  const walked = await walkProject(eyes, folder, except, left);
  const read = await readPackageFiles(eyes, folder, walked.manifests, left);
  const [settings, modules, dists, code, checkout] = await Promise.all([
    readManagerSettings(eyes, folder, walked.manifests, read.files),
    Promise.all(walked.modules.slice(0, MOST_INSTALLED).map((path) => installedModules(eyes, folder, path, left))),
    Promise.all(walked.venvs.slice(0, MOST_INSTALLED).map((path) => installedDists(eyes, folder, path, left))),
    lookAtCode(eyes, folder, walked.code, settingsFiles, left),
    lookAtCheckout(eyes, folder, bot),
  ]);
  const installed = [...modules, ...dists];
  const passedBy = [...walked.modules.slice(MOST_INSTALLED), ...walked.venvs.slice(MOST_INSTALLED)].map((file) => ({
    file,
    why: `was not looked at: there are more than ${MOST_INSTALLED} such folders`,
  }));
  return {
    folder,
    ...(bot === undefined ? {} : { bot }),
    files: read.files,
    installed: installed.flatMap(({ packages }) => packages),
    settings,
    gaps: [...walked.gaps, ...read.gaps, ...installed.flatMap(({ gaps }) => gaps), ...passedBy],
    code,
    checkout,
  };
}

/** The folder has a file itself that names packages of npm or Python. */
async function namesPackages(eyes: Eyes, folder: string): Promise<boolean> {
  const names = ['package.json', 'requirements.txt', 'pyproject.toml', 'Pipfile', 'poetry.lock', 'uv.lock'];
  const facts = await Promise.all(names.map((name) => eyes.look(join(folder, name))));
  return facts.some((one) => 'kind' in one && (one.kind === 'file' || one.kind === 'link'));
}
