import type { NamedPackage, Origin } from '../facts.ts';
import { canonicalName } from '../names.ts';
import { entriesOf, fieldOf, textOf, Unreadable } from './json.ts';
import { digestOf, gitOrigin, hostOf, isPlain, originOf, pathOrigin } from './origin.ts';
import { readYaml } from './yaml.ts';

/** The entries of a pnpm-lock.yaml, and whether it says when releases were made. */
export function readPnpmLock(text: string): { readonly packages: NamedPackage[]; readonly tellsAge: boolean } {
  const lock = readYaml(text);
  if (fieldOf(lock, 'lockfileVersion') === undefined) throw new Unreadable('is no lock file of pnpm');
  const times = new Map(entriesOf(fieldOf(lock, 'time')).map(([key, at]) => [idOf(key), Date.parse(String(at))]));
  const packages = entriesOf(fieldOf(lock, 'packages')).map(([key, entry]) => entryOf(key, entry, times));
  return { packages, tellsAge: times.size > 0 };
}

/** `/name/1.0.0`, `/name@1.0.0(peer@2)` and `name@1.0.0` are the same. */
function idOf(key: string): string {
  const plain = key.replace(/^\//, '').replace(/[(_].*$/, (tail) => (tail.startsWith('(') ? '' : tail));
  return plain.indexOf('@', 1) === -1 ? plain.replace(/\/([^/]+)$/, '@$1').replace(/_.*$/, '') : plain;
}

function entryOf(key: string, entry: unknown, times: ReadonlyMap<string, number>): NamedPackage {
  const id = idOf(key);
  const at = id.indexOf('@', 1);
  const name = canonicalName('npm', textOf(entry, 'name') ?? (at === -1 ? id : id.slice(0, at)));
  const tail = at === -1 ? '' : id.slice(at + 1);
  const version = textOf(entry, 'version') ?? (/^\d/.test(tail) ? tail : undefined);
  const resolution = fieldOf(entry, 'resolution');
  const origin = resolutionOrigin(resolution, name, version);
  const isHeld = origin.kind === 'path' || (origin.kind === 'git' && origin.isPinned);
  const releasedMs = times.get(id);
  return {
    ecosystem: 'npm',
    name,
    ...(version === undefined ? {} : { version }),
    origin,
    digest: isHeld ? 'held' : digestOf(fieldOf(resolution, 'integrity')),
    ...(String(fieldOf(entry, 'dev')) === 'true' ? { isDev: true as const } : {}),
    ...(String(fieldOf(entry, 'requiresBuild')) === 'true' ? { scripts: ['an install script'] } : {}),
    ...(releasedMs !== undefined && Number.isFinite(releasedMs) ? { releasedMs } : {}),
  };
}

function resolutionOrigin(resolution: unknown, name: string, version: string | undefined): Origin {
  const repository = textOf(resolution, 'repo');
  if (repository !== undefined) {
    const host = hostOf(repository) ?? 'an unknown host';
    return gitOrigin(host, isPlain(repository), textOf(resolution, 'commit'));
  }
  const folder = textOf(resolution, 'directory');
  if (folder !== undefined) return pathOrigin(folder);
  const tarball = textOf(resolution, 'tarball');
  return tarball === undefined ? { kind: 'unsaid' } : archiveOrigin(tarball, name, version);
}

function archiveOrigin(tarball: string, name: string, version: string | undefined): Origin {
  const commit = /\/tar\.gz\/([0-9a-f]{40})$/.exec(tarball)?.[1];
  if (commit) return gitOrigin(hostOf(tarball) ?? 'an unknown host', isPlain(tarball), commit);
  return originOf(tarball, name, version);
}
