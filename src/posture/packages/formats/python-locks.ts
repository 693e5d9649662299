import type { Cutoff, IndexOption, NamedPackage, Origin } from '../facts.ts';
import { canonicalName } from '../names.ts';
import { entriesOf, fieldOf, listOf, readObject, textOf, Unreadable } from './json.ts';
import { gitOrigin, hostOf, isPlain, pathOrigin } from './origin.ts';
import { tableOrigin } from './python-manifests.ts';
import { pythonOrigin } from './requirement.ts';
import { at, isTable, readToml, type TomlTable, type TomlValue, tomlList, tomlText } from './toml.ts';

export interface PythonLock {
  readonly packages: NamedPackage[];
  readonly options: IndexOption[];
  readonly tellsAge: boolean;
  readonly cutoff?: Cutoff;
}

/** The packages of a uv.lock. */
export function readUvLock(text: string): PythonLock {
  const root = readToml(text);
  const entries = tomlList(root, 'package').filter(isTable);
  if (entries.length === 0 && root.get('version') === undefined) throw new Unreadable('is no lock file of uv');
  const packages = entries.flatMap((entry): NamedPackage[] => {
    const source = at(entry, 'source');
    const origin = isTable(source) ? uvOrigin(source) : ({ kind: 'unsaid' } as const);
    // The project itself.
    if (tomlText(source, 'editable') === '.' || tomlText(source, 'virtual') === '.') return [];
    const files = [...tomlList(entry, 'wheels'), at(entry, 'sdist')].filter(isTable);
    return [lockedPackage(entry, origin, files, true)];
  });
  const cutoff = uvCutoff(at(root, 'options'));
  return { packages, options: [], tellsAge: tellsAge(packages), ...(cutoff === undefined ? {} : { cutoff }) };
}

const tellsAge = (packages: readonly NamedPackage[]): boolean =>
  packages.some(({ releasedMs }) => releasedMs !== undefined);

/** Where uv was told to take nothing newer, it writes the moment down. */
function uvCutoff(options: TomlValue | undefined): Cutoff | undefined {
  const said = tomlText(options, 'exclude-newer') ?? '';
  const ms = /Z$|[+-]\d\d:\d\d$/.test(said) ? Date.parse(said) : Number.NaN;
  const others = at(options, 'exclude-newer-package');
  const except = others === undefined ? [] : isTable(others) ? [...others.keys()] : ['*'];
  return Number.isFinite(ms) ? { ms, except } : undefined;
}

/** The packages of a pdm.lock. */
export function readPdmLock(text: string): PythonLock {
  const root = readToml(text);
  const entries = tomlList(root, 'package').filter(isTable);
  if (entries.length === 0 && !isTable(root.get('metadata'))) throw new Unreadable('is no lock file of pdm');
  const packages = entries.map((entry) => {
    const files = tomlList(entry, 'files').filter(isTable);
    return lockedPackage(entry, tableOrigin(entry) ?? { kind: 'unsaid' }, files, false);
  });
  return { packages, options: [], tellsAge: false };
}

/** The packages of a pylock.toml (PEP 751). */
export function readPylock(text: string): PythonLock {
  const root = readToml(text);
  if (tomlText(root, 'lock-version') === undefined) throw new Unreadable('is no lock file by PEP 751');
  const packages = tomlList(root, 'packages')
    .filter(isTable)
    .flatMap((entry): NamedPackage[] => {
      const directory = at(entry, 'directory');
      if (tomlText(directory, 'path') === '.') return [];
      const archive = at(entry, 'archive');
      const files = [...tomlList(entry, 'wheels'), at(entry, 'sdist'), archive].filter(isTable);
      const index = tomlText(entry, 'index');
      const named = [at(entry, 'vcs'), directory, archive].filter(isTable)[0];
      const origin = named ? pylockOrigin(named, named === at(entry, 'vcs')) : indexOrigin(index);
      return [lockedPackage(entry, origin, files, true)];
    });
  return { packages, options: [], tellsAge: tellsAge(packages) };
}

function pylockOrigin(table: TomlTable, isVcs: boolean): Origin {
  const url = tomlText(table, 'url');
  if (isVcs) return gitOrigin(hostOf(url ?? '') ?? 'an unknown host', isPlain(url ?? ''), tomlText(table, 'commit-id'));
  return tableOrigin(table) ?? { kind: 'unsaid' };
}

const indexOrigin = (index: string | undefined): Origin => {
  const host = index === undefined ? undefined : hostOf(index);
  return host === undefined
    ? { kind: 'unsaid' }
    : { kind: 'registry', host, isPlain: isPlain(index ?? ''), fits: true };
};

function uvOrigin(source: TomlTable): Origin {
  const registry = tomlText(source, 'registry');
  if (registry === undefined) return tableOrigin(source) ?? { kind: 'unsaid' };
  const host = hostOf(registry);
  if (host === undefined) return pathOrigin(registry);
  return { kind: 'registry', host, isPlain: isPlain(registry), fits: true };
}

/** The packages of a poetry.lock. */
export function readPoetryLock(text: string): PythonLock {
  const root = readToml(text);
  const entries = tomlList(root, 'package').filter(isTable);
  if (entries.length === 0 && !isTable(root.get('metadata'))) throw new Unreadable('is no lock file of poetry');
  const packages = entries.map((entry) => {
    const source = at(entry, 'source');
    const own = tomlList(entry, 'files');
    const files = own.length > 0 ? own : tomlList(root, 'metadata', 'files', tomlText(entry, 'name') ?? '');
    return lockedPackage(
      entry,
      isTable(source) ? poetryOrigin(source) : { kind: 'unsaid' },
      files.filter(isTable),
      false,
    );
  });
  return { packages, options: [], tellsAge: false };
}

function poetryOrigin(source: TomlTable): Origin {
  const url = tomlText(source, 'url') ?? '';
  const type = tomlText(source, 'type');
  if (type === 'git') {
    const commit = tomlText(source, 'resolved_reference') ?? tomlText(source, 'reference');
    return gitOrigin(hostOf(url) ?? 'an unknown host', isPlain(url), commit);
  }
  if (type === 'directory' || type === 'file') return pathOrigin(url);
  const host = hostOf(url) ?? 'an unknown host';
  return type === 'url'
    ? { kind: 'url', host, isPlain: isPlain(url) }
    : { kind: 'registry', host, isPlain: isPlain(url), fits: true };
}

function lockedPackage(entry: TomlTable, origin: Origin, files: readonly TomlTable[], hasTimes: boolean): NamedPackage {
  const name = tomlText(entry, 'name');
  if (name === undefined) throw new Unreadable('has a package without a name');
  const version = tomlText(entry, 'version');
  const hashes = files.map(hashOf);
  const isStrong = hashes.length > 0 && hashes.every((hash) => /^sha(256|384|512):/.test(hash ?? ''));
  const isHeld = origin.kind === 'path' || (origin.kind === 'git' && origin.isPinned);
  const names = files.map(
    (file) => tomlText(file, 'file') ?? tomlText(file, 'name') ?? tomlText(file, 'url') ?? tomlText(file, 'path') ?? '',
  );
  const isSource = names.length > 0 && names.every((file) => !/\.whl([#?]|$)/.test(file));
  const times = hasTimes
    ? files.map((file) => Date.parse(tomlText(file, 'upload-time') ?? '')).filter(Number.isFinite)
    : [];
  return {
    ecosystem: 'pypi',
    name: canonicalName('pypi', name),
    ...(version === undefined ? {} : { version }),
    origin,
    digest: isHeld ? 'held' : isStrong ? 'strong' : hashes.some((hash) => hash !== undefined) ? 'weak' : 'none',
    ...(isSource || origin.kind === 'git' ? { scripts: ['setup.py or another build'] } : {}),
    // A file that was added late is as fresh as its day: the newest one counts.
    ...(times.length > 0 ? { releasedMs: Math.max(...times) } : {}),
  };
}

/** `hash = "sha256:…"`, or a table of them. */
function hashOf(file: TomlTable): string | undefined {
  const own = tomlText(file, 'hash');
  if (own !== undefined) return own;
  const table = at(file, 'hashes');
  const [name, value] = (isTable(table) ? [...table] : []).find(([key]) => /^sha(256|384|512)$/.test(key)) ?? [];
  return typeof value === 'string' ? `${name}:${value}` : undefined;
}

/** The packages of a Pipfile.lock. */
export function readPipfileLock(text: string): PythonLock {
  const lock = readObject(text);
  const meta = fieldOf(lock, '_meta');
  if (meta === undefined) throw new Unreadable('is no lock file of pipenv');
  const sources = listOf(fieldOf(meta, 'sources')).flatMap((source) => {
    const url = textOf(source, 'url');
    return url === undefined ? [] : [{ url, isTrusted: fieldOf(source, 'verify_ssl') === false }];
  });
  const options = sources.flatMap(({ url, isTrusted }, index): IndexOption[] => {
    const host = hostOf(url);
    if (host === undefined) return [];
    const one: IndexOption = { what: index === 0 ? 'index' : 'extra-index', host, isPlain: isPlain(url) };
    return isTrusted ? [one, { what: 'trusted-host', host, isPlain: true }] : [one];
  });
  const packages = entriesOf(lock).flatMap(([group, entries]) =>
    group === '_meta' ? [] : entriesOf(entries).map(([name, entry]) => pipenvPackage(name, entry, group)),
  );
  return { packages, options, tellsAge: false };
}

function pipenvPackage(name: string, entry: unknown, group: string): NamedPackage {
  const version = /^={2,3}(.+)$/.exec(textOf(entry, 'version') ?? '')?.[1];
  const origin = pipenvOrigin(entry);
  const hashes = listOf(fieldOf(entry, 'hashes'));
  const isStrong = hashes.length > 0 && hashes.every((hash) => /^sha(256|384|512):/.test(String(hash)));
  const isHeld = origin.kind === 'path' || (origin.kind === 'git' && origin.isPinned);
  return {
    ecosystem: 'pypi',
    name: canonicalName('pypi', name),
    ...(version === undefined ? {} : { version }),
    origin,
    digest: isHeld ? 'held' : isStrong ? 'strong' : hashes.length > 0 ? 'weak' : 'none',
    ...(group === 'develop' ? { isDev: true as const } : {}),
  };
}

function pipenvOrigin(entry: unknown): Origin {
  const git = textOf(entry, 'git');
  if (git !== undefined) return gitOrigin(hostOf(git) ?? 'an unknown host', isPlain(git), textOf(entry, 'ref'));
  const file = textOf(entry, 'file');
  if (file !== undefined) return pythonOrigin(file);
  const path = textOf(entry, 'path');
  return path === undefined ? { kind: 'unsaid' } : pathOrigin(path);
}
