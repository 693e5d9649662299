import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { seedHistory } from './history.ts';
import { measured } from './tools.ts';

/**
 * Measures what a scan takes beside what it is compared with, in one run and in turn, and prints medians and ratios: a whole history beside
 * `git log -p -U0 --all` alone, a second run beside the first, what is staged beside bare starts of Node, the working tree beside secretlint where
 * that is on the path. All of it through the program that users start. Usage: `npm run bench scan/speed [ROUNDS] [REPOSITORY]`; without a repository a
 * history is written first, the same each time: BENCH_COMMITS commits, or 35,000, and 2 GB of files. Figures are this machine's; only ratios travel.
 */
const main = resolve(process.env['KEYWARD_MAIN'] ?? 'dist/cli/main.js');
const commits = Number(process.env['BENCH_COMMITS'] ?? 35_000);
const given = process.argv.slice(2);
const rounds = Number(given.find((one) => /^\d+$/.test(one)) ?? 3);
const repositoryGiven = given.find((one) => !/^\d+$/.test(one));
const STARTS = 15;
const MB_AIM = 400;

interface Taken {
  readonly wallS: number;
  readonly cpuS: number;
  /** The most that it and all that it started held together. */
  readonly memoryMb: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'keyward-bench-'));
const outputFile = join(scratch, 'output');
let homes = 0;
/** A state folder in which nothing was read before. */
const freshHome = (): string => join(scratch, `home-${homes++}`);

/** Runs a program with all that it starts. Throws unless it ends with one of these codes: what has failed was not fast. */
async function taken(argv: readonly string[], cwd: string, codes: readonly number[] = [0]): Promise<Taken> {
  const script = 'TIMEFORMAT="%R %U %S"; file=$1; shift; { time "$@" >"$file" 2>/dev/null; } 2>&1; echo $?';
  const { output, cost } = await measured(['bash', '-c', script, 'bash', outputFile, ...argv], cwd);
  const [times = '', code = ''] = output.trim().split('\n');
  const [wall = 0, user = 0, system = 0] = times.split(' ').map(Number);
  if (!codes.includes(Number(code))) throw new Error(`${argv.join(' ')} ended with ${code}`);
  return { wallS: wall, cpuS: user + system, memoryMb: cost.memoryMb };
}

const scan = (home: string, ...args: readonly string[]): string[] => [
  'env',
  `KEYWARD_HOME=${home}`,
  process.execPath,
  main,
  '--json',
  'scan',
  ...args,
];
/** Nothing was found, something was, not all was text. */
const SCANNED = [0, 1, 3];

function median(all: readonly Taken[]): Taken {
  const middle = (of: (one: Taken) => number): number => all.map(of).sort((a, b) => a - b)[all.length >> 1]!;
  return {
    wallS: middle(({ wallS }) => wallS),
    cpuS: middle(({ cpuS }) => cpuS),
    memoryMb: Math.max(...all.map(({ memoryMb }) => memoryMb)),
  };
}

const s = (seconds: number): string => `${seconds.toFixed(seconds < 1 ? 3 : 1)} s`;
const both = ({ cpuS, wallS }: Taken): string => `${s(cpuS)} CPU, ${s(wallS)} wall`;
const ratio = (one: Taken, of: Taken, digits = 2): string =>
  `CPU ${(one.cpuS / of.cpuS).toFixed(digits)}, wall ${(one.wallS / of.wallS).toFixed(digits)}`;
const row = (title: string, figures: string, said = ''): void =>
  console.log(`${title.padEnd(34)}${figures.padEnd(32)}${said}`);

async function history(repository: string): Promise<void> {
  const git: Taken[] = [];
  const first: Taken[] = [];
  const second: Taken[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    git.push(await taken(['git', 'log', '-p', '-U0', '--all'], repository));
    const home = freshHome();
    first.push(await taken(scan(home, '--history', repository), repository, SCANNED));
    second.push(await taken(scan(home, '--history', repository), repository, SCANNED));
    found = (JSON.parse(readFileSync(outputFile, 'utf8')) as { findings: readonly unknown[] }).findings.length;
  }
  const [log, scanned, again] = [median(git), median(first), median(second)];
  row('git log -p -U0 --all', both(log));
  row('scan --history', both(scanned), `${ratio(scanned, log)} of git log (aim: under 1); ${found} credentials found`);
  row('  memory, with its git', `${scanned.memoryMb.toFixed(0)} MB`, `aim: under ${MB_AIM} MB`);
  row('scan --history, once more', both(again), `${ratio(again, scanned, 3)} of the first (aim: under 0.1)`);
}

/** A small repository with something in the index. */
function stagedRepository(folder: string): void {
  const git = (...args: string[]): void => void execFileSync('git', ['-C', folder, ...args], { stdio: 'ignore' });
  execFileSync('git', ['init', '-q', folder]);
  writeFileSync(join(folder, 'bot.py'), 'import ccxt\nexchange = ccxt.binance()\n');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-q', '-m', 'a bot');
  writeFileSync(join(folder, 'bot.py'), 'import ccxt\nexchange = ccxt.binance()\nprint(exchange.id)\n');
  writeFileSync(join(folder, 'README.md'), '# A bot\n');
  git('add', '.');
}

async function staged(): Promise<void> {
  const folder = join(scratch, 'staged');
  stagedRepository(folder);
  const home = freshHome();
  const bare: Taken[] = [];
  const scans: Taken[] = [];
  for (let round = 0; round < STARTS; round++) {
    bare.push(await taken([process.execPath, '-e', '0'], folder));
    scans.push(await taken(scan(home, '--staged'), folder));
  }
  row('node -e 0', both(median(bare)));
  row(
    'scan --staged',
    both(median(scans)),
    `${ratio(median(scans), median(bare))} of a start of Node (aim: 3 at most)`,
  );
}

async function tree(repository: string): Promise<void> {
  if (!existsSync(join(repository, '.git'))) return row('scan of the working tree', 'a bare repository has none');
  const hasOther = spawnSync('secretlint', ['--version']).status === 0;
  const settings = join(scratch, 'secretlintrc.json');
  writeFileSync(settings, JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }));
  const home = freshHome();
  const own: Taken[] = [];
  const others: Taken[] = [];
  for (let round = 0; round < rounds; round++) {
    own.push(await taken(scan(home, repository), repository, SCANNED));
    if (hasOther) others.push(await taken(['secretlint', '--secretlintrc', settings, '**/*'], repository, [0, 1]));
  }
  row('scan of the working tree', both(median(own)));
  if (!hasOther) return row('secretlint', 'is not on the path');
  row('secretlint of the same', both(median(others)), `${ratio(median(others), median(own), 1)} times (aim: 10)`);
}

try {
  const repository = repositoryGiven === undefined ? join(scratch, 'history') : resolve(repositoryGiven);
  if (repositoryGiven === undefined) {
    const { blobs, bytes, leaks } = await seedHistory(repository, commits);
    execFileSync('git', ['-C', repository, 'checkout', '-q', '--force', 'main'], { stdio: 'ignore' });
    row(
      'a history',
      `${commits} commits`,
      `${blobs} files as they were, ${(bytes / 1e9).toFixed(2)} GB, ${leaks} leaks`,
    );
  }
  row(`${rounds} rounds`, '');
  await history(repository);
  await staged();
  await tree(repository);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
