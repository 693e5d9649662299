import type { IndexOption, NamedPackage, Origin } from '../facts.ts';
import { canonicalName } from '../names.ts';
import { gitOrigin, hostOf, isPlain, pathOrigin } from './origin.ts';
import { requirementOf } from './requirement.ts';
import { at, isTable, readToml, type TomlTable, type TomlValue, tomlList, tomlText } from './toml.ts';

export interface PythonManifest {
  readonly packages: NamedPackage[];
  readonly options: IndexOption[];
}

/** What a pyproject.toml wants, of whichever tool. */
export function readPyproject(text: string): PythonManifest {
  const root = readToml(text);
  const groups = [
    tomlList(root, 'project', 'dependencies'),
    ...tables(at(root, 'project', 'optional-dependencies')).map(([, list]) => asList(list)),
    ...tables(at(root, 'dependency-groups')).map(([, list]) => asList(list)),
    tomlList(root, 'tool', 'uv', 'dev-dependencies'),
  ];
  const standard = groups.flat().flatMap((one) => (typeof one === 'string' ? (requirementOf(one) ?? []) : []));
  const poetry = [
    at(root, 'tool', 'poetry', 'dependencies'),
    at(root, 'tool', 'poetry', 'dev-dependencies'),
    ...tables(at(root, 'tool', 'poetry', 'group')).map(([, group]) => at(group, 'dependencies')),
  ].flatMap(tablePackages);
  const sources = tables(at(root, 'tool', 'uv', 'sources'));
  const packages = [...standard, ...poetry].map((one) => withSource(one, sources));
  return { packages, options: indexOptions(root) };
}

/** What a Pipfile wants. */
export function readPipfile(text: string): PythonManifest {
  const root = readToml(text);
  const packages = [at(root, 'packages'), at(root, 'dev-packages')].flatMap(tablePackages);
  const options = sourceOptions(tomlList(root, 'source').slice(1), 'extra-index');
  return { packages, options };
}

const tables = (value: TomlValue | undefined): [string, TomlValue][] => (isTable(value) ? [...value] : []);
const asList = (value: TomlValue | undefined): readonly TomlValue[] => (Array.isArray(value) ? value : []);

/** Of uv: a source that is named for a package holds for it. */
function withSource(one: NamedPackage, sources: readonly [string, TomlValue][]): NamedPackage {
  const source = sources.find(([name]) => canonicalName('pypi', name) === one.name)?.[1];
  const origin = isTable(source) ? tableOrigin(source) : undefined;
  return origin === undefined ? one : { ...one, origin };
}

function tablePackages(table: TomlValue | undefined): NamedPackage[] {
  return tables(table).flatMap(([shown, wanted]): NamedPackage[] => {
    const name = canonicalName('pypi', shown);
    if (name === 'python') return [];
    const range = typeof wanted === 'string' ? wanted : tomlText(wanted, 'version');
    const version = /^={0,3}\s*(\d[\w.+!-]*)$/.exec(range ?? '')?.[1];
    const origin: Origin = (isTable(wanted) ? tableOrigin(wanted) : undefined) ?? { kind: 'unsaid' };
    return [
      {
        ecosystem: 'pypi',
        name,
        ...(version === undefined ? {} : { version }),
        origin,
        digest: 'unsaid',
        isDirect: true,
      },
    ];
  });
}

/** `git`, `url`, `path` of a table; undefined where it comes from the index. */
export function tableOrigin(table: TomlTable): Origin | undefined {
  const git = tomlText(table, 'git');
  if (git !== undefined) {
    const inside = /#([0-9a-f]{40})$/.exec(git)?.[1];
    const reference = inside ?? tomlText(table, 'rev') ?? tomlText(table, 'ref');
    return gitOrigin(hostOf(git) ?? 'an unknown host', isPlain(git), reference);
  }
  const url = tomlText(table, 'url') ?? tomlText(table, 'file');
  if (url !== undefined && /^[a-z]+:\/\//.test(url) && !url.startsWith('file:'))
    return { kind: 'url', host: hostOf(url) ?? 'an unknown host', isPlain: isPlain(url) };
  const path = url ?? tomlText(table, 'path') ?? tomlText(table, 'editable') ?? tomlText(table, 'virtual');
  return path === undefined ? undefined : pathOrigin(path);
}

function indexOptions(root: TomlTable): IndexOption[] {
  const uv = at(root, 'tool', 'uv');
  const single = (what: IndexOption['what'], address: string | undefined): IndexOption[] =>
    address === undefined ? [] : optionOf(what, address);
  return [
    ...sourceOptions(tomlList(root, 'tool', 'poetry', 'source'), 'extra-index'),
    ...tomlList(uv, 'index').flatMap((index) =>
      // What is explicit serves only the packages that name it.
      tomlText(index, 'explicit') === 'true'
        ? single('index', tomlText(index, 'url'))
        : single(tomlText(index, 'default') === 'true' ? 'index' : 'extra-index', tomlText(index, 'url')),
    ),
    ...single('index', tomlText(uv, 'index-url')),
    ...asList(at(uv, 'extra-index-url')).flatMap((one) =>
      typeof one === 'string' ? optionOf('extra-index', one) : [],
    ),
    ...asList(at(uv, 'find-links')).flatMap((one) => (typeof one === 'string' ? optionOf('find-links', one) : [])),
  ];
}

function sourceOptions(sources: readonly TomlValue[], what: IndexOption['what']): IndexOption[] {
  return sources.flatMap((source) => {
    const url = tomlText(source, 'url');
    const priority = tomlText(source, 'priority');
    const isOwn = priority === 'explicit' || priority === 'primary' || tomlText(source, 'default') === 'true';
    return url === undefined ? [] : optionOf(isOwn ? 'index' : what, url);
  });
}

function optionOf(what: IndexOption['what'], address: string): IndexOption[] {
  const host = hostOf(address);
  return host === undefined ? [] : [{ what, host, isPlain: isPlain(address) }];
}
