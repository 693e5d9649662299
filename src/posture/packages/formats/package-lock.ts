import type { NamedPackage } from '../facts.ts';
import { canonicalName } from '../names.ts';
import { entriesOf, type Fields, fieldOf, textOf, Unreadable } from './json.ts';
import { digestOf, originOf } from './origin.ts';

const DEEPEST = 100;

/** The entries of a package-lock.json or npm-shrinkwrap.json of any version. */
export function readPackageLock(lock: Fields): NamedPackage[] {
  if (fieldOf(lock, 'packages') !== undefined) return modernEntries(fieldOf(lock, 'packages'));
  if (fieldOf(lock, 'dependencies') !== undefined) return oldEntries(fieldOf(lock, 'dependencies'));
  if (fieldOf(lock, 'lockfileVersion') === undefined) throw new Unreadable('is no lock file of npm');
  return [];
}

function modernEntries(packages: unknown): NamedPackage[] {
  const direct = new Set<string>();
  for (const group of ['dependencies', 'devDependencies', 'optionalDependencies'])
    for (const [name] of entriesOf(fieldOf(fieldOf(packages, ''), group))) direct.add(`node_modules/${name}`);
  return entriesOf(packages).flatMap(([path, entry]) => {
    const at = path.lastIndexOf('node_modules/');
    // The project itself, and folders of it that are packages of their own.
    if (at === -1) return [];
    const name = textOf(entry, 'name') ?? path.slice(at + 'node_modules/'.length);
    const isLink = fieldOf(entry, 'link') === true;
    return [entryOf(name, entry, { isDirect: direct.has(path), isLink })];
  });
}

function oldEntries(top: unknown): NamedPackage[] {
  const found: NamedPackage[] = [];
  const queue: [unknown, number][] = [[top, 0]];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [dependencies, depth] = next;
    if (depth > DEEPEST) throw new Unreadable('nests too deep');
    for (const [name, entry] of entriesOf(dependencies)) {
      const version = textOf(entry, 'version') ?? '';
      // Of what comes from elsewhere the version is the address.
      const isAddress = /[:/]/.test(version) && !version.startsWith('npm:');
      const alias = /^npm:((?:@[^/@]+\/)?[^@]+)@(.+)$/.exec(version);
      const shaped = isAddress ? { ...asFields(entry), resolved: version, version: undefined } : entry;
      const real = alias ? { ...asFields(entry), version: alias[2] } : shaped;
      found.push(entryOf(alias?.[1] ?? name, real, { isDirect: false, isLink: false }));
      queue.push([fieldOf(entry, 'dependencies'), depth + 1]);
    }
  }
  return found;
}

const asFields = (value: unknown): Fields => Object.fromEntries(entriesOf(value));

function entryOf(
  shown: string,
  entry: unknown,
  { isDirect, isLink }: { readonly isDirect: boolean; readonly isLink: boolean },
): NamedPackage {
  const name = canonicalName('npm', shown);
  const version = textOf(entry, 'version');
  const resolved = textOf(entry, 'resolved');
  const isBundled = fieldOf(entry, 'inBundle') === true || fieldOf(entry, 'bundled') === true;
  const origin =
    resolved === undefined
      ? ({ kind: 'unsaid' } as const)
      : originOf(isLink ? `file:${resolved.replace(/^file:/, '')}` : resolved, name, version);
  const isHeld = isLink || isBundled || origin.kind === 'path' || (origin.kind === 'git' && origin.isPinned);
  return {
    ecosystem: 'npm',
    name,
    ...(version === undefined ? {} : { version }),
    origin,
    digest: isHeld ? 'held' : digestOf(fieldOf(entry, 'integrity')),
    ...(isDirect ? { isDirect } : {}),
    ...(fieldOf(entry, 'dev') === true ? { isDev: true as const } : {}),
    ...(fieldOf(entry, 'hasInstallScript') === true ? { scripts: ['an install script'] } : {}),
  };
}
