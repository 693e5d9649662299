import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTracked, root } from './source-tree.ts';

const MOST_RUNTIME_PACKAGES = 16;

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Entry>>;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock: Lock = JSON.parse(readTracked('package-lock.json'));
const manifest: Manifest = JSON.parse(readTracked('package.json'));
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
const runtime = entries.filter(([, entry]) => !entry.dev && !entry.devOptional && !(entry.peer && !entry.integrity));

/** What is wrong with one entry of the lockfile. */
function lockFaults(path: string, entry: Entry): string[] {
  return [
    ...(/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? '') ? [] : [`${path} has no sha512 integrity`]),
    ...(/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(entry.version ?? '') ? [] : [`${path} has no exact version`]),
    ...(entry.resolved === undefined && !entry.link ? [] : [`${path} names where it comes from`]),
  ];
}

function nativeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.node$|(^|\/)binding\.gyp$/.test(name),
  );
}

/** The packages that ARCHITECTURE.md gives a reason for: rows `| \`name\` | what for | why this one |` under "Dependencies". */
function reasons(): Map<string, string> {
  const section =
    readTracked('ARCHITECTURE.md')
      .split(/^## /m)
      .find((part) => part.startsWith('Dependencies')) ?? '';
  return new Map(
    [...section.matchAll(/^\| `([^`]+)` \|[^|]+\|([^|]+)\|$/gm)].map(([, name = '', why = '']) => [name, why.trim()]),
  );
}

describe('the packages that every user installs', () => {
  it(`are ${MOST_RUNTIME_PACKAGES} or fewer in the whole tree`, () => {
    expect(runtime.length).toBeGreaterThanOrEqual(Object.keys(manifest.dependencies).length);
    expect(runtime.length).toBeLessThanOrEqual(MOST_RUNTIME_PACKAGES);
  });

  it('run no script when they are installed', () => {
    expect(runtime.filter(([, entry]) => entry.hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  it('hold no native code', () => {
    const folders = runtime.map(([path]) => join(root, path));
    expect(folders.every(existsSync)).toBe(true);
    expect(folders.flatMap(nativeFiles)).toEqual([]);
  });

  it('each have a reason in ARCHITECTURE.md', () => {
    expect([...reasons().keys()].sort()).toEqual(Object.keys(manifest.dependencies).sort());
    expect([...reasons().values()].every((why) => why.length > 10)).toBe(true);
  });
});

describe('the lockfile', () => {
  it('pins each package by version and content, and names no place', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(entries.length).toBeGreaterThan(20);
    expect(entries.flatMap(([path, entry]) => lockFaults(path, entry))).toEqual([]);
  });

  it('agrees with package.json, where each version is exact', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    const locked = Object.keys(wanted).map((name) => [name, lock.packages[`node_modules/${name}`]?.version]);
    expect(Object.fromEntries(locked)).toEqual(wanted);
  });

  it('is installed without scripts', () => {
    expect(readTracked('.npmrc').split('\n')).toEqual(
      expect.arrayContaining(['ignore-scripts=true', 'save-exact=true']),
    );
  });

  const good: Entry = { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==` };
  it.each<[string, Entry]>([
    ['a git source', { ...good, resolved: 'git+ssh://example.test/a.git#abc' }],
    ['a file', { ...good, resolved: 'file:../a' }],
    ['a link', { ...good, link: true }],
    ['a weak hash', { ...good, integrity: 'sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
    ['no hash', { version: '1.0.0' }],
    ['a range', { ...good, version: '^1.0.0' }],
  ])('is refused with %s', (_title, entry) => {
    expect(lockFaults('node_modules/a', good)).toEqual([]);
    expect(lockFaults('node_modules/a', entry)).toHaveLength(1);
  });
});
