import { posix } from 'node:path';
import type { Service } from './compose-file.ts';
import { readEnv } from './env-part.ts';
import type { Files } from './files.ts';
import { Interpolated } from './interpolated.ts';
import { entriesOf, itemsOf, type Part, partAt, textOf } from './part.ts';

/** A file that is included, with the variables that count in it. */
export interface Included {
  readonly file: string;
  readonly variables: Part;
}

const REMOTE = /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:|\.git(?:[#?]|$)|^github\.com\//i;

/** The files of this host that a compose file includes; `tell` hears of what cannot be read. */
export async function includedBy(
  files: Files,
  file: string,
  part: Part,
  variables: Part,
  tell: (gap: string) => void,
): Promise<readonly Included[]> {
  const include = partAt(part, 'include');
  if (include === undefined || include.value === null) return [];
  if (!Array.isArray(include.value)) {
    tell(`${file}: its \`include:\` was not understood`);
    return [];
  }
  const found: Included[] = [];
  for (const item of itemsOf(include)) {
    const paths = textsOf(partAt(item, 'path') ?? item);
    if (paths === undefined) tell(`${file}: its \`include:\` was not understood`);
    for (const path of paths ?? []) {
      const { text, missing } = new Interpolated(path, variables);
      if (missing !== undefined) tell(`${file} includes a file that $${missing} names, which is not known`);
      else if (REMOTE.test(text)) tell(`${file} includes what is not on this host and was not read`);
      else {
        const whole = posix.resolve(posix.dirname(file), text);
        found.push({ file: whole, variables: await variablesIn(files, file, item, whole, variables) });
      }
    }
  }
  return found;
}

function textsOf(part: Part): readonly string[] | undefined {
  const one = textOf(part);
  if (one !== undefined) return [one];
  const texts = itemsOf(part).map(textOf);
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts : undefined;
}

/** Those of the file that includes stand above those of the included one's own folder, or of the files that are named for it. */
async function variablesIn(files: Files, file: string, item: Part, included: string, above: Part): Promise<Part> {
  const from = posix.dirname(file);
  const folder = textOf(partAt(item, 'project_directory'));
  const named = partAt(item, 'env_file');
  const own = posix.join(folder === undefined ? posix.dirname(included) : posix.resolve(from, folder), '.env');
  const paths = named === undefined ? [own] : (textsOf(named) ?? []).map((path) => posix.resolve(from, path));
  const read = await Promise.all(paths.map(async (path) => entriesOf(readEnv((await files.text(path)) ?? '')) ?? []));
  return { line: 1, value: new Map([...read.flatMap((entries) => [...entries]), ...(entriesOf(above) ?? [])]) };
}

/** A service of another file as one of this: its paths are told from here, and its lines are of that file. */
export function movedTo(file: string, other: string, service: Service): Service {
  const folder = posix.relative(posix.dirname(file), posix.dirname(other));
  return {
    ...service,
    file: service.file ?? other,
    ...(service.build === undefined ? {} : { build: posix.join(folder, service.build) }),
    ports: service.ports.map((port) => ({ ...port, file: port.file ?? other })),
    environment: service.environment.map((one) => ({ ...one, file: one.file ?? other })),
    environmentFiles: service.environmentFiles.map((one) => posix.join(folder, one)),
  };
}
