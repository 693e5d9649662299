import { parse } from 'yaml';

/** A command that a manager of hooks runs, or, of pre-commit, a hook by its id with its own command. */
export interface ManagedRun {
  readonly id?: string;
  readonly run: string;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const AT_COMMIT = /^(?:pre-)?(?:commit|push)$|^commit-msg$|^prepare-commit-msg$/;
/** A pattern that takes in each file, or none. */
const ALL_FILES = /^(?:\^?\.[*+]\$?|\^?|\.)$/;
const NO_FILES = /^(?:\^\$|\$\^|\(\?!\)|a\^)$/;

/** What the settings of a manager run at a commit; none for what is left out, or where they cannot be read. */
export function managedRuns(file: string, text: string): readonly ManagedRun[] {
  if (file.endsWith('.toml')) return [];
  let settings: unknown;
  try {
    settings = parse(text, { maxAliasCount: 20, logLevel: 'silent' });
  } catch {
    return [];
  }
  if (!isFields(settings)) return [];
  if (file.startsWith('.pre-commit')) return ofPreCommit(settings);
  if (file.includes('lefthook')) return ofLefthook(settings);
  const staged = file === 'package.json' ? settings['lint-staged'] : settings;
  return Object.values(isFields(staged) ? staged : {})
    .flatMap(listOf)
    .flatMap((run) => (typeof run === 'string' ? [{ run }] : []));
}

function ofPreCommit(settings: Fields): ManagedRun[] {
  const usual = listOf(settings['default_stages']).map(String);
  if (isPassedBy(settings)) return [];
  return listOf(settings['repos'])
    .filter(isFields)
    .flatMap(({ hooks }) => listOf(hooks).filter(isFields))
    .flatMap((hook): ManagedRun[] => {
      const stages = hook['stages'] === undefined ? usual : listOf(hook['stages']).map(String);
      if (stages.length > 0 && !stages.some((stage) => AT_COMMIT.test(stage))) return [];
      if (isPassedBy(hook)) return [];
      const args = listOf(hook['args']).map(String).join(' ');
      const id = String(hook['id'] ?? '');
      if (/--(?:exit-code[= ]0|exit-zero|no-fail|soft-fail)/.test(args)) return [];
      const entry = hook['entry'];
      return typeof entry === 'string' ? [{ run: `${entry} ${args}`.trim() }] : [{ id, run: '' }];
    });
}

const isPassedBy = ({ exclude, files }: Fields): boolean =>
  (typeof exclude === 'string' && exclude !== '' && ALL_FILES.test(exclude)) ||
  (typeof files === 'string' && NO_FILES.test(files));

/** `run` of each command, script or job below the hooks of a commit, but for what is skipped. */
function ofLefthook(settings: Fields): ManagedRun[] {
  const found: ManagedRun[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    if (!isFields(value) || (value['skip'] !== undefined && value['skip'] !== false) || value['only'] !== undefined)
      return;
    if (typeof value['run'] === 'string') found.push({ run: value['run'] });
    for (const inner of Object.values(value)) if (typeof inner === 'object') visit(inner);
  };
  for (const [hook, value] of Object.entries(settings)) if (AT_COMMIT.test(hook)) visit(value);
  return found;
}
