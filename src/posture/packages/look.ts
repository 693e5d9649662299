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

/** Looks at the packages and the code of these folders. `gap`: why there may be more of them; `gatewayPort`: where Keyward waits for bots. */
export async function lookAtPackages(
  eyes: Eyes,
  folders: readonly ProjectFolder[],
  minAgeDays: number,
  others: { readonly gap?: string; readonly gatewayPort?: number } = {},
): Promise<PackagesFacts> {
  const known = new Set(folders.map(({ folder }) => folder));
  const projects: Project[] = [];
  for (const one of folders.slice(0, MOST_PROJECTS)) {
    const project = await lookAtProject(eyes, one, new Set([...known].filter((folder) => folder !== one.folder)));
    if (project) projects.push(project);
  }
  const missing =
    folders.length > MOST_PROJECTS
      ? `there are more than ${MOST_PROJECTS} projects, which were not all looked at`
      : others.gap;
  const by = 'the folders of the bots that were found';
  return {
    projects: projects.length === 0 && missing !== undefined ? unseen(by, missing) : seen(by, projects),
    nowMs: eyes.nowMs,
    minAgeDays,
    ...(others.gatewayPort === undefined ? {} : { gatewayPort: others.gatewayPort }),
  };
}

async function lookAtProject(
  eyes: Eyes,
  one: ProjectFolder,
  except: ReadonlySet<string>,
): Promise<Project | undefined> {
  const { folder, bot, settingsFiles = [], isGuess } = one;
  if (isGuess && !(await namesPackages(eyes, folder))) return undefined;
  const walked = await walkProject(eyes, folder, except);
  const read = await readPackageFiles(eyes, folder, walked.manifests);
  const [settings, modules, dists, code, checkout] = await Promise.all([
    readManagerSettings(eyes, folder, walked.manifests, read.files, read.uvWaits),
    Promise.all(walked.modules.slice(0, 5).map((path) => installedModules(eyes, folder, path))),
    Promise.all(walked.venvs.slice(0, 5).map((path) => installedDists(eyes, folder, path))),
    lookAtCode(eyes, folder, walked.code, settingsFiles),
    lookAtCheckout(eyes, folder, bot),
  ]);
  const installed = [...modules, ...dists];
  return {
    folder,
    ...(bot === undefined ? {} : { bot }),
    files: read.files,
    installed: installed.flatMap(({ packages }) => packages),
    settings,
    gaps: [...walked.gaps, ...read.gaps, ...installed.flatMap(({ gaps }) => gaps)],
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
