import type { z } from 'zod';
import { nearNames } from '../core/index.ts';
import { settingsJsonSchema } from './schema.ts';

type ZodIssue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What is wrong with the settings, in words for whoever wrote the file. */
export interface Issue {
  readonly path: Path;
  /** Where a name stands that is itself wrong, not what it holds. */
  readonly name?: Path;
  readonly message: string;
}

/** What zod found in these settings: each setting that there is not, on its own line, with what may be meant. */
export function issuesOf(settings: unknown, issues: readonly ZodIssue[]): Issue[] {
  return withoutMeant(issues.flatMap((issue) => plain(settings, issue))).map((issue) => ({
    ...issue,
    message: lowerFirst(issue.message),
  }));
}

export function lowerFirst(text: string): string {
  return text.replace(/^./, (letter) => letter.toLowerCase());
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An issue with what is needed to leave out others that it explains. */
interface Found extends Issue {
  readonly missing?: true;
  /** The settings that a misspelt one may stand for. */
  readonly meant?: readonly Path[];
}

/** Without the settings that are missing only because their name is misspelt. */
function withoutMeant(found: readonly Found[]): Issue[] {
  const meant = new Set(found.flatMap((issue) => (issue.meant ?? []).map(pathText)));
  return found
    .filter(({ missing, path }) => !(missing && meant.has(pathText(path))))
    .map(({ path, name, message }) => ({ path, ...(name && { name }), message }));
}

function pathText(path: Path): string {
  return JSON.stringify(path.map(String));
}

/** The issue's path is one from the root of the settings. */
function plain(settings: unknown, issue: ZodIssue): Found[] {
  const { path } = issue;
  const value = valueAt(settings, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      // zod takes a union's form for the one that was meant when nothing else is wrong in it.
      if (isChoice(path)) return wrongChoice(path, value);
      return issue.keys.map((key) => unknownSetting(path, key));
    case 'invalid_key':
      return [{ path, name: path, message: issue.issues[0]?.message ?? issue.message }];
    case 'invalid_type':
      return [wrongType(issue, value)];
    case 'invalid_union':
      return issue.message === 'Invalid input' ? wrongForm(settings, issue, value) : [issue];
    case 'invalid_value':
      return [{ path, message: wrongWord(issue, value) }];
    case 'too_small':
    case 'too_big':
      return [{ path, message: wrongSize(issue) }];
    default:
      return [issue];
  }
}

function valueAt(settings: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    settings,
  );
}

/** A union that has no words of its own: what is wrong in the form that was meant. */
function wrongForm(settings: unknown, issue: z.core.$ZodIssueInvalidUnion, value: unknown): Found[] {
  const { path } = issue;
  const wrong = isChoice(path) ? wrongChoice(path, value) : [];
  if (wrong.length > 0) return wrong;
  const branches = branchesOf(issue);
  const branch = isChoice(path) ? branchNamed(branches, value) : closestOf(branches, value);
  const inner = branch.map((each) => ({ ...each, path: [...path, ...each.path] }) as ZodIssue);
  return inner.length === 0 ? [issue] : inner.flatMap((each) => plain(settings, each));
}

type Branch = readonly ZodIssue[];

/** What is wrong in each form, also in those of a union that is itself a form. */
function branchesOf({ errors }: z.core.$ZodIssueInvalidUnion): Branch[] {
  return errors.flatMap((branch): Branch[] => {
    const [only] = branch;
    const isNested = branch.length === 1 && only?.code === 'invalid_union' && only.path.length === 0;
    return isNested ? branchesOf(only) : [branch];
  });
}

/** Whether one of several forms is to stand there, each named by its one setting. */
function isChoice(path: Path): boolean {
  const forms = formsAt(path);
  return forms.length > 1 && forms.every(({ properties }) => Object.keys(properties ?? {}).length === 1);
}

/** Why none of the forms is named, or more than one; nothing where one is. */
function wrongChoice(path: Path, value: unknown): Found[] {
  const last = path.at(-1);
  const what = last === 'auth' ? 'way to log in' : 'place';
  const names = settingsAt(path);
  // What the vault is opened with cannot be in the vault.
  const known = names.filter((name) => last !== 'unlock' || name !== 'age');
  const list = known.join(', ');
  if (value === undefined || value === null)
    return [{ path, message: `is missing: one ${what} is to stand here: ${list}`, missing: true }];
  if (!isRecord(value)) return [{ path, message: `is to be a map with one ${what}: ${list}` }];
  const given = Object.keys(value);
  const wrong = given.find((name) => !names.includes(name));
  if (wrong !== undefined) {
    const near = nearNames(wrong, known);
    const meant = near.length === 0 ? '; there' : `; did you mean ${near.join(', ')}? There`;
    return [{ path, name: [...path, wrong], message: `there is no such ${what} "${cut(wrong)}"${meant} is ${list}` }];
  }
  if (given.length === 0) return [{ path, message: `give one ${what}: ${list}` }];
  if (given.length === 1) return [];
  return [{ path, message: `give one ${what}, not ${given.slice(0, -1).join(', ')} and ${given.at(-1)}` }];
}

/** What is wrong in the form that this value names. */
function branchNamed(branches: readonly Branch[], value: unknown): Branch {
  const [named = ''] = Object.keys(value as object);
  const isOther = (issue: ZodIssue): boolean =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 && issue.keys.includes(named);
  return branches.find((branch) => !branch.some(isOther)) ?? [];
}

function cut(name: string): string {
  return name.slice(0, 60);
}

/** Of forms that differ in kind: what is wrong in the one of the kind that stands there, with the fewest faults. */
function closestOf(branches: readonly Branch[], value: unknown): Branch {
  const isOfOtherKind = (branch: Branch): boolean =>
    branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  const alike = value === undefined ? [] : branches.filter((branch) => !isOfOtherKind(branch));
  const [closest = []] = [...(alike.length > 0 ? alike : branches)].sort((one, other) => one.length - other.length);
  return alike.length > 0 ? closest : closest.slice(0, 1);
}

const kinds: Readonly<Record<string, string>> = {
  object: 'a map of settings',
  record: 'a map of names',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** zod's own words end with what was received; words of ours stay as they are. */
function wrongType({ path, message, expected }: z.core.$ZodIssueInvalidType, value: unknown): Found {
  const received = /^Invalid input: expected .+, received (\w+)$/.exec(message)?.[1];
  if (received === undefined) return { path, message };
  const wanted = kinds[expected] ?? expected;
  if (received === 'undefined' || received === 'null')
    return { path, message: `is missing: ${wanted} is to stand here`, missing: true };
  const given = expected === 'int' && typeof value === 'number' ? String(value) : (kinds[received] ?? received);
  return { path, message: `is to be ${wanted}, not ${given}` };
}

function wrongWord({ message, values }: z.core.$ZodIssueInvalidValue, value: unknown): string {
  if (!message.startsWith('Invalid ')) return message;
  const known = values.map(String);
  const near = typeof value === 'string' ? nearNames(value, known) : [];
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
  return `is to be ${known.length === 1 ? '' : 'one of '}${known.join(', ')}${meant}`;
}

function wrongSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const { message, origin } = issue;
  if (!/^Too (?:small|big): /.test(message)) return message;
  const [bound, side] =
    issue.code === 'too_small' ? [issue.minimum, 'at least'] : ([issue.maximum, 'at most'] as const);
  const unit = origin === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  if (origin === 'string' || origin === 'array' || origin === 'set') {
    if (issue.code === 'too_small' && Number(bound) === 1) return `is empty`;
    return `is to have ${side} ${bound} ${Number(bound) === 1 ? unit[0] : unit[1]}`;
  }
  const isOpen = issue.inclusive === false;
  return `is to be ${isOpen ? (issue.code === 'too_small' ? 'more than' : 'less than') : side} ${bound}`;
}

function unknownSetting(path: Path, key: string): Found {
  const known = settingsAt(path);
  const near = nearNames(key, known);
  const meant = near.length > 0 ? `did you mean ${near.join(', ')}?` : `there is ${known.join(', ')}`;
  const whole = [...path, key];
  return {
    path: whole,
    name: whole,
    message: `there is no such setting${known.length === 0 ? '' : `; ${meant}`}`,
    meant: near.map((name) => [...path, name]),
  };
}

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
}

/** The forms that may stand at a place, as the JSON Schema has them; none where it does not say. */
function formsAt(path: Path): readonly Shape[] {
  let shapes = formsOf(settingsJsonSchema() as Shape);
  for (const key of path) {
    shapes = shapes
      .flatMap(({ properties, additionalProperties }) => {
        if (properties && Object.hasOwn(properties, key)) return [properties[String(key)]!];
        return typeof additionalProperties === 'object' ? [additionalProperties] : [];
      })
      .flatMap(formsOf);
  }
  return shapes;
}

function settingsAt(path: Path): string[] {
  return formsAt(path).flatMap(({ properties }) => Object.keys(properties ?? {}));
}

function formsOf(shape: Shape): readonly Shape[] {
  return shape.anyOf?.flatMap(formsOf) ?? [shape];
}
