import { describe, expect, it } from 'vitest';
import { readBunLock } from './bun-lock.ts';
import { readObject, Unreadable } from './json.ts';
import { readNpmrc } from './npmrc.ts';
import { originOf } from './origin.ts';
import { readPackageLock } from './package-lock.ts';
import { readPnpmLock } from './pnpm-lock.ts';
import { readPdmLock, readPipfileLock, readPoetryLock, readPylock, readUvLock } from './python-locks.ts';
import { readPipfile, readPyproject } from './python-manifests.ts';
import { readRecord } from './record.ts';
import { readRequirements } from './requirements.ts';
import { readYarnLock } from './yarn-lock.ts';

const SHA512 = `sha512-${'a'.repeat(86)}==`;
const HASH = `sha256:${'0'.repeat(64)}`;

describe('lock files of npm', () => {
  it('are read in version 1, with what nests in it', () => {
    const lock = {
      lockfileVersion: 1,
      dependencies: {
        a: {
          version: '1.0.0',
          resolved: 'https://packages.example/a/-/a-1.0.0.tgz',
          integrity: SHA512,
          dependencies: { b: { version: '2.0.0' } },
        },
        c: { version: `git+ssh://git@code.example/me/c.git#${'0'.repeat(40)}` },
      },
    };
    const found = new Map(readPackageLock(readObject(JSON.stringify(lock))).map((one) => [one.name, one]));
    expect(found.get('a')).toMatchObject({
      version: '1.0.0',
      digest: 'strong',
      origin: { kind: 'registry', host: 'packages.example', fits: true },
    });
    expect(found.get('b')).toMatchObject({ version: '2.0.0', digest: 'none' });
    expect(found.get('c')).toMatchObject({
      origin: { kind: 'git', host: 'code.example', isPinned: true },
      digest: 'held',
    });
  });

  it('are read in version 3: links, scopes, aliases, bundles, scripts', () => {
    const lock = {
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { '@s/a': '^1' } },
        'packages/own': { version: '1.0.0' },
        'node_modules/own': { resolved: 'packages/own', link: true },
        'node_modules/@s/a': {
          version: '1.2.3',
          resolved: 'https://packages.example/@s/a/-/a-1.2.3.tgz',
          integrity: SHA512,
          hasInstallScript: true,
        },
        'node_modules/alias': { name: 'real', version: '1.0.0', integrity: SHA512 },
        'node_modules/@s/a/node_modules/in': { version: '3.0.0', inBundle: true },
        'node_modules/poison': {
          version: '1.0.0',
          resolved: 'https://packages.example/evil/-/evil-1.0.0.tgz',
          integrity: SHA512,
        },
        'node_modules/__proto__': { version: '1.0.0', integrity: SHA512 },
      },
    };
    const text = JSON.stringify(lock).replace(
      '"node_modules/__proto__"',
      '"__proto__":{"version":"6.6.6"},"node_modules/__proto__"',
    );
    const found = new Map(readPackageLock(readObject(text)).map((one) => [one.name, one]));
    expect([...found.keys()].sort()).toEqual(['@s/a', '__proto__', 'in', 'own', 'poison', 'real']);
    expect(found.get('@s/a')).toMatchObject({ isDirect: true, scripts: ['an install script'], origin: { fits: true } });
    expect(found.get('own')).toMatchObject({ origin: { kind: 'path', isInside: true }, digest: 'held' });
    expect(found.get('in')).toMatchObject({ digest: 'held' });
    expect(found.get('poison')).toMatchObject({ origin: { kind: 'registry', fits: false } });
    expect(({} as Record<string, unknown>)['version']).toBeUndefined();
  });

  it('refuses what nests without end', () => {
    let text = '{"lockfileVersion":1,"dependencies":';
    for (let at = 0; at < 300; at += 1) text += '{"a":{"version":"1.0.0","dependencies":';
    text += `{}${'}}'.repeat(300)}}`;
    expect(() => readPackageLock(readObject(text))).toThrow(Unreadable);
  });
});

it('a lock file of Yarn 1 is read', () => {
  const text = `# yarn lockfile v1


"@s/a@^1.0.0", "@s/a@^1.1.0":
  version "1.2.3"
  resolved "https://packages.example/@s/a/-/a-1.2.3.tgz#${'0'.repeat(40)}"
  integrity ${SHA512}
  dependencies:
    b "^2.0.0"

old@1:
  version "1.0.0"
  resolved "https://packages.example/old/-/old-1.0.0.tgz#${'0'.repeat(40)}"

"alias@npm:real@^1":
  version "1.0.0"
  resolved "https://files.example/real.tgz"
`;
  expect(readYarnLock(text).map(({ name, digest, origin }) => [name, digest, origin.kind])).toEqual([
    ['@s/a', 'strong', 'registry'],
    ['old', 'weak', 'registry'],
    ['real', 'none', 'url'],
  ]);
});

it('a lock file of a later Yarn is read', () => {
  const text = `__metadata:
  version: 8

"ccxt@npm:^4.5.0":
  version: 4.5.90
  resolution: "ccxt@npm:4.5.90"
  checksum: 10c0/${'0'.repeat(128)}
  languageName: node
  linkType: hard

"odd@https://code.example/me/odd.git":
  version: 1.0.0
  resolution: "odd@https://code.example/me/odd.git#commit=${'0'.repeat(40)}"

"own@workspace:.":
  version: 0.0.0-use.local
  resolution: "own@workspace:."
`;
  expect(readYarnLock(text).map(({ name, digest, origin }) => [name, digest, origin.kind])).toEqual([
    ['ccxt', 'strong', 'unsaid'],
    ['odd', 'held', 'git'],
  ]);
});

it('lock files of pnpm are read in their three spellings, with the days of releases', () => {
  const entry = `    resolution: {integrity: ${SHA512}}\n`;
  const text = `lockfileVersion: '9.0'
packages:
  ccxt@4.5.90:
${entry}  '@s/a@1.0.0(peer@2.0.0)':
${entry}  /old/1.0.0:
${entry}  /six@6.0.0:
${entry}  tar@1.0.0:
    resolution: {tarball: 'https://files.example/tar.tgz'}
time:
  ccxt@4.5.90: '2026-11-22T00:00:00.000Z'
`;
  const { packages, tellsAge } = readPnpmLock(text);
  expect(tellsAge).toBe(true);
  expect(packages.map(({ name, version }) => `${name} ${version}`)).toEqual([
    'ccxt 4.5.90',
    '@s/a 1.0.0',
    'old 1.0.0',
    'six 6.0.0',
    'tar 1.0.0',
  ]);
  expect(packages[0]?.releasedMs).toBe(Date.parse('2026-11-22'));
  expect(packages[4]).toMatchObject({ digest: 'none', origin: { kind: 'url', host: 'files.example' } });
});

it('a lock file of uv is read: the index, the days, what has no wheel, the project itself left out', () => {
  const text = `version = 1
requires-python = ">=3.11"

[[package]]
name = "bot"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "ccxt" },
]

[[package]]
name = "ccxt"
version = "4.5.90"
source = { registry = "https://packages.example/simple" }
sdist = { url = "https://files.example/ccxt-4.5.90.tar.gz", hash = "${HASH}", size = 1, upload-time = "2026-11-20T00:00:00Z" }
wheels = [
    { url = "https://files.example/ccxt-4.5.90-py2.py3-none-any.whl", hash = "${HASH}", size = 1, upload-time = "2026-11-21T00:00:00Z" },
]

[[package]]
name = "Source_Only"
version = "1"
source = { git = "https://code.example/me/x?rev=main#${'a'.repeat(40)}" }
`;
  const { packages, tellsAge } = readUvLock(text);
  expect(tellsAge).toBe(true);
  expect(packages.map(({ name }) => name)).toEqual(['ccxt', 'source-only']);
  expect(packages[0]).toMatchObject({
    digest: 'strong',
    origin: { kind: 'registry', host: 'packages.example' },
    releasedMs: Date.parse('2026-11-21'),
  });
  expect(packages[1]).toMatchObject({ digest: 'held', origin: { kind: 'git', isPinned: true } });
});

it('the moment after which uv took nothing is read from its lock file', () => {
  const text = `version = 1\n[options]\nexclude-newer = "2026-04-07T08:42:15.103269911Z"\nexclude-newer-span = "P1W"\n`;
  expect(readUvLock(text).cutoff).toEqual({ ms: Date.parse('2026-04-07T08:42:15.103Z'), except: [] });
  const open = `${text}[options.exclude-newer-package]\nccxt = "2026-11-22T00:00:00Z"\n`;
  expect(readUvLock(open).cutoff?.except).toEqual(['ccxt']);
  expect(readUvLock(text.replace(/2026-04-07T\S+Z/, '2026-04-07')).cutoff).toBeUndefined();
  expect(readUvLock('version = 1\n').cutoff).toBeUndefined();
});

it('a pylock.toml is read with the days of its files', () => {
  const text = `lock-version = '1.0'
created-by = 'pip'
[[packages]]
name = 'ccxt'
version = '4.5.90'
index = 'https://packages.example/simple'
sdist = { name = 'ccxt-4.5.90.tar.gz', upload-time = 2026-11-20T00:00:00Z, url = 'https://files.example/ccxt.tar.gz', hashes = { sha256 = '${'0'.repeat(64)}' } }
[[packages.wheels]]
name = 'ccxt-4.5.90-py3-none-any.whl'
upload-time = 2026-11-21T00:00:00Z
url = 'https://files.example/ccxt.whl'
[packages.wheels.hashes]
sha256 = '${'0'.repeat(64)}'
[[packages]]
name = 'own'
[packages.directory]
path = '.'
[[packages]]
name = 'odd'
[packages.vcs]
type = 'git'
url = 'https://code.example/odd'
commit-id = '${'a'.repeat(40)}'
`;
  const { packages, tellsAge } = readPylock(text);
  expect(tellsAge).toBe(true);
  expect(packages).toMatchObject([
    {
      name: 'ccxt',
      digest: 'strong',
      releasedMs: Date.parse('2026-11-21'),
      origin: { kind: 'registry', host: 'packages.example' },
    },
    { name: 'odd', digest: 'held', origin: { kind: 'git', host: 'code.example', isPinned: true } },
  ]);
  expect(() => readPylock('a = 1\n')).toThrow(Unreadable);
});

it('a pdm.lock is read', () => {
  const text = `[metadata]
lock_version = "4.5.0"

[[package]]
name = "ccxt"
version = "4.5.90"
files = [
    {file = "ccxt.whl", hash = "${HASH}"},
]

[[package]]
name = "odd"
version = "1"
git = "https://code.example/odd"
ref = "main"
`;
  expect(readPdmLock(text).packages).toMatchObject([
    { name: 'ccxt', digest: 'strong' },
    { name: 'odd', origin: { kind: 'git', isPinned: false } },
  ]);
  expect(() => readPdmLock('a = 1\n')).toThrow(Unreadable);
});

it('a bun.lock is read: registries, addresses, repositories, workspaces, commas too many', () => {
  const text = `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "bot", "dependencies": { "ccxt": "^4", }, }, },
  "packages": {
    "ccxt": ["ccxt@4.5.90", "", { "dependencies": { "ws": "^8", }, }, "${SHA512}"],
    "odd": ["odd@github:me/odd#abc1234", {}, "me-odd-abc1234"],
    "tar": ["tar@https://files.example/a,]b.tgz", {}],
    "far": ["far@1.0.0", "http://packages.example/far/-/far-1.0.0.tgz", {}, "${SHA512}"],
    "own": ["own@workspace:packages/own"],
  },
}
`;
  expect(readBunLock(text)).toMatchObject([
    { name: 'ccxt', version: '4.5.90', digest: 'strong', isDirect: true, origin: { kind: 'unsaid' } },
    { name: 'odd', digest: 'none', origin: { kind: 'git', isPinned: false } },
    { name: 'tar', digest: 'none', origin: { kind: 'url', host: 'files.example' } },
    { name: 'far', origin: { kind: 'registry', host: 'packages.example', isPlain: true, fits: true } },
  ]);
  expect(() => readBunLock('{}')).toThrow(Unreadable);
});

it('lock files of poetry and pipenv are read', () => {
  const poetry = `[[package]]
name = "ccxt"
version = "4.5.90"
files = [
    {file = "ccxt.whl", hash = "${HASH}"},
]

[[package]]
name = "odd"
version = "1"
files = []

[package.source]
type = "url"
url = "https://files.example/odd.whl"

[metadata]
lock-version = "2.1"
`;
  expect(readPoetryLock(poetry).packages).toMatchObject([
    { name: 'ccxt', digest: 'strong', origin: { kind: 'unsaid' } },
    { name: 'odd', digest: 'none', origin: { kind: 'url', host: 'files.example' } },
  ]);
  const pipenv = {
    _meta: { sources: [{ name: 'a', url: 'https://packages.example/simple', verify_ssl: false }] },
    default: { ccxt: { version: '==4.5.90', hashes: [HASH] }, odd: { git: 'https://code.example/o', ref: 'main' } },
  };
  const { packages, options } = readPipfileLock(JSON.stringify(pipenv));
  expect(packages).toMatchObject([
    { version: '4.5.90', digest: 'strong' },
    { origin: { kind: 'git', isPinned: false } },
  ]);
  expect(options.map(({ what }) => what)).toEqual(['index', 'trusted-host']);
});

it('manifests of Python are read: PEP 621, poetry, uv sources, Pipfile', () => {
  const text = `[project]
dependencies = ["ccxt>=4", 'Python_Binance == 1.0.37 ; python_version > "3"', "odd @ git+https://code.example/o@main"]
[project.optional-dependencies]
dev = ["pytest"]
[tool.poetry.dependencies]
python = "^3.11"
pybit = { git = "https://code.example/pybit", rev = "main" }
[[tool.uv.index]]
url = "https://other.example/simple"
`;
  const { packages, options } = readPyproject(text);
  expect(packages.map(({ name, version, origin }) => [name, version, origin.kind])).toEqual([
    ['ccxt', undefined, 'unsaid'],
    ['python-binance', '1.0.37', 'unsaid'],
    ['odd', undefined, 'git'],
    ['pytest', undefined, 'unsaid'],
    ['pybit', undefined, 'git'],
  ]);
  expect(options).toMatchObject([{ what: 'extra-index', host: 'other.example' }]);
  expect(readPipfile('[packages]\nccxt = "*"\n').packages).toMatchObject([{ name: 'ccxt' }]);
});

it('lists for pip are read: options, hashes over lines, addresses, editables, lines that are none', () => {
  const text = `--index-url https://user:password@packages.example/simple
--extra-index-url=http://other.example/simple
--trusted-host other.example
-r base.txt
-c constraints.txt
ccxt==4.5.90 \\
    --hash=${HASH} \\
    --hash=${HASH}   # by pip-compile
Python.Binance[fast]>=1.0 ; python_version > '3'
git+https://code.example/me/odd.git@${'a'.repeat(40)}#egg=odd
-e .
./local.whl
name @ https://files.example/name-1.0.whl
`;
  const read = readRequirements(text);
  expect(read.options.map(({ what, host, isPlain }) => [what, host, isPlain])).toEqual([
    ['index', 'packages.example', false],
    ['extra-index', 'other.example', true],
    ['trusted-host', 'other.example', true],
  ]);
  expect(read.includes).toEqual([
    { path: 'base.txt', line: 4 },
    { path: 'constraints.txt', line: 5 },
  ]);
  expect(
    read.packages.map(({ name, version, digest, origin, line }) => [name, version, digest, origin.kind, line]),
  ).toEqual(
    [
      ['ccxt', '4.5.90', 'strong', 'unsaid', 6],
      ['python-binance', undefined, 'none', 'unsaid', 9],
      ['odd', undefined, 'held', 'git', 10],
      ['', undefined, 'held', 'path', 11],
      ['local-whl', undefined, 'held', 'path', 12],
      ['name', undefined, 'none', 'url', 13],
    ].map((row) => (row[0] === '' ? [expect.any(String), ...row.slice(1)] : row)),
  );
  expect(JSON.stringify(read)).not.toContain('password');
});

it('settings of npm are read without their tokens', () => {
  const text =
    '//packages.example/:_authToken=secret-token\nregistry=https://packages.example/\n@firm:registry = https://npm.firm.example\nignore-scripts=true\nmin-release-age=7\n';
  const read = readNpmrc(text);
  expect(read).toEqual({ hosts: ['packages.example', 'npm.firm.example'], scriptsOff: true });
});

it('a RECORD is read, and paths that leave the folder are not', () => {
  const digest = 'A'.repeat(43);
  const text = `a.py,sha256=${digest},12\n"b,c.py",sha256=${digest},3\n../../bin/x,sha256=${digest},3\n/etc/passwd,sha256=${digest},3\nRECORD,,\n`;
  expect(readRecord(text).map(({ path }) => path)).toEqual(['a.py', 'b,c.py']);
});

it.each([
  ['https://packages.example/ccxt/-/ccxt-1.0.0.tgz', 'registry'],
  ['https://code.example/a/b/releases/download/1/ccxt-1.0.0.tgz', 'url'],
  ['git+ssh://git@code.example/a/b.git#main', 'git'],
  ['git@code.example:a/b.git', 'git'],
  ['github:a/b', 'git'],
  ['file:../ccxt', 'path'],
])('%s is told as %s', (address, kind) => {
  expect(originOf(address, 'ccxt', '1.0.0').kind).toBe(kind);
});

it('the host of an address is the one behind a name that looks like one', () => {
  expect(originOf('https://packages.example@evil.example/ccxt/-/ccxt-1.0.0.tgz', 'ccxt', '1.0.0')).toMatchObject({
    host: 'evil.example',
  });
});
