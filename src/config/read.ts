import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { KeywardError, nearNames } from '../core/index.ts';
import { scopeProblems } from '../policy/index.ts';
import { yamlDepth } from './depth.ts';
import { type Issue, isRecord, issuesOf, lowerFirst } from './issues.ts';
import { type Settings, settingsSchema } from './settings.ts';

export const SETTINGS_FILE = 'keyward.yaml';

/** Anchors are for people; more aliases than this are an attack on memory. */
const MAX_ALIASES = 100;
/** The settings need 6; far more than that is an attack on the stack. */
const MAX_DEPTH = 50;
const MAX_CHARACTERS = 1_000_000;

/** The file that holds the settings: the one named (which must be there), else `./keyward.yaml`, else the user's. `undefined`: there is none. */
export function findSettings(named: string | undefined, folder: string, configFolder: string): string | undefined {
  if (named !== undefined) {
    const path = resolve(folder, named);
    if (!existsSync(path)) throw new KeywardError('config-missing', `there is no file ${path}`);
    return path;
  }
  return [join(folder, SETTINGS_FILE), join(configFolder, SETTINGS_FILE)].find((path) => existsSync(path));
}

/** What is wrong at one place of a settings file. */
export interface SettingsProblem {
  readonly file: string;
  /** From one. */
  readonly line: number;
  readonly column: number;
  /** Where it stands in the settings, such as `bots.grid.limits`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A settings file as it was found: good (`settings` is set) or not (`problems` lists all). */
export interface CheckedSettings {
  readonly settings?: Settings;
  readonly problems: readonly SettingsProblem[];
  /** Where a part of the settings stands in the file: the part itself, or the nearest that holds it. */
  placeOf(keys: readonly PropertyKey[]): { readonly line: number; readonly column: number };
}

/** Checks the text of a settings file; throws `config-invalid` telling every problem at once, each with file, line, column and path. */
export function parseSettings(text: string, path: string): Settings {
  const { settings, problems } = checkSettings(text, path);
  if (settings) return settings;
  throw settingsFault(path, problems);
}

/** Every problem of a settings file as one error. */
export function settingsFault(path: string, problems: readonly SettingsProblem[]): KeywardError {
  const [first = `${path}:1:1: not settings`, ...rest] = problems.map(problemText);
  return new KeywardError('config-invalid', first, { lines: rest });
}

/** Reads and checks a settings file; throws `file-failed` when it cannot be read. */
export function checkSettingsFile(path: string): CheckedSettings {
  return checkSettings(readText(path), path);
}

function problemText({ file, line, column, path, message }: SettingsProblem): string {
  return `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'not readable';
    const message = reason === 'EISDIR' ? `${path} is a folder, not a file` : `${path} cannot be read (${reason})`;
    throw new KeywardError('file-failed', message, { cause: error });
  }
}

type Parsed = ReturnType<typeof parseDocument>;

function checkSettings(text: string, file: string): CheckedSettings {
  const lines = new LineCounter();
  const read = readYaml(text, lines);
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const placeOf = (keys: readonly PropertyKey[]) => placeAt('faults' in read ? 0 : offsetOf(read.document, keys));
  if ('faults' in read) {
    return {
      problems: read.faults.map(({ offset, message }) => ({ file, ...placeAt(offset), path: '', message })),
      placeOf,
    };
  }
  const { document, value } = read;
  const parsed = settingsSchema.safeParse(value);
  const issues: Issue[] = [
    ...issuesOf(value, parsed.error?.issues ?? []),
    ...missingKeys(value),
    ...vendorPurposes(value),
    ...(parsed.data?.scopes ? scopeProblems(parsed.data.bots, parsed.data.scopes) : []),
  ];
  if (parsed.success && issues.length === 0) return { settings: parsed.data, problems: [], placeOf };
  const problems = issues.map(({ path, name, message }) => ({
    file,
    ...placeAt(name ? nameOffset(document, name) : offsetOf(document, path)),
    path: path.map(String).join('.'),
    message,
  }));
  return { problems, placeOf };
}

type Read =
  | { readonly document: Parsed; readonly value: unknown }
  | { readonly faults: readonly { readonly offset: number; readonly message: string }[] };

function readYaml(text: string, lineCounter: LineCounter): Read {
  const whole = (message: string): Read => ({ faults: [{ offset: 0, message }] });
  if (text.length > MAX_CHARACTERS) return whole('longer than a million characters');
  try {
    if (yamlDepth(text) > MAX_DEPTH) return whole(`nested deeper than ${MAX_DEPTH} levels`);
    const document = parseDocument(text, { lineCounter, uniqueKeys: true, strict: true, logLevel: 'error' });
    if (document.errors.length === 0) return { document, value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
    return { faults: document.errors.map(({ pos, message }) => ({ offset: pos[0], message: yamlMessage(message) })) };
  } catch (error) {
    // What yaml throws beyond its list of errors: too many aliases, an alias without an anchor, or something it did not foresee.
    return whole(error instanceof ReferenceError ? yamlMessage(error.message) : 'not YAML that can be read');
  }
}

function offsetOf(document: Parsed, keys: readonly PropertyKey[]): number {
  for (let depth = keys.length; depth > 0; depth--) {
    const node = document.getIn(keys.slice(0, depth), true) as
      | { range?: readonly [number, number, number] }
      | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** Where the last of these names stands, rather than what it holds. */
function nameOffset(document: Parsed, keys: readonly PropertyKey[]): number {
  const parent = keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(keys.at(-1)))
    : undefined;
  return (isScalar(pair?.key) ? pair.key.range?.[0] : undefined) ?? offsetOf(document, keys);
}

/** The first line, without the position: that stands in front already. */
function yamlMessage(message: string): string {
  return lowerFirst(message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''));
}

/** Keys of a vendor for which a purpose is written that nothing here may use them for. */
function vendorPurposes(value: unknown): Issue[] {
  if (!isRecord(value) || !isRecord(value['keys'])) return [];
  return Object.entries(value['keys']).flatMap(([key, settings]) => {
    if (!isRecord(settings) || typeof settings['vendor'] !== 'string') return [];
    const { vendor, purpose } = settings;
    if (purpose !== 'bots' && purpose !== 'rotation') return [];
    const message = `a key that was given to ${vendor} is only watched, so it is not for ${purpose}: take the purpose out, or make it audit`;
    return [{ path: ['keys', key, 'purpose'], message }];
  });
}

/** Names of keys that `keys` does not have; looked for in any value, so that they are told beside what else is wrong. */
function missingKeys(value: unknown): Issue[] {
  if (!isRecord(value) || !isRecord(value['keys'])) return [];
  const known = Object.keys(value['keys']);
  const issue = (path: readonly PropertyKey[], name: string): Issue[] => {
    if (known.includes(name)) return [];
    const near = nearNames(name, known);
    const meant = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
    return [{ path, message: `there is no key ${name} in keys${meant}` }];
  };
  const bots = isRecord(value['bots']) ? Object.entries(value['bots']) : [];
  const capital = isRecord(value['check']) && isRecord(value['check']['capital']) ? value['check']['capital'] : {};
  const scopes = isRecord(value['scopes']) && isRecord(value['scopes']['keys']) ? value['scopes']['keys'] : {};
  return [
    ...bots.flatMap(([bot, rules]) =>
      isRecord(rules) && typeof rules['key'] === 'string' ? issue(['bots', bot, 'key'], rules['key']) : [],
    ),
    ...Object.keys(scopes).flatMap((name) => issue(['scopes', 'keys', name], name)),
    ...Object.keys(capital).flatMap((name) => issue(['check', 'capital', name], name)),
  ];
}
