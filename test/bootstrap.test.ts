import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './source-tree.ts';

const PROGRAM = `import { greeting } from '../greeting/index.ts';
const args = process.argv.slice(2);
process.on('SIGTERM', () => process.exit(7));
console.log([greeting, ...args].join(' '));
if (args.includes('stay')) setInterval(() => {}, 1_000);
if (args.includes('fail')) process.exit(5);
`;

/** A clone of the repository with a program of its own. The installed packages are links, and \`npm ci\` is a program that says so. */
let clone = '';

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'keyward-clone-'));
  for (const name of ['scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) {
    cpSync(join(root, name), join(clone, name), { recursive: true });
  }
  write('src/greeting/index.ts', `export const greeting = 'hello';\n`);
  write('src/cli/main.ts', PROGRAM);
  write('node_modules/.gitkeep', '');
  for (const name of ['typescript', '@types', 'undici-types', 'rolldown']) {
    symlinkSync(join(root, 'node_modules', name), join(clone, 'node_modules', name));
  }
  write(
    'npm-cli.js',
    `console.log('npm', ...process.argv.slice(2)); process.exit(Number(process.env.NPM_EXIT ?? 0));\n`,
  );
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(join(clone, name, '..'), { recursive: true });
  writeFileSync(join(clone, name), text);
}

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function begin(args: readonly string[], env: Record<string, string> = {}): { child: ChildProcess; done: Promise<Run> } {
  const child = spawn(process.execPath, ['scripts/bootstrap.js', ...args], {
    cwd: clone,
    env: { PATH: process.env.PATH, npm_execpath: join(clone, 'npm-cli.js'), ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return { child, done: once(child, 'close').then(([code]) => ({ code, stdout, stderr })) };
}

const bootstrap = (...args: string[]) => begin(args).done;

describe('npm test and npm run check', () => {
  const STAYS = `console.log('at work'); setInterval(() => {}, 1_000);\n`;

  it.each([
    ['test', 'SIGINT', 'node_modules/vitest/vitest.mjs'],
    ['test', 'SIGTERM', 'node_modules/vitest/vitest.mjs'],
    ['check', 'SIGINT', 'node_modules/@biomejs/biome/bin/biome'],
  ] as const)('%s ends with the %s that stops it, and gives no result', async (command, signal, tool) => {
    write(tool, STAYS);
    const { child, done } = begin(command === 'check' ? ['check', 'lint'] : ['test']);
    const ended = once(child, 'close');
    await new Promise<void>((resolve) =>
      child.stdout?.on('data', (chunk) => String(chunk).includes('at work') && resolve()),
    );
    child.kill(signal);
    const { stdout, stderr } = await done;
    expect(await ended).toEqual([null, signal]);
    expect(stderr).toContain(`keyward: interrupted by ${signal}: this is no result\n`);
    expect(stdout).not.toMatch(/passed|failed/);
  });

  it('count what failed when nothing stops them', async () => {
    write('node_modules/vitest/vitest.mjs', 'process.exit(1);\n');
    expect(await bootstrap('test')).toMatchObject({ code: 1, stdout: '0 passed, 1 failed\n' });
  });
});

describe('npm start', () => {
  it('installs and builds the first time, and neither the second time', async () => {
    const first = await bootstrap('start', '--json');
    expect(first).toMatchObject({ code: 0, stdout: 'hello up --json\n' });
    expect(first.stderr).toContain('keyward: installing packages');
    expect(first.stderr).toContain('npm ci --ignore-scripts');
    expect(first.stderr).toContain('keyward: building dist (first build)');
    expect(await bootstrap('start')).toEqual({ code: 0, stdout: 'hello up\n', stderr: '' });
  });

  it('joins the modules of the program, and starts it without that where it cannot', async () => {
    await bootstrap('build');
    expect(readFileSync(join(clone, 'dist/cli/main.js'), 'utf8')).toContain("greeting = 'hello'".replaceAll("'", '"'));
    expect(existsSync(join(clone, 'dist/greeting/index.js'))).toBe(false);
    expect(existsSync(join(clone, '.cache/modules/greeting/index.js'))).toBe(true);
    rmSync(join(clone, 'node_modules/rolldown'));
    write('src/greeting/index.ts', `export const greeting = 'good day';\n`);
    const { stdout, stderr } = await bootstrap('start');
    expect(stdout).toBe('good day up\n');
    expect(stderr).toContain('keyward: the modules were not joined');
    expect(existsSync(join(clone, 'dist/greeting/index.js'))).toBe(true);
  });

  const SPOILS = `import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
rmSync(join(process.argv[2], 'greeting'), { recursive: true });
writeFileSync(join(process.argv[2], 'left.js'), '');
`;

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with the %s that comes while modules are joined', async (signal) => {
    write('scripts/bundle.js', `${SPOILS}console.log('joining'); setInterval(() => {}, 1_000);\n`);
    const { child, done } = begin(['start']);
    const ended = once(child, 'close');
    await new Promise<void>((resolve) =>
      child.stderr?.on('data', (chunk) => String(chunk).includes('joining') && resolve()),
    );
    child.kill(signal);
    const { stdout, stderr } = await done;
    expect(await ended).toEqual([null, signal]);
    expect(stdout).toBe('');
    expect(stderr).toContain(`keyward: interrupted by ${signal}: the build did not end\n`);
    expect(readdirSync(join(clone, '.cache'))).toEqual(['modules']);
    expect(existsSync(join(clone, 'dist'))).toBe(false);
  });

  it('has the modules as they were where joining them ended halfway', async () => {
    write('scripts/bundle.js', `${SPOILS}process.exit(130);\n`);
    const { code, stdout, stderr } = await bootstrap('start');
    expect([code, stdout]).toEqual([0, 'hello up\n']);
    expect(stderr).toContain('keyward: the modules were not joined');
    expect(existsSync(join(clone, 'dist/left.js'))).toBe(false);
  });

  it('leaves a folder as it is whose modules cannot be written joined', async () => {
    await bootstrap('build');
    rmSync(join(clone, 'node_modules/rolldown'));
    write('node_modules/rolldown/package.json', '{"type":"module","exports":"./index.js"}');
    const output = [{ type: 'chunk', fileName: 'cli/main.js', code: '' }, { type: 'asset' }];
    const made = `{ generate: async () => ({ output: ${JSON.stringify(output)} }), close: async () => {} }`;
    write('node_modules/rolldown/index.js', `export const rolldown = async () => (${made});\n`);
    const modules = join(clone, '.cache/modules');
    const before = readFileSync(join(modules, 'cli/main.js'), 'utf8');
    const child = spawn(process.execPath, ['scripts/bundle.js', modules], { cwd: clone });
    expect((await once(child, 'close'))[0]).toBe(1);
    expect(existsSync(join(modules, 'greeting/index.js'))).toBe(true);
    expect(readFileSync(join(modules, 'cli/main.js'), 'utf8')).toBe(before);
  });

  it('makes the single modules again that are of another build', async () => {
    const bundle = readFileSync(join(clone, 'scripts/bundle.js'), 'utf8');
    await bootstrap('build');
    write('src/greeting/index.ts', `export const greeting = 'good day';\n`);
    write('scripts/bundle.js', `process.kill(process.ppid, 'SIGKILL');\n`);
    await bootstrap('build');
    write('src/greeting/index.ts', `export const greeting = 'hello';\n`);
    write('scripts/bundle.js', bundle);
    expect(await bootstrap('start')).toMatchObject({ code: 0, stdout: 'hello up\n' });
    expect(readFileSync(join(clone, '.cache/modules/greeting/index.js'), 'utf8')).toContain('hello');
  });

  it('builds again when a source changed, without files of the build before', async () => {
    await bootstrap('build');
    write('src/greeting/index.ts', `export { greeting } from './other.ts';\n`);
    write('src/greeting/other.ts', `export const greeting = 'good day';\n`);
    expect(await bootstrap('start')).toMatchObject({
      stdout: 'good day up\n',
      stderr: 'keyward: building dist (sources changed)\n',
    });
    rmSync(join(clone, 'src/greeting/other.ts'));
    write('src/greeting/index.ts', `export const greeting = 'hello';\n`);
    expect(await bootstrap('start')).toMatchObject({ stdout: 'hello up\n' });
    expect(existsSync(join(clone, 'dist/greeting/other.js'))).toBe(false);
  });

  it('does not build again when only a test changed', async () => {
    await bootstrap('build');
    write('src/greeting/greeting.test.ts', `export {};\n`);
    expect((await bootstrap('build')).stderr).toBe('');
  });

  it('installs again when the lockfile changed', async () => {
    await bootstrap('build');
    write('package-lock.json', `${readFileSync(join(clone, 'package-lock.json'), 'utf8')}\n`);
    expect((await bootstrap('build')).stderr).toContain('installing packages (the lockfile changed)');
  });

  it('says so when the packages cannot be installed, and tries again the next time', async () => {
    const failed = await begin(['start'], { NPM_EXIT: '1' }).done;
    expect(failed).toMatchObject({ code: 2, stdout: '' });
    expect(failed.stderr).toContain('npm ci failed (exit 1)');
    expect((await bootstrap('start')).stderr).toContain('installing packages');
  });

  it('keeps the build before when a source does not compile', async () => {
    await bootstrap('build');
    write('src/greeting/index.ts', `export const greeting: number = 'hello';\n`);
    const failed = await bootstrap('start');
    expect(failed).toMatchObject({ code: 2, stdout: '' });
    expect(failed.stderr).toContain('TS2322');
    expect(existsSync(join(clone, 'dist/cli/main.js'))).toBe(true);
  });

  it('does the work once when two start at the same time', async () => {
    const both = await Promise.all([bootstrap('start'), bootstrap('start')]);
    expect(both.map((run) => run.stdout)).toEqual(['hello up\n', 'hello up\n']);
    const said = both.map((run) => run.stderr).join('');
    expect(said.match(/installing packages/g)).toHaveLength(1);
    expect(said.match(/building dist/g)).toHaveLength(1);
  });

  it.each([
    ['a process that has died', `${hostname()} 4194999`, 0],
    ['a host that has gone', 'elsewhere 1', 60_000],
  ])('takes the lock over from %s', async (_title, holder, silentMs) => {
    write('.cache/bootstrap.lock', holder);
    const at = new Date(Date.now() - silentMs);
    utimesSync(join(clone, '.cache/bootstrap.lock'), at, at);
    expect(await bootstrap('build')).toMatchObject({ code: 0 });
    expect(existsSync(join(clone, '.cache/bootstrap.lock'))).toBe(false);
  });

  it('waits for a holder that is alive, and says for whom', async () => {
    write('.cache/bootstrap.lock', `${hostname()} ${process.pid}`);
    const { done } = begin(['build']);
    setTimeout(() => rmSync(join(clone, '.cache/bootstrap.lock')), 500);
    expect((await done).stderr).toContain(`another bootstrap is at work (${hostname()} ${process.pid}); waiting`);
  });

  it('ends with the exit code of the program', async () => {
    expect((await bootstrap('start', 'fail')).code).toBe(5);
  });

  it('hands a signal on and waits for the program to end', async () => {
    const { child, done } = begin(['start', 'stay']);
    await new Promise<void>((resolve) => child.stdout?.on('data', () => resolve()));
    child.kill('SIGTERM');
    expect((await done).code).toBe(7);
  });

  it('refuses a Node that is too old, before it does anything', async () => {
    const manifest = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8'));
    write('package.json', JSON.stringify({ ...manifest, engines: { node: '>=99.1' } }));
    const run = await bootstrap('start');
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toBe(`keyward: needs Node 99.1 or later; this is Node ${process.versions.node}\n`);
  });

  it('names its commands when called wrongly', async () => {
    expect((await bootstrap('strat')).stderr).toContain('start|test|check|bench|build|pack');
  });
});
