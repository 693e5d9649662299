import { posix } from 'node:path';
import { type Service, servicesOf } from './compose-file.ts';
import { readEnv } from './env-part.ts';
import type { Files } from './files.ts';
import { type Part, partAt, textOf } from './part.ts';

/** No chain of services that continue each other is longer. */
const LONGEST_CHAIN = 5;
const BASE = /^(?:docker-)?compose\.ya?ml$/;
const OVERRIDE = /^(?:docker-)?compose\.override\.ya?ml$/;
const SAMPLE = /example|sample|template/i;

/** A compose file as compose loads it: variables filled in, services completed by those that they extend. */
export async function composeServices(files: Files, file: string): Promise<readonly Service[]> {
  const variables = await variablesBeside(files, file);
  const part = await files.part(file);
  if (part === undefined) return [];
  return Promise.all(servicesOf(part, variables).map((service) => extended(files, file, service, variables, 0)));
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
  const base = await extended(files, path, found, variables, depth + 1);
  const folder = posix.relative(posix.dirname(file), posix.dirname(path));
  return {
    ...base,
    ...service,
    ...(service.build === undefined && base.build !== undefined ? { build: posix.join(folder, base.build) } : {}),
    ports: [
      ...service.ports,
      ...(service.takesBack.ports ? [] : base.ports.map((port) => ({ ...port, file: port.file ?? path }))),
    ],
    environment: [
      ...service.environment,
      ...base.environment
        .filter((one) => !service.environment.some((own) => own.name === one.name))
        .map((one) => ({ ...one, file: one.file ?? path })),
    ],
    environmentFiles: [...service.environmentFiles, ...base.environmentFiles.map((one) => posix.join(folder, one))],
    labels: [...service.labels, ...base.labels],
    command: service.command || base.command,
  };
}
