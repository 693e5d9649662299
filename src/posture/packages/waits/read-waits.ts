import { entriesOf, type Fields, fieldOf, listOf, Unreadable } from '../formats/json.ts';
import { at, isTable, readToml, type TomlTable, type TomlValue } from '../formats/toml.ts';
import { readYaml } from '../formats/yaml.ts';
import { daysBack } from './duration.ts';

/** What a file of settings says of one tool; `unsure`: why it may not hold. */
export interface SaidWait {
  readonly tool: string;
  /** The name of the setting. */
  readonly setting: string;
  readonly days: number;
  /** Names and patterns of packages for which it does not hold. */
  readonly except: readonly string[];
  readonly unsure?: string;
}

type Reader = (text: string, nowMs: number) => readonly SaidWait[];

/** What a file of settings says of waiting, by its name; none where it cannot be read, for it is evidence alone. */
export function waitsIn(name: string, text: string, nowMs: number): readonly SaidWait[] {
  const reader = readers[name.slice(name.lastIndexOf('/') + 1)];
  try {
    return reader?.(text, nowMs) ?? [];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

export const isWaitFile = (name: string): boolean => Object.hasOwn(readers, name.slice(name.lastIndexOf('/') + 1));

/** A pattern that stands for every package: what cannot be understood is held to be an exception for all. */
const ALL = '*';
const number = (text: unknown): number | undefined =>
  typeof text === 'string' && /^\d{1,12}(?:\.\d{1,6})?$/.test(text.trim()) ? Number(text) : undefined;

function npmrc(text: string, nowMs: number): SaidWait[] {
  const values = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^\s*"?([\w-]+)(?:\[\])?"?\s*=\s*"?([^"]*?)"?\s*$/.exec(line) ?? [];
    if (name !== '') values.set(name, [...(values.get(name) ?? []), value]);
  }
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const except = namesOf((values.get('min-release-age-exclude') ?? []).flatMap((one) => one.split(',')));
  const ages = [
    { setting: 'min-release-age', days: number(last('min-release-age')) },
    { setting: 'before', days: daysBack(last('before') ?? '', nowMs) },
  ].flatMap(({ setting, days }) => (days === undefined ? [] : [{ tool: 'npm', setting, days, except }]));
  const minutes = number(last('minimum-release-age'));
  const ofPnpm: SaidWait[] =
    minutes === undefined
      ? []
      : [
          {
            tool: 'pnpm',
            setting: 'minimum-release-age',
            days: minutes / 1440,
            except: namesOf(values.get('minimum-release-age-exclude') ?? []),
            unsure: 'pnpm 11 takes it from pnpm-workspace.yaml alone',
          },
        ];
  // npm takes the earlier of both days.
  return [...ages.sort((a, b) => b.days - a.days).slice(0, 1), ...ofPnpm];
}

function pnpm(text: string): SaidWait[] {
  const settings = readYaml(text);
  const minutes = number(fieldOf(settings, 'minimumReleaseAge'));
  const except = listed(settings, 'minimumReleaseAgeExclude');
  return minutes === undefined ? [] : [{ tool: 'pnpm', setting: 'minimumReleaseAge', days: minutes / 1440, except }];
}

function yarn(text: string): SaidWait[] {
  const settings = readYaml(text);
  const said = String(fieldOf(settings, 'npmMinimalAgeGate') ?? '');
  const minutes = number(said);
  const days = minutes === undefined ? daysBack(said, 0) : minutes / 1440;
  if (days === undefined) return [];
  const scopes = entriesOf(fieldOf(settings, 'npmScopes')).flatMap(([scope, own]) =>
    fieldOf(own, 'npmMinimalAgeGate') === undefined ? [] : [`@${scope}/*`],
  );
  const unsure = minutes === undefined ? `Yarn before 4.12 takes ${said} for so many minutes` : undefined;
  const except = [...listed(settings, 'npmPreapprovedPackages'), ...scopes];
  return [{ tool: 'yarn', setting: 'npmMinimalAgeGate', days, except, ...(unsure === undefined ? {} : { unsure }) }];
}

function bun(text: string): SaidWait[] {
  const install = at(readToml(text), 'install');
  const seconds = number(at(install, 'minimumReleaseAge'));
  const except = tomlNames(at(install, 'minimumReleaseAgeExcludes'));
  return seconds === undefined ? [] : [{ tool: 'bun', setting: 'minimumReleaseAge', days: seconds / 86_400, except }];
}

const uvToml: Reader = (text, nowMs) => uv(readToml(text), nowMs);
const pyproject: Reader = (text, nowMs) => uv(at(readToml(text), 'tool', 'uv'), nowMs);

function uv(table: TomlValue | undefined, nowMs: number): SaidWait[] {
  const said = at(table, 'exclude-newer');
  const days = typeof said === 'string' ? daysBack(said, nowMs) : undefined;
  if (days === undefined) return [];
  // Of an index of one's own it may be set off as well.
  const indexes = at(table, 'index');
  const isOpen = Array.isArray(indexes) && indexes.some((one) => at(one, 'exclude-newer') !== undefined);
  return [
    { tool: 'uv', setting: 'exclude-newer', days, except: isOpen ? [ALL] : keysOf(at(table, 'exclude-newer-package')) },
  ];
}

function poetry(text: string): SaidWait[] {
  const solver = at(readToml(text), 'solver');
  const days = number(at(solver, 'min-release-age'));
  if (days === undefined) return [];
  const sources = at(solver, 'min-release-age-exclude-source');
  const except = sources === undefined ? tomlNames(at(solver, 'min-release-age-exclude')) : [ALL];
  return [{ tool: 'poetry', setting: 'solver.min-release-age', days, except }];
}

function pip(text: string, nowMs: number): SaidWait[] {
  let section = '';
  let days: number | undefined;
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[([\w.-]+)\]\s*$/.exec(line)?.[1] ?? section;
    const value = /^\s*uploaded[-_]prior[-_]to\s*[=:]\s*(\S.*?)\s*$/.exec(line)?.[1];
    if (value !== undefined && (section === 'install' || (section === 'global' && days === undefined)))
      days = daysBack(value, nowMs);
  }
  return days === undefined ? [] : [{ tool: 'pip', setting: 'uploaded-prior-to', days, except: [] }];
}

const readers: Readonly<Record<string, Reader>> = {
  '.npmrc': npmrc,
  npmrc,
  'pnpm-workspace.yaml': pnpm,
  '.yarnrc.yml': yarn,
  'bunfig.toml': bun,
  '.bunfig.toml': bun,
  'uv.toml': uvToml,
  'pyproject.toml': pyproject,
  'poetry.toml': poetry,
  'config.toml': poetry,
  'pip.conf': pip,
};

const namesOf = (names: readonly string[]): string[] => names.map((one) => one.trim()).filter((one) => one !== '');

function listed(settings: Fields, name: string): string[] {
  const value = fieldOf(settings, name);
  if (value === undefined) return [];
  return Array.isArray(value) ? namesOf(listOf(value).map(String)) : [ALL];
}

function tomlNames(value: TomlValue | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return namesOf(value.split(','));
  return Array.isArray(value) ? namesOf(value.map(String)) : [ALL];
}

const keysOf = (value: TomlValue | undefined): string[] =>
  value === undefined ? [] : isTable(value) ? [...(value as TomlTable).keys()] : [ALL];
