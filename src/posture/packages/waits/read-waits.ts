import { basename } from 'node:path';
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

/** What a file of settings says of waiting, by its name. */
export function waitsIn(name: string, text: string, nowMs: number): readonly SaidWait[] {
  try {
    return readers[basename(name)]?.read(text, nowMs) ?? [];
  } catch (error) {
    if (error instanceof Unreadable) return unreadIn(name).filter(({ setting }) => text.includes(nameOf(setting)));
    throw error;
  }
}

/** What a file may say that could not be read: nothing else counts in its place. */
export function unreadIn(name: string): readonly SaidWait[] {
  const { says = [] } = readers[basename(name)] ?? {};
  return says.map(([tool, setting]) => ({ tool, setting, days: 0, except: [], unsure: 'its file could not be read' }));
}

export const isWaitFile = (name: string): boolean => Object.hasOwn(readers, basename(name));

const nameOf = (setting: string): string => setting.slice(setting.lastIndexOf('.') + 1);
/** The days of a value; of one that is not understood none, and why. */
const waited = (days: number | undefined): { readonly days: number; readonly unsure?: string } =>
  days === undefined ? { days: 0, unsure: 'its value is not understood' } : { days };

/** A pattern that stands for every package: what cannot be understood is held to be an exception for all. */
const ALL = '*';
const over = (count: number | undefined, parts: number): number | undefined =>
  count === undefined ? undefined : count / parts;
const number = (text: unknown): number | undefined =>
  typeof text === 'string' && /^\d{1,12}(?:\.\d{1,6})?$/.test(text.trim()) ? Number(text) : undefined;

function npmrc(text: string, nowMs: number): SaidWait[] {
  const values = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const [, name = '', said = ''] = /^\s*["']?([\w-]+)(?:\[\])?["']?\s*(?:=\s*(.*?)\s*)?$/.exec(line) ?? [];
    const value = /^"([^"]*)"$/.exec(said)?.[1] ?? said;
    if (name !== '') values.set(name, [...(values.get(name) ?? []), value]);
  }
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const except = namesOf((values.get('min-release-age-exclude') ?? []).flatMap((one) => one.split(',')));
  const ages = [
    { setting: 'min-release-age', days: number },
    { setting: 'before', days: (said: string) => daysBack(said, nowMs) },
  ].flatMap(({ setting, days }) => {
    const said = last(setting);
    return said === undefined ? [] : [{ tool: 'npm', setting, ...waited(days(said)), except }];
  });
  const minutes = last('minimum-release-age');
  const ofPnpm: SaidWait[] =
    minutes === undefined
      ? []
      : [
          {
            tool: 'pnpm',
            setting: 'minimum-release-age',
            days: (number(minutes) ?? 0) / 1440,
            except: namesOf(values.get('minimum-release-age-exclude') ?? []),
            unsure: 'pnpm 11 takes it from pnpm-workspace.yaml alone',
          },
        ];
  // npm takes the earlier of both days.
  return [...ages.sort((a, b) => b.days - a.days).slice(0, 1), ...ofPnpm];
}

function pnpm(text: string): SaidWait[] {
  const settings = readYaml(text);
  const said = fieldOf(settings, 'minimumReleaseAge');
  const except = listed(settings, 'minimumReleaseAgeExclude');
  if (said === undefined) return [];
  return [{ tool: 'pnpm', setting: 'minimumReleaseAge', ...waited(over(number(said), 1440)), except }];
}

function yarn(text: string): SaidWait[] {
  const settings = readYaml(text);
  const value = fieldOf(settings, 'npmMinimalAgeGate');
  if (value === undefined) return [];
  const said = String(value);
  const minutes = number(said);
  const { days, unsure: odd } = waited(minutes === undefined ? daysBack(said, 0) : minutes / 1440);
  const scopes = entriesOf(fieldOf(settings, 'npmScopes')).flatMap(([scope, own]) =>
    fieldOf(own, 'npmMinimalAgeGate') === undefined ? [] : [`@${scope}/*`],
  );
  const unsure = odd ?? (minutes === undefined ? `Yarn before 4.12 takes ${said} for so many minutes` : undefined);
  const except = [...listed(settings, 'npmPreapprovedPackages'), ...scopes];
  return [{ tool: 'yarn', setting: 'npmMinimalAgeGate', days, except, ...(unsure === undefined ? {} : { unsure }) }];
}

function bun(text: string): SaidWait[] {
  const install = at(readToml(text), 'install');
  const said = at(install, 'minimumReleaseAge');
  const except = tomlNames(at(install, 'minimumReleaseAgeExcludes'));
  if (said === undefined) return [];
  return [{ tool: 'bun', setting: 'minimumReleaseAge', ...waited(over(number(said), 86_400)), except }];
}

const uvToml: Reader = (text, nowMs) => uv(readToml(text), nowMs);
const pyproject: Reader = (text, nowMs) => uv(at(readToml(text), 'tool', 'uv'), nowMs);

function uv(table: TomlValue | undefined, nowMs: number): SaidWait[] {
  const said = at(table, 'exclude-newer');
  if (said === undefined) return [];
  const days = typeof said === 'string' ? daysBack(said, nowMs) : undefined;
  // Of an index of one's own it may be set off as well.
  const indexes = at(table, 'index');
  const isOpen = Array.isArray(indexes) && indexes.some((one) => at(one, 'exclude-newer') !== undefined);
  const except = isOpen ? [ALL] : keysOf(at(table, 'exclude-newer-package'));
  return [{ tool: 'uv', setting: 'exclude-newer', ...waited(days), except }];
}

function poetry(text: string): SaidWait[] {
  const solver = at(readToml(text), 'solver');
  const said = at(solver, 'min-release-age');
  if (said === undefined) return [];
  const sources = at(solver, 'min-release-age-exclude-source');
  const except = sources === undefined ? tomlNames(at(solver, 'min-release-age-exclude')) : [ALL];
  return [{ tool: 'poetry', setting: 'solver.min-release-age', ...waited(number(said)), except }];
}

function pip(text: string, nowMs: number): SaidWait[] {
  let section = '';
  let said: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[([\w.-]+)\]\s*$/.exec(line)?.[1] ?? section;
    const value = /^\s*uploaded[-_]prior[-_]to\s*[=:]\s*(\S.*?)\s*$/.exec(line)?.[1];
    if (value !== undefined && (section === 'install' || (section === 'global' && said === undefined))) said = value;
  }
  if (said === undefined) return [];
  return [{ tool: 'pip', setting: 'uploaded-prior-to', ...waited(daysBack(said, nowMs)), except: [] }];
}

interface WaitFile {
  readonly read: Reader;
  /** What it may say: the tool, and the name of the setting. */
  readonly says: readonly (readonly [tool: string, setting: string])[];
}

const ofNpm: WaitFile = {
  read: npmrc,
  says: [
    ['npm', 'min-release-age'],
    ['pnpm', 'minimum-release-age'],
  ],
};
const ofBun: WaitFile = { read: bun, says: [['bun', 'minimumReleaseAge']] };
const ofPoetry: WaitFile = { read: poetry, says: [['poetry', 'solver.min-release-age']] };
const readers: Readonly<Record<string, WaitFile>> = {
  '.npmrc': ofNpm,
  npmrc: ofNpm,
  'pnpm-workspace.yaml': { read: pnpm, says: [['pnpm', 'minimumReleaseAge']] },
  '.yarnrc.yml': { read: yarn, says: [['yarn', 'npmMinimalAgeGate']] },
  'bunfig.toml': ofBun,
  '.bunfig.toml': ofBun,
  'uv.toml': { read: uvToml, says: [['uv', 'exclude-newer']] },
  'pyproject.toml': { read: pyproject, says: [['uv', 'exclude-newer']] },
  'poetry.toml': ofPoetry,
  'config.toml': ofPoetry,
  'pip.conf': { read: pip, says: [['pip', 'uploaded-prior-to']] },
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
