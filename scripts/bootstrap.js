#!/usr/bin/env node
// Starts, tests, checks, measures, builds or packs Keyward from a clone: installs when the lockfile changed, builds when a source changed.
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, readText } from './fresh.js';
import { withLock } from './lock.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, '.cache');
const installStamp = join(root, 'node_modules', '.keyward-lock');
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** The signal that came while a program ran. @type {NodeJS.Signals | undefined} */
let stoppedBy;

const tools = {
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  knip: 'node_modules/knip/bin/knip.js',
  publint: 'node_modules/publint/src/cli.js',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/** @type {Record<string, readonly string[]>} */
const steps = {
  types: [tools.tsc, '-p', 'tsconfig.json'],
  lint: [tools.biome, 'check', '.'],
  unused: [tools.knip, '--no-progress'],
  package: [tools.publint, 'run', '--strict'],
};

/**
 * A TypeScript project that is compiled into one folder. `inputs` are all the names on which its output depends, but for those not `isPart`. With
 * `modules` they are joined into few files, so that it starts quickly, and stand there one by one as well, for tests that want one alone.
 * @typedef {{ project: string, out: string, inputs: string[], isPart: (name: string) => boolean, modules: string | undefined }} Product
 */
/** @type {Product} */
const product = {
  project: 'tsconfig.build.json',
  out: join(root, 'dist'),
  inputs: ['src', 'tsconfig.build.json', 'scripts/bundle.js'],
  isPart: (/** @type {string} */ name) => isShipped(name),
  modules: join(cache, 'modules'),
};
/** @type {Product} */
const benchmarks = {
  project: 'tsconfig.bench.json',
  out: join(cache, 'bench'),
  inputs: ['src', 'bench', 'test/e2e/kill/kill-world.ts', 'test/e2e/posture', 'tsconfig.bench.json'],
  // The corpus is read as it stands, and filled by what fills the cases of the rules.
  isPart: (/** @type {string} */ name) =>
    name.endsWith('.ts') || name.endsWith('.json')
      ? isShipped(name) || /^src\/scan\/[^/]+\.contract\.ts$/.test(name)
      : false,
  modules: undefined,
};

/** A fault that the user can mend; its message is the whole story. */
class Stop extends Error {}

/** Whoever was told to stop goes on with nothing, whatever came of the program that ran. @param {string} work */
function endIfStopped(work) {
  if (stoppedBy) throw new Stop(`interrupted by ${stoppedBy}: ${work} did not end`);
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`keyward: ${line}\n`);
}

/** Stops with a clear message on a Node that is older than package.json allows. */
function checkNode() {
  const wanted = /(\d+)\.(\d+)/.exec(JSON.parse(readText(join(root, 'package.json')) ?? '{}').engines?.node ?? '0.0');
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = [Number(wanted?.[1]), Number(wanted?.[2])];
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new Stop(`needs Node ${needMajor}.${needMinor} or later; this is Node ${process.versions.node}`);
}

/**
 * Runs a program on this terminal to its end and hands signals on; resolves to its exit code (128 + n for signal n).
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
function run(program, args, options = {}) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    stoppedBy = signal;
    // a terminal sends Ctrl-C to the child itself
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const each of SIGNALS) process.off(each, pass);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * @param {readonly string[]} args a JavaScript file and its arguments
 * @param {import('node:child_process').SpawnOptions} [options]
 */
function runNode(args, options) {
  return run(process.execPath, args, options);
}

function lockHash() {
  return fingerprint(root, ['package-lock.json']);
}

/** @param {string} name */
function isShipped(name) {
  return !/\.(test|contract)\.ts$|\/contract-fixture\.ts$/.test(name);
}

/** @param {Product} target */
function sourceHash(target) {
  return fingerprint(root, [...target.inputs, 'tsconfig.json', 'package-lock.json'], target.isPart);
}

function isInstalled() {
  return readText(installStamp) === lockHash();
}

/** @param {Product} target */
function isBuilt(target) {
  const stamp = sourceHash(target);
  const folders = target.modules === undefined ? [target.out] : [target.out, target.modules];
  return folders.every((folder) => readText(join(folder, '.stamp')) === stamp);
}

/**
 * Runs npm: the one that called us, else the one on the PATH.
 * @param {readonly string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 */
function runNpm(args, stdio) {
  const npm = process.env.npm_execpath;
  if (npm && basename(npm) === 'npm-cli.js') return runNode([npm, ...args], { stdio });
  return run('npm', args, { stdio, shell: process.platform === 'win32' });
}

/** Installs exactly what the lockfile says, without running any package's scripts. */
async function install() {
  const why = existsSync(join(root, 'node_modules')) ? 'the lockfile changed' : 'first start';
  say(`installing packages (${why}): npm ci --ignore-scripts`);
  const stamp = lockHash();
  // npm's talk goes to standard error, so that standard output stays the program's own
  const code = await runNpm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    ['ignore', 2, 2],
  );
  endIfStopped('npm ci');
  if (code !== 0)
    throw new Stop(
      `npm ci failed (exit ${code}); the reason stands above. Can this machine reach its package registry?`,
    );
  writeFileSync(installStamp, stamp);
}

/**
 * Compiles into a new folder and swaps it in whole, so that no file of an earlier build stays behind and a failed build changes nothing.
 * @param {Product} target
 */
async function build(target) {
  say(`building ${relative(root, target.out)} (${existsSync(target.out) ? 'sources changed' : 'first build'})`);
  dropHalves();
  const [fresh, old] = [join(cache, `new-${process.pid}`), join(cache, `old-${process.pid}`)];
  const stamp = sourceHash(target);
  try {
    await compile(target, fresh);
    if (target.modules !== undefined) await joinModules(fresh, target.modules, stamp);
  } catch (error) {
    dropHalves();
    throw error;
  }
  const program = join(fresh, 'cli', 'main.js');
  if (existsSync(program)) chmodSync(program, 0o755);
  writeFileSync(join(fresh, '.stamp'), stamp);
  if (existsSync(target.out)) renameSync(target.out, old);
  renameSync(fresh, target.out);
  dropHalves();
}

/** Removes what a build has left that did not come to its end. */
function dropHalves() {
  for (const name of readdirSync(cache))
    if (/^(new|old)-/.test(name)) rmSync(join(cache, name), { recursive: true, force: true });
}

/**
 * @param {Product} target
 * @param {string} fresh
 */
async function compile(target, fresh) {
  const code = await runNode([tools.tsc, '-p', target.project, '--outDir', fresh], { stdio: ['ignore', 2, 2] });
  endIfStopped('the build');
  if (code !== 0) throw new Stop(`the build failed (exit ${code}); the reason stands above`);
  mkdirSync(fresh, { recursive: true });
}

/**
 * Keeps the modules one by one, and joins them in `fresh`.
 * @param {string} fresh
 * @param {string} modules
 * @param {string} stamp
 */
async function joinModules(fresh, modules, stamp) {
  // The stamp goes first and comes last: what stands beside it is whole.
  rmSync(join(modules, '.stamp'), { force: true });
  rmSync(modules, { recursive: true, force: true });
  cpSync(fresh, modules, { recursive: true });
  writeFileSync(join(modules, '.stamp'), stamp);
  const code = await runNode(['scripts/bundle.js', fresh], { stdio: ['ignore', 2, 2] });
  endIfStopped('the build');
  if (code === 0) return;
  // What joins the modules wants a later Node than the program itself, which does the same without.
  say('the modules were not joined, for the reason above: commands work, and start more slowly');
  rmSync(fresh, { recursive: true, force: true });
  cpSync(modules, fresh, { recursive: true });
}

/**
 * Installs and builds what is not up to date, one bootstrap at a time.
 * @param {readonly Product[]} targets
 */
async function prepare(...targets) {
  const isReady = () => isInstalled() && targets.every(isBuilt);
  if (isReady()) return;
  const onWait = (/** @type {string} */ holder) => say(`another bootstrap is at work (${holder}); waiting`);
  await withLock(join(cache, 'bootstrap.lock'), onWait, async () => {
    if (!isInstalled()) await install();
    for (const target of targets) if (!isBuilt(target)) await build(target);
  });
}

/**
 * Runs the tests and ends with the line `N passed, N failed`, unless a signal stops them.
 * @param {readonly string[]} args
 */
async function test(args) {
  const result = join(cache, `result-${process.pid}.json`);
  /** @type {{ passed: number, failed: number } | undefined} */
  let counts;
  let code = 1;
  try {
    await prepare(product);
    const env = {
      ...process.env,
      KEYWARD_TEST_RESULT: result,
      ...(args.length === 0 ? { KEYWARD_TEST_WHOLE: '1' } : {}),
    };
    code = await runNode([tools.vitest, 'run', ...args], { env });
    counts = JSON.parse(readText(result) ?? 'null') ?? undefined;
  } catch (error) {
    explain(error);
  } finally {
    rmSync(result, { force: true });
  }
  if (stoppedBy) return interrupted();
  const { passed, failed } = counts ?? { passed: 0, failed: 1 };
  process.stdout.write(`${passed} passed, ${code !== 0 && failed === 0 ? 1 : failed} failed\n`);
  return failed > 0 && code === 0 ? 1 : code;
}

/**
 * Runs the named checks, or all of them and the tests; ends with the line `N passed, N failed`.
 * @param {readonly string[]} names
 */
async function check(names) {
  const unknown = names.filter((name) => !Object.hasOwn(steps, name));
  if (unknown.length > 0)
    throw new Stop(`no check named ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}`);
  await prepare(product);
  const chosen = names.length > 0 ? names : Object.keys(steps);
  const failed = [];
  for (const name of chosen) {
    say(`check ${name}`);
    if ((await runNode(/** @type {readonly string[]} */ (steps[name]))) !== 0) failed.push(name);
    if (stoppedBy) return interrupted();
  }
  if (names.length === 0 && (await test([])) !== 0) failed.push('tests');
  if (stoppedBy) return 1;
  for (const name of failed) say(`check ${name} failed`);
  const count = chosen.length + (names.length === 0 ? 1 : 0);
  process.stdout.write(`${count - failed.length} passed, ${failed.length} failed\n`);
  return failed.length > 0 ? 1 : 0;
}

/** What was cut short has neither passed nor failed. */
function interrupted() {
  say(`interrupted by ${stoppedBy}: this is no result`);
  return 1;
}

/** @param {readonly string[]} args */
async function start(args) {
  await prepare(product);
  return runNode([join(product.out, 'cli', 'main.js'), 'up', ...args], { cwd: process.cwd() });
}

/**
 * Runs `bench/NAME.ts`; without a name `bench/run.ts`.
 * @param {readonly string[]} args
 */
async function bench(args) {
  const isNamed = /^[a-z]/.test(args[0] ?? '');
  const [name = '', ...rest] = isNamed ? args : ['run', ...args];
  if (!/^[a-z]+(?:[/-][a-z]+)*$/.test(name) || !existsSync(join(root, 'bench', `${name}.ts`)))
    throw new Stop(`there is nothing to measure: bench/${name}.ts is not there`);
  await prepare(product, benchmarks);
  return runNode([join(benchmarks.out, 'bench', `${name}.js`), ...rest]);
}

async function buildOnly() {
  await prepare(product);
  return 0;
}

/**
 * Makes the package that users install. npm alone would pack whatever stands in dist: it runs no script before.
 * @param {readonly string[]} args
 */
async function pack(args) {
  await prepare(product);
  return runNpm(['pack', '--loglevel=error', ...args], 'inherit');
}

/** @param {unknown} error */
function explain(error) {
  say(error instanceof Stop ? error.message : String(error instanceof Error ? error.stack : error));
}

/** @type {Record<string, (args: readonly string[]) => Promise<number>>} */
const commands = { start, test, check, bench, build: buildOnly, pack };

try {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Stop(`usage: node scripts/bootstrap.js ${Object.keys(commands).join('|')} [arguments]`);
  checkNode();
  process.exitCode = await command(args);
  // whoever called learns that it was stopped, and a shell script stops too
  if (stoppedBy && (name === 'test' || name === 'check')) process.kill(process.pid, stoppedBy);
} catch (error) {
  explain(error);
  process.exitCode = 2;
  if (stoppedBy) process.kill(process.pid, stoppedBy);
}
