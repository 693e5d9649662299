import type { NamedPackage, Origin } from '../facts.ts';
import { canonicalName, isName } from '../names.ts';
import { entriesOf, fieldOf, textOf, Unreadable } from './json.ts';
import { digestOf, gitOrigin, hostOf, isPlain, originOf, pathOrigin } from './origin.ts';
import { npmAlias } from './package-json.ts';
import { readYaml } from './yaml.ts';

/** The entries of a yarn.lock, of Yarn 1 or of a later one. */
export function readYarnLock(text: string): NamedPackage[] {
  return isBerry(text) ? berryEntries(text) : classicEntries(text);
}

/** It is of a later Yarn than 1. */
export const isBerry = (text: string): boolean => /^__metadata:/m.test(text);

interface Block {
  readonly specifiers: string;
  readonly line: number;
  readonly fields: Map<string, string>;
}

function classicEntries(text: string): NamedPackage[] {
  const blocks: Block[] = [];
  text.split('\n').forEach((raw, at) => {
    const line = raw.replace(/\r$/, '');
    if (line.trim() === '' || line.trimStart().startsWith('#')) return;
    if (!/^\s/.test(line)) {
      if (!line.endsWith(':')) throw new Unreadable(`cannot be read at line ${at + 1}`);
      blocks.push({ specifiers: line.slice(0, -1), line: at + 1, fields: new Map() });
      return;
    }
    const field = /^ {2}(\S+) +"?([^"]*)"?$/.exec(line);
    if (field?.[1] && field[2] !== undefined) blocks.at(-1)?.fields.set(field[1], field[2]);
  });
  return blocks.map(classicEntry);
}

function classicEntry({ specifiers, line, fields }: Block): NamedPackage {
  const first = /^"?([^",]+)/.exec(specifiers)?.[1]?.trim() ?? '';
  const at = first.indexOf('@', 1);
  const alias = at === -1 ? first : first.slice(0, at);
  const name = canonicalName('npm', npmAlias(alias, at === -1 ? '' : first.slice(at + 1)).name);
  if (!isName('npm', name)) throw new Unreadable(`cannot be read at line ${line}`);
  const version = fields.get('version');
  const resolved = fields.get('resolved');
  const origin: Origin =
    resolved === undefined ? { kind: 'unsaid' } : withSha1(originOf(resolved, name, version), resolved);
  // Yarn 1 wrote the SHA-1 behind the address before it had another field.
  const isSha1 = /#[0-9a-f]{40}$/.test(resolved ?? '') && origin.kind !== 'git';
  const digest = digestOf(fields.get('integrity') ?? (isSha1 ? 'sha1' : undefined));
  const isHeld = origin.kind === 'path' || (origin.kind === 'git' && origin.isPinned);
  return {
    ecosystem: 'npm',
    name,
    ...(version === undefined ? {} : { version }),
    origin,
    digest: isHeld ? 'held' : digest,
    line,
  };
}

/** An archive of a repository ends in its commit as well, and is no archive of a registry. */
function withSha1(origin: Origin, resolved: string): Origin {
  return origin.kind === 'url' && /\/tar\.gz\/[0-9a-f]{40}(#.*)?$/.test(resolved)
    ? gitOrigin(origin.host, origin.isPlain, /([0-9a-f]{40})(?:#.*)?$/.exec(resolved)?.[1])
    : origin;
}

function berryEntries(text: string): NamedPackage[] {
  return entriesOf(readYaml(text)).flatMap(([key, entry]) => {
    const resolution = textOf(entry, 'resolution');
    if (key === '__metadata' || resolution === undefined) return [];
    const at = resolution.indexOf('@', 1);
    if (at === -1) throw new Unreadable('has an entry without a place');
    const name = canonicalName('npm', resolution.slice(0, at));
    const reference = resolution.slice(at + 1);
    if (/^(workspace|virtual):/.test(reference)) return [];
    const version = textOf(entry, 'version');
    const origin = berryOrigin(reference, name, version);
    const isHeld = origin.kind === 'path' || (origin.kind === 'git' && origin.isPinned);
    return [
      {
        ecosystem: 'npm' as const,
        name,
        ...(version === undefined ? {} : { version }),
        origin,
        digest: isHeld ? ('held' as const) : digestOf(fieldOf(entry, 'checksum') && 'sha512-'),
      },
    ];
  });
}

function berryOrigin(reference: string, name: string, version: string | undefined): Origin {
  const archive = /[:#&]__archiveUrl=([^&]+)/.exec(reference)?.[1];
  if (archive) return originOf(unescaped(archive), name, version);
  if (reference.startsWith('npm:')) return { kind: 'unsaid' };
  if (reference.startsWith('patch:'))
    return berryOrigin(unescaped(reference.slice(6)).replace(/^.*?@(?=\w+:)/, ''), name, version);
  if (/^(file|link|portal):/.test(reference)) return pathOrigin(reference);
  const commit = /#(?:.*&)?commit=([0-9a-f]+)/.exec(reference)?.[1];
  if (commit) return gitOrigin(hostOf(reference.split('#')[0] ?? '') ?? 'an unknown host', isPlain(reference), commit);
  return originOf(reference, name, version);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
