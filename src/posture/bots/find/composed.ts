import { posix } from 'node:path';
import { baseImageOf } from '../files/compose-file.ts';
import { composeServices } from '../files/compose-files.ts';
import type { Files } from '../files/files.ts';
import type { BotKind } from '../found.ts';
import { resolved } from './command.ts';
import type { ComposeCommand } from './compose-command.ts';
import { kindOfImage } from './kinds.ts';

const { dirname, join } = posix;
/** Which compose takes where none is named, the first that is there. */
const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
/** It looks into folders above too. */
const MOST_ABOVE = 6;
const MOST_FILES = 20;

/** A bot that a file starts, and the folder in which it is at home. */
export interface Started {
  readonly kind: BotKind;
  readonly file: string;
  readonly folder: string;
}

/** The bots that a compose file starts. */
export async function startedIn(files: Files, file: string): Promise<readonly Started[]> {
  const found: Started[] = [];
  for (const { kind, build, file: other } of await composeServices(files, file, true)) {
    const built = kind ?? (build === undefined ? undefined : await kindOfBuild(files, join(dirname(file), build)));
    if (built !== undefined) found.push({ kind: built, file, folder: dirname(other ?? file) });
  }
  return found;
}

/** The bot on whose image a folder builds its own. */
export async function kindOfBuild(files: Files, folder: string): Promise<BotKind | undefined> {
  const image = baseImageOf((await files.text(join(folder, 'Dockerfile'))) ?? '');
  return image === undefined ? undefined : kindOfImage(image);
}

/** The compose files that a command brings up; what of them cannot be read is a gap. `by`: who names them. */
export async function composePaths(
  files: Files,
  { files: named, folder: project, hasOtherVariables }: ComposeCommand,
  folder: string | undefined,
  by: string,
): Promise<readonly string[]> {
  if (hasOtherVariables === true) files.gap(`${by} gives compose variables of a file that is not read (--env-file)`);
  const found: string[] = [];
  for (const name of named.slice(0, MOST_FILES)) {
    const path = /^-?$|^[a-z][a-z0-9+.-]*:\/\//i.test(name) ? undefined : resolved(name, folder);
    const isRead = path !== undefined && /\.ya?ml$/i.test(path) && (await files.text(path)) !== undefined;
    if (isRead) found.push(path);
    else files.gap(`${by} names a compose file that could not be read${path === undefined ? '' : `: ${path}`}`);
  }
  if (named.length > MOST_FILES) files.gap(`${by} names more than ${MOST_FILES} compose files`);
  if (named.length > 0) return found;
  const start = project === undefined ? folder : resolved(project, folder);
  if (start === undefined) {
    files.gap(`${by} brings up the compose file of a folder that is not known`);
    return [];
  }
  return defaultIn(files, start);
}

async function defaultIn(files: Files, start: string): Promise<readonly string[]> {
  for (let at = start, above = 0; above < MOST_ABOVE; at = dirname(at), above += 1) {
    const names = await files.list(at);
    const name = NAMES.find((one) => names.includes(one));
    if (name !== undefined) return [join(at, name)];
    if (at === dirname(at)) break;
  }
  return [];
}
