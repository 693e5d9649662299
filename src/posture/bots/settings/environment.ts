import { posix } from 'node:path';
import { baseImageOf, type Service } from '../files/compose-file.ts';
import { composeServices, isOver, overridesOf } from '../files/compose-files.ts';
import { readEnv } from '../files/env-part.ts';
import type { Files } from '../files/files.ts';
import { entriesOf, textOf } from '../files/part.ts';
import { readUnit } from '../files/unit-file.ts';
import { kindOfImage } from '../find/kinds.ts';
import type { FoundBot } from '../found.ts';
import { runServices } from './run-command.ts';

/** A variable that a bot is given, and where that stands. */
export interface Variable {
  readonly name: string;
  /** Absent where it is taken from elsewhere. */
  readonly value?: string;
  readonly from: 'compose' | 'file' | 'unit' | 'process';
  /** Of a file that a unit or a compose file loads: the bot is given it. */
  readonly isLoaded?: true;
  readonly file: string;
  readonly line?: number;
}

/** The services of a compose file that belong to a bot; `all` are those that stand beside. */
export interface Composed {
  readonly file: string;
  readonly own: readonly Service[];
  readonly all: readonly Service[];
  /** It may be loaded or not: it only changes services of another file, and is none that compose loads by itself. */
  readonly isUnsure?: true;
}

const isCompose = (path: string): boolean => /\.ya?ml$/.test(path);

/** The compose files that start the bot, and before them those that change its services. */
export async function composedOf(files: Files, bot: FoundBot): Promise<readonly Composed[]> {
  const read = await Promise.all(
    bot.startedBy.filter(isCompose).map(async (file) => {
      const all = await composeServices(files, file);
      if ((await files.text(file)) === undefined) files.gap(`${file}, which starts it, could not be read`);
      const kinds = await Promise.all(all.map((service) => kindOf(files, file, service)));
      return { file, all, kinds };
    }),
  );
  // A file may only change a service that another one of them has.
  const names = new Set(
    read.flatMap(({ all, kinds }) => all.filter((_service, at) => kinds[at] === bot.kind).map(({ name }) => name)),
  );
  const found = read.map(({ file, all, kinds }) => ({
    file,
    all,
    own: all.filter(({ name }, at) => kinds[at] === bot.kind || (kinds[at] === undefined && names.has(name))),
  }));
  const changes = (await Promise.all(found.map((one) => changesOf(files, one)))).flat();
  const isFirst = ({ file }: Composed, at: number) => changes.findIndex((one) => one.file === file) === at;
  const known = found.map(({ file }) => file);
  const more = changes.filter((one, at) => isFirst(one, at) && !known.includes(one.file));
  const run = (await runServices(files, bot)).map(({ file, service }) => ({ file, own: [service], all: [service] }));
  return [...more, ...found.map((one) => withoutTaken(one, changes)), ...run];
}

async function changesOf(files: Files, { file, own }: Composed): Promise<readonly Composed[]> {
  const others = await Promise.all(
    (await overridesOf(files, file)).map(async ({ file: path, isSure }) => {
      const all = await composeServices(files, path);
      const changed = all.filter(({ name }) => own.some((service) => service.name === name));
      return { file: path, all, own: changed, ...(isSure ? {} : { isUnsure: true as const }) };
    }),
  );
  return others;
}

/** What a file that compose loads by itself takes back is not open. */
function withoutTaken(one: Composed, changes: readonly Composed[]): Composed {
  const sure = changes.filter(({ file, isUnsure }) => isUnsure === undefined && isOver(file, one.file));
  const own = one.own.map((service) => {
    const over = sure.flatMap(({ all }) => all.filter(({ name }) => name === service.name));
    const { network, ...rest } = service;
    return {
      ...(over.some(({ takesBack }) => takesBack.network) || network === undefined ? rest : service),
      ...(over.some(({ takesBack }) => takesBack.ports) ? { ports: [] } : {}),
    };
  });
  return { ...one, own };
}

async function kindOf(files: Files, file: string, { kind, build }: Service) {
  if (kind !== undefined || build === undefined) return kind;
  const text = await files.text(posix.join(posix.dirname(file), build, 'Dockerfile'));
  const image = baseImageOf(text ?? '');
  return image === undefined ? undefined : kindOfImage(image);
}

/** Every variable that the bot is given by its compose file, unit, `.env` or, as it runs, by its process. */
export async function variablesOf(
  files: Files,
  bot: FoundBot,
  composed: readonly Composed[],
): Promise<readonly Variable[]> {
  const [ofCompose, ofFiles, ofUnits, ofProcesses] = await Promise.all([
    Promise.all(composed.filter(({ isUnsure }) => isUnsure !== true).map((one) => composeVariables(files, one))),
    Promise.all(
      bot.settingsFiles
        .filter((path) => !/\.(?:json|ya?ml|toml|ini|py|[mc]?js|ts)$/.test(path))
        .map((path) => fileVariables(files, path)),
    ),
    Promise.all(bot.startedBy.filter((path) => path.endsWith('.service')).map((path) => unitVariables(files, path))),
    Promise.all(bot.processes.map(({ pid }) => processVariables(files, pid))),
  ]);
  return [...ofCompose, ...ofFiles, ...ofUnits, ...ofProcesses].flat();
}

async function composeVariables(files: Files, { file, own }: Composed): Promise<Variable[]> {
  const folder = posix.dirname(file);
  const beside = entriesOf(readEnv((await files.text(posix.join(folder, '.env'))) ?? ''));
  const filled = (value: string | undefined) => {
    if (value === undefined) return undefined;
    const text = value.replace(
      /\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)/g,
      (_whole, name: string, other = '', plain: string) => textOf(beside?.get(name ?? plain)) ?? other,
    );
    return text === '' ? undefined : text;
  };
  const written = own.flatMap(({ environment }) =>
    environment.map(({ name, value, line, file: other }) => {
      const text = filled(value ?? `\${${name}}`);
      return {
        name,
        from: 'compose' as const,
        file: other ?? file,
        line,
        ...(text === undefined ? {} : { value: text }),
      };
    }),
  );
  const named = own.flatMap(({ command, line }) => strategyIn(command, { from: 'compose', file, line }));
  const more = await Promise.all(
    own
      .flatMap(({ environmentFiles }) => environmentFiles)
      .map((path) => loadedVariables(files, posix.resolve(folder, path))),
  );
  return [...named, ...written, ...more.flat()];
}

/** The strategy that a command names, which freqtrade takes before that of a variable. */
function strategyIn(command: string, by: Pick<Variable, 'from' | 'file' | 'line'>): Variable[] {
  const [, value] = /(?:^|\s)(?:--strategy(?:=|\s+)|-s\s*)(\w+)(?=\s|$)/.exec(command) ?? [];
  return value === undefined ? [] : [{ name: 'FREQTRADE__STRATEGY', value, ...by }];
}

async function fileVariables(files: Files, path: string): Promise<Variable[]> {
  const text = await files.text(path);
  return [...(entriesOf(readEnv(text ?? '')) ?? [])].map(([name, part]) => {
    const value = textOf(part);
    return { name, from: 'file', file: path, line: part.line, ...(value === undefined ? {} : { value }) };
  });
}

async function loadedVariables(files: Files, path: string): Promise<Variable[]> {
  return (await fileVariables(files, path)).map((one) => ({ ...one, isLoaded: true }));
}

async function unitVariables(files: Files, path: string): Promise<Variable[]> {
  const text = await files.text(path);
  const dropIns = await files.list(`${path}.d`);
  const more = await Promise.all(
    dropIns
      .filter((name) => name.endsWith('.conf'))
      .map(async (name) => ({
        file: posix.join(`${path}.d`, name),
        text: (await files.text(posix.join(`${path}.d`, name))) ?? '',
      })),
  );
  const { commands, environment, environmentFiles } = readUnit([{ file: path, text: text ?? '' }, ...more], '');
  const loaded = await Promise.all(environmentFiles.map((one) => loadedVariables(files, one)));
  return [
    ...commands.flatMap((words) => strategyIn(words.join(' '), { from: 'unit', file: path })),
    ...loaded.flat(),
    ...environment.map(({ name, value, file, line }) => ({ name, value, from: 'unit' as const, file, line })),
  ];
}

async function processVariables(files: Files, pid: number): Promise<Variable[]> {
  const file = `/proc/${pid}/environ`;
  const read = await files.eyes.read(file, 256 * 1024);
  if ('fault' in read) return [];
  return read.bytes
    .toString('utf8')
    .split('\0')
    .flatMap((row) => {
      const at = row.indexOf('=');
      return at <= 0 ? [] : [{ name: row.slice(0, at), value: row.slice(at + 1), from: 'process' as const, file }];
    });
}
