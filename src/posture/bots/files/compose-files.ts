import { posix } from 'node:path';
import { type Service, servicesOf } from './compose-file.ts';
import { type Included, includedBy, movedTo } from './compose-includes.ts';
import { readEnv } from './env-part.ts';
import type { Files } from './files.ts';
import { type Part, partAt, textOf } from './part.ts';

/** No chain of services that continue each other is longer. */
const LONGEST_CHAIN = 5;
const MOST_INCLUDED = 40;
const BASE = /^(?:docker-)?compose\.ya?ml$/;
const OVERRIDE = /^(?:docker-)?compose\.override\.ya?ml$/;
const SAMPLE = /example|sample|template/i;

/**
 * A compose file as compose loads it: variables filled in, services completed by those that they extend, files that it includes among it.
 * `isSearch`: bots are looked for; what cannot be read is told by whoever judges the bots that are found.
 */
export async function composeServices(files: Files, file: string, isSearch?: true): Promise<readonly Service[]> {
  const tell = (gap: string): void => {
    if (isSearch !== true) files.gap(gap);
  };
  return loaded({ files, tell, read: new Set() }, { file, variables: await variablesBeside(files, file) }, 0);
}

interface Loading {
  readonly files: Files;
  readonly tell: (gap: string) => void;
  /** Files that were read on the way. */
  readonly read: Set<string>;
}

async function loaded(loading: Loading, { file, variables }: Included, depth: number): Promise<readonly Service[]> {
  const { files, tell, read } = loading;
  read.add(file);
  const part = await files.part(file);
  if (part === undefined) {
    if (depth > 0) tell(`${file}, which another compose file includes, could not be read`);
    return [];
  }
  const own = await Promise.all(
    servicesOf(part, variables).map((service) => extended(files, file, service, variables, 0)),
  );
  const more: Service[] = [];
  for (const one of await includedBy(files, file, part, variables, tell)) {
    if (read.has(one.file) || read.size > MOST_INCLUDED || depth >= LONGEST_CHAIN)
      tell(`${file} includes ${one.file} once more than is followed`);
    else more.push(...(await loaded(loading, one, depth + 1)).map((service) => movedTo(file, one.file, service)));
  }
  return [...own, ...more];
}

/** Files of the same folder that may change the services of this one; `isSure` where compose loads it by itself. */
export async function overridesOf(
  files: Files,
  file: string,
): Promise<readonly { readonly file: string; readonly isSure: boolean }[]> {
  const folder = posix.dirname(file);
  const variables = await variablesBeside(files, file);
  const separator = textOf(partAt(variables, 'COMPOSE_PATH_SEPARATOR')) ?? ':';
  const named = (textOf(partAt(variables, 'COMPOSE_FILE')) ?? '')
    .split(separator)
    .filter((name) => name !== '')
    .map((name) => posix.resolve(folder, name));
  const beside = (await files.list(folder))
    .filter((name) => /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/.test(name) && !SAMPLE.test(name))
    .map((name) => posix.join(folder, name));
  return [...new Set([...named, ...beside])]
    .filter((path) => path !== file)
    .map((path) => ({ file: path, isSure: named.length > 0 ? named.includes(path) : isLoaded(path) }));
}

const isLoaded = (path: string): boolean => BASE.test(posix.basename(path)) || OVERRIDE.test(posix.basename(path));

/** What the one says takes the place of what the other says. */
export const isOver = (one: string, other: string): boolean =>
  posix.dirname(one) === posix.dirname(other) && OVERRIDE.test(posix.basename(one)) && BASE.test(posix.basename(other));

async function variablesBeside(files: Files, file: string): Promise<Part> {
  return readEnv((await files.text(posix.join(posix.dirname(file), '.env'))) ?? '');
}

async function extended(
  files: Files,
  file: string,
  service: Service,
  variables: Part,
  depth: number,
): Promise<Service> {
  if (service.extends === undefined) return service;
  const { service: name, file: other } = service.extends;
  const path = other === undefined ? file : posix.resolve(posix.dirname(file), other);
  const part = depth < LONGEST_CHAIN && name !== '' ? await files.part(path) : undefined;
  const found = part === undefined ? undefined : servicesOf(part, variables).find((one) => one.name === name);
  if (found === undefined) return { ...service, unclear: 'it extends a service that could not be read' };
  const { file: _of, ...base } = movedTo(file, path, await extended(files, path, found, variables, depth + 1));
  return {
    ...base,
    ...service,
    ports: [...service.ports, ...(service.takesBack.ports ? [] : base.ports)],
    environment: [
      ...service.environment,
      ...base.environment.filter((one) => !service.environment.some((own) => own.name === one.name)),
    ],
    environmentFiles: [...service.environmentFiles, ...base.environmentFiles],
    labels: [...service.labels, ...base.labels],
    command: service.command || base.command,
  };
}
