import type { NamedPackage, Origin } from '../facts.ts';
import { canonicalName, isName } from '../names.ts';
import { entriesOf, type Fields, fieldOf, listOf, readObject, Unreadable } from './json.ts';
import { digestOf, gitOrigin, hostOf, isPlain, originOf, pathOrigin } from './origin.ts';

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** The entries of a bun.lock, which is JSON with commas too many. */
export function readBunLock(text: string): NamedPackage[] {
  const lock = readObject(withoutLateCommas(text));
  if (fieldOf(lock, 'lockfileVersion') === undefined) throw new Unreadable('is no lock file of bun');
  const direct = directNames(lock);
  return entriesOf(fieldOf(lock, 'packages')).flatMap(([key, entry]): NamedPackage[] => {
    const [named, second, ...rest] = listOf(entry);
    if (typeof named !== 'string') throw new Unreadable('has a package without a name');
    const at = named.indexOf('@', 1);
    const name = canonicalName('npm', at === -1 ? named : named.slice(0, at));
    if (!isName('npm', name)) throw new Unreadable('has a package without a name');
    const wanted = at === -1 ? '' : named.slice(at + 1);
    if (/^(workspace|root):/.test(wanted)) return [];
    const version = /^\d/.test(wanted) ? wanted : undefined;
    const origin = version === undefined ? addressOrigin(wanted, name) : registryOrigin(second, name, version);
    const isHeld = origin.kind === 'path' || (origin.kind === 'git' && origin.isPinned);
    const integrity = [...rest].reverse().find((one) => typeof one === 'string' && /^(sha\d+|md5)-/.test(one));
    return [
      {
        ecosystem: 'npm',
        name,
        ...(version === undefined ? {} : { version }),
        origin,
        digest: isHeld ? 'held' : digestOf(integrity),
        ...(direct.has(key) ? { isDirect: true as const } : {}),
      },
    ];
  });
}

/** Empty for the registry of the settings, else an address below the one that it is from. */
function registryOrigin(second: unknown, name: string, version: string): Origin {
  if (typeof second !== 'string' || second === '') return { kind: 'unsaid' };
  if (/\.tgz$/.test(second)) return originOf(second, name, version);
  const host = hostOf(second);
  return host === undefined ? { kind: 'unsaid' } : { kind: 'registry', host, isPlain: isPlain(second), fits: true };
}

function addressOrigin(wanted: string, name: string): Origin {
  const plain = /^(?:github|gitlab|bitbucket):[\w.-]+\/[\w.-]+#([0-9a-f]+)$/.exec(wanted);
  // Bun shortens the commit to seven digits, which hold nothing.
  if (plain) return gitOrigin(wanted.slice(0, wanted.indexOf(':')), false, plain[1]);
  return wanted === '' ? pathOrigin('.') : originOf(wanted, name, undefined);
}

function directNames(lock: Fields): ReadonlySet<string> {
  const workspaces = entriesOf(fieldOf(lock, 'workspaces'));
  return new Set(
    workspaces.flatMap(([, one]) => GROUPS.flatMap((group) => entriesOf(fieldOf(one, group)).map(([name]) => name))),
  );
}

/** Commas before a bracket go, outside of texts. */
function withoutLateCommas(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s{0,400}[}\]])/g, (part) => (part === ',' ? '' : part));
}
