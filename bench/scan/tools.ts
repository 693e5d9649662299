import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A place that a tool reports. */
export interface Reported {
  /** As in the folder that was scanned. */
  readonly file: string;
  /** From 1; both ends. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A scanner of secrets, as it is used on a folder of files. */
export interface Tool {
  readonly name: string;
  /** How it is had where it is not there; said, never done. */
  readonly install: string;
  version(): string | undefined;
  scan(folder: string, scratch: string): Promise<{ readonly reported: readonly Reported[]; readonly cost: Cost }>;
}

/** What one run took: seconds, seconds of all its processors, and the most memory that its processes held together, in MB. */
export interface Cost {
  readonly wallS: number;
  readonly cpuS: number;
  readonly memoryMb: number;
}

interface Ran {
  readonly output: string;
  readonly cost: Cost;
}

const LOOK_MS = 20;
const TICKS_PER_S = 100;

/** Runs a program to its end and looks at its processes meanwhile. Any exit code is fine: scanners end with one when they have found something. */
export async function measured(argv: readonly string[], cwd: string): Promise<Ran> {
  const [name = '', ...args] = argv;
  const startMs = performance.now();
  const child = spawn(name, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  let isOver = false;
  const over = new Promise<void>((done, failed) => {
    child.on('error', failed);
    child.on('close', () => {
      isOver = true;
      done();
    });
  });
  let cpuS = 0;
  let memoryMb = 0;
  while (!isOver) {
    const now = usageOf(child.pid!);
    cpuS = Math.max(cpuS, now.cpuS);
    memoryMb = Math.max(memoryMb, now.memoryMb);
    await Promise.race([sleep(LOOK_MS), over]);
  }
  await over;
  return {
    output: Buffer.concat(chunks).toString('utf8'),
    cost: { wallS: (performance.now() - startMs) / 1_000, cpuS, memoryMb },
  };
}

/** Of a process and all below it; those that have ended are in the figures of whoever waited for them. */
function usageOf(pid: number): { cpuS: number; memoryMb: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0);
    const own = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    const below = readdirSync(`/proc/${pid}/task`)
      .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '))
      .filter((one) => one !== '')
      .map((one) => usageOf(Number(one)));
    return {
      cpuS: below.reduce((sum, one) => sum + one.cpuS, ticks / TICKS_PER_S),
      memoryMb: below.reduce((sum, one) => sum + one.memoryMb, Number(own?.[1] ?? 0) / 1_024),
    };
  } catch {
    // It has ended.
    return { cpuS: 0, memoryMb: 0 };
  }
}

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

function saidBy(name: string, args: readonly string[]): string | undefined {
  const program = onPath(name);
  if (program === undefined) return undefined;
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? (/\d+\.\d+[^\s]*/.exec(stdout)?.[0] ?? 'of an unknown version') : undefined;
}

/** As `keyward scan --json` tells one. */
interface OwnFinding {
  readonly parts: readonly { readonly line: number }[];
  readonly places: readonly { readonly path: string; readonly line: number }[];
}

/** Keyward as it is built beside this file. */
export function keyward(main: string, version: string): Tool {
  return {
    name: 'keyward',
    install: 'npm run build',
    version: () => version,
    scan: async (folder) => {
      const { output, cost } = await measured([process.execPath, main, '--json', 'scan', folder], folder);
      const { findings } = JSON.parse(output) as { findings: readonly OwnFinding[] };
      const reported = findings.flatMap(({ parts, places }) => {
        const lines = parts.map(({ line }) => line);
        const first = Math.min(...lines);
        // The parts are told of the first place; at the others they stand as far apart.
        return places.flatMap(({ path, line }) =>
          lines.map((one) => ({ file: path, firstLine: line + one - first, lastLine: line + one - first })),
        );
      });
      return { reported, cost };
    },
  };
}

/** What `go install` has built says no version itself; the toolchain reads it from the file. */
function builtVersion(name: string): string | undefined {
  const program = onPath(name);
  if (program === undefined) return undefined;
  const { stdout } = spawnSync('go', ['version', '-m', program], { encoding: 'utf8' });
  return /\bmod\s+\S+\s+v(\S+)/.exec(stdout ?? '')?.[1] ?? saidBy(name, ['version']) ?? 'unknown';
}

/** Gitleaks, and the one that its author went on with: one command line. */
function likeGitleaks(name: string, module: string): Tool {
  return {
    name,
    install: `go install ${module}@latest`,
    version: () => builtVersion(name),
    scan: async (folder, scratch) => {
      const report = join(scratch, `${name}.json`);
      const argv = [name, 'dir', '--no-banner', '--exit-code', '0', '--report-format', 'json'];
      const { cost } = await measured([...argv, '--report-path', report, folder], folder);
      const found = JSON.parse(readFileSync(report, 'utf8')) as readonly {
        File: string;
        StartLine: number;
        EndLine: number;
      }[];
      const reported = found.map(({ File, StartLine, EndLine }) => ({
        file: relative(folder, File),
        firstLine: StartLine,
        lastLine: EndLine,
      }));
      return { reported, cost };
    },
  };
}

export const gitleaks = likeGitleaks('gitleaks', 'github.com/zricethezav/gitleaks/v8');
export const betterleaks = likeGitleaks('betterleaks', 'github.com/betterleaks/betterleaks');

/** Nothing is verified, for that would ask the services. */
export const trufflehog: Tool = {
  name: 'trufflehog',
  install: 'built from its source: go build -o trufflehog .',
  version: () => builtVersion('trufflehog'),
  scan: async (folder) => {
    const argv = ['trufflehog', 'filesystem', folder, '--json', '--no-verification', '--no-update'];
    const { output, cost } = await measured(argv, folder);
    const found = output
      .split('\n')
      .filter((line) => line.includes('"SourceMetadata"'))
      .map((line) => JSON.parse(line) as { SourceMetadata: { Data: { Filesystem: { file: string; line?: number } } } });
    const reported = found.map(({ SourceMetadata: { Data } }) => {
      const { file, line = 1 } = Data.Filesystem;
      return { file: relative(folder, file), firstLine: line, lastLine: line };
    });
    return { reported, cost };
  },
};

export const detectSecrets: Tool = {
  name: 'detect-secrets',
  install: 'pip install detect-secrets',
  version: () => saidBy('detect-secrets', ['--version']),
  scan: async (folder) => {
    const { output, cost } = await measured(['detect-secrets', 'scan', '--all-files', '--no-verify', '.'], folder);
    const { results } = JSON.parse(output) as {
      results: Readonly<Record<string, readonly { filename: string; line_number: number }[]>>;
    };
    const reported = Object.values(results)
      .flat()
      .map(({ filename, line_number }) => ({ file: filename, firstLine: line_number, lastLine: line_number }));
    return { reported, cost };
  },
};

export const secretlint: Tool = {
  name: 'secretlint',
  install: 'npm install secretlint @secretlint/secretlint-rule-preset-recommend',
  version: () => saidBy('secretlint', ['--version']),
  scan: async (folder, scratch) => {
    const settings = join(scratch, 'secretlintrc.json');
    writeFileSync(settings, JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }));
    // It ends before a pipe has taken all that it says.
    const report = join(scratch, 'secretlint.json');
    const argv = ['secretlint', '--secretlintrc', settings, '--format', 'json', '--output', report, '**/*'];
    const { cost } = await measured(argv, folder);
    const found = JSON.parse(readFileSync(report, 'utf8')) as readonly {
      filePath: string;
      messages: readonly { loc: { start: { line: number }; end: { line: number } } }[];
    }[];
    const reported = found.flatMap(({ filePath, messages }) =>
      messages.map(({ loc }) => ({
        file: relative(folder, filePath),
        firstLine: loc.start.line,
        lastLine: loc.end.line,
      })),
    );
    return { reported, cost };
  },
};

/** It brings the rules of Betterleaks too; nothing is validated, for that would ask the services. */
export const kingfisher: Tool = {
  name: 'kingfisher',
  install: 'pip install kingfisher-bin',
  version: () => saidBy('kingfisher', ['--version']),
  scan: async (folder, scratch) => {
    const report = join(scratch, 'kingfisher.json');
    const argv = ['kingfisher', 'scan', '--no-validate', '--no-update-check', '--no-dedup', '--format', 'json'];
    const { cost } = await measured([...argv, '--output', report, folder], folder);
    const { findings } = JSON.parse(readFileSync(report, 'utf8')) as {
      findings: readonly { finding: { path: string; line: number; snippet: string } }[];
    };
    const reported = findings.map(({ finding: { path, line, snippet } }) => ({
      file: relative(folder, path),
      firstLine: line,
      lastLine: line + snippet.trim().split('\n').length - 1,
    }));
    return { reported, cost };
  },
};
