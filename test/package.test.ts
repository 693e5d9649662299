import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOutput } from './canary.ts';
import { readTracked, root } from './source-tree.ts';

const INSTALL_MS = 180_000;
const runFile = promisify(execFile);
const manifest = JSON.parse(readTracked('package.json'));

const folder = mkdtempSync(join(tmpdir(), 'keyward-package-'));
const user = join(folder, 'user');
const installed = join(user, 'node_modules', 'keyward');

/** Runs a program as a user of the package does: in an empty folder, with a home of its own. Rejects on any exit code but 0. */
async function asUser(program: string, ...args: string[]): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    npm_config_cache: cacheFolder,
    KEYWARD_HOME: join(folder, 'state'),
  };
  const { stdout, stderr } = await runFile(program, args, { cwd: user, env, timeout: INSTALL_MS });
  recordOutput(`${program} ${args.join(' ')}`, stdout + stderr);
  return stdout;
}

let cacheFolder = '';

beforeAll(async () => {
  cacheFolder = (await runFile('npm', ['config', 'get', 'cache'], { cwd: root })).stdout.trim();
  await runFile(process.execPath, ['scripts/bootstrap.js', 'pack', '--pack-destination', folder], { cwd: root });
  const tarball = join(folder, `keyward-${manifest.version}.tgz`);
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), '{ "private": true }\n');
  await asUser('npm', 'install', tarball, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund');
}, INSTALL_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ours alone, without the packages that are bundled with it. */
function packageFiles(): string[] {
  return readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.startsWith('node_modules'),
  );
}

/** Every package below a folder, as its path in a lockfile and its version. */
function packagesIn(folder: string): (readonly [path: string, version: string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(`node_modules/${name}`))
    .map((name) => {
      const { version } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      return [dirname(`node_modules/${name}`), version] as const;
    });
}

describe('the package, installed into an empty folder', () => {
  it('tells its version', async () => {
    expect((await asUser('npx', '--no-install', 'keyward', '--version')).trim()).toBe(manifest.version);
  });

  it('runs its demo to the end, once there is one', { timeout: INSTALL_MS }, async () => {
    const help = await asUser('npx', '--no-install', 'keyward', '--help');
    if (!/^\s+demo\b/m.test(help)) return;
    await asUser('npx', '--no-install', 'keyward', 'demo');
  });

  it('brings the runtime packages in the versions that were tested, and none of development', () => {
    const lock = JSON.parse(readTracked('package-lock.json'));
    const ours = 'node_modules/keyward/';
    const found = packagesIn(join(user, 'node_modules')).map(
      ([path, version]) => [path.startsWith(ours) ? path.slice(ours.length) : path, version] as const,
    );
    const brought = new Map(found.filter(([path]) => path !== 'node_modules/keyward'));
    for (const name of Object.keys(manifest.dependencies))
      expect([...brought.keys()]).toContain(`node_modules/${name}`);
    expect([...brought.keys()].filter((path) => lock.packages[path]?.dev)).toEqual([]);
    for (const [path, version] of brought) expect([path, version]).toEqual([path, lock.packages[path]?.version]);
  });

  it('holds compiled code and documents, no tests and no sources', () => {
    const files = packageFiles();
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'CHANGELOG.md', join('dist', 'cli', 'main.js')]));
    expect(files.filter((name) => /\.(test|contract)\.|\.stamp$|(?<!\.d)\.ts$/.test(name))).toEqual([]);
  });

  it('holds every file that its documents link to', () => {
    const documents = packageFiles().filter((name) => name.endsWith('.md'));
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'CONTRIBUTING.md']));
    const broken = documents.flatMap((name) => {
      const text = readFileSync(join(installed, name), 'utf8');
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link.replace(/#.*$/, ''));
      return links
        .filter((link) => link !== '' && !/^[a-z]+:/.test(link))
        .filter((link) => !existsSync(join(installed, dirname(name), link)))
        .map((link) => `${name}: ${link}`);
    });
    expect(broken).toEqual([]);
  });

  it('prepares a folder whose settings name its own JSON Schema, by a path from there', async () => {
    await asUser('npx', '--no-install', 'keyward', 'init', '--yes');
    const [first = ''] = readFileSync(join(user, 'keyward.yaml'), 'utf8').split('\n');
    expect(first).toBe('# yaml-language-server: $schema=./node_modules/keyward/schema/keyward.schema.json');
    expect(existsSync(join(user, first.split('=')[1]!))).toBe(true);
  });

  it('offers one module to import, the rotation function of AWS, as its recipe does', async () => {
    const exported = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    expect(Object.keys(exported.exports)).toEqual(['./aws-rotation', './package.json']);
    const recipe = readFileSync(join(installed, 'recipes', 'aws', 'rotation', 'index.mjs'), 'utf8');
    writeFileSync(join(user, 'index.mjs'), recipe);
    const script = "import('./index.mjs').then(({ handler }) => process.stdout.write(typeof handler))";
    expect(await asUser(process.execPath, '--eval', script)).toBe('function');
  });
});
