import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { recordFolder, recordOutput, recordSecret } from '../canary.ts';
import { root } from '../source-tree.ts';

/** The built program; KEYWARD_MAIN names another build. */
export const main = process.env.KEYWARD_MAIN ?? join(root, 'dist', 'cli', 'main.js');
const build = dirname(dirname(main));
/** The modules of the build one by one: where it joins them, beside it. */
export const modules = existsSync(join(build, 'core', 'index.js')) ? build : join(root, '.cache', 'modules');

export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What is typed or piped in; nothing when absent. */
  readonly input?: string;
  /** SIGTERM (or `signal`) once standard output fits. */
  readonly stopAfterLine?: RegExp;
  readonly signal?: NodeJS.Signals;
  /** The current folder, where it is another one. */
  readonly cwd?: string;
}

/** A `keyward` that runs on. */
export interface Running {
  readonly pid: number;
  /** Its first line, parsed; empty when it was started with `asText`. */
  readonly ready: Readonly<Record<string, unknown>> & { readonly port: number; readonly proxyUrl: string };
  /** All that it has printed so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Waits until this has been printed on standard output; throws what was printed when it ends before. */
  waitFor(wanted: RegExp): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM or the signal given, then the exit code. `shown`: secrets that it has printed on purpose. */
  end(signal?: NodeJS.Signals, shown?: readonly string[]): Promise<number | null>;
}

/** A terminal in a folder, with a state folder beside it. Everything printed is looked through for secrets when the run ends. */
export class Terminal {
  readonly #base = mkdtempSync(join(tmpdir(), 'keyward-cli-'));
  /** The current folder. */
  readonly folder = join(this.#base, 'here');
  readonly home = join(this.#base, 'home');
  readonly #running: ChildProcess[] = [];

  constructor(settings?: string) {
    mkdirSync(this.folder);
    if (settings !== undefined) this.write('keyward.yaml', settings);
  }

  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Runs `keyward ARGS` to its end. A new bot key is printed on purpose. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const child = this.#spawn(args, options);
    child.stdin?.end(options.input ?? '');
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      // Once: a second Ctrl-C does not wait for the end of what is in flight.
      if (!child.killed && options.stopAfterLine?.test(stdout)) child.kill(options.signal ?? 'SIGTERM');
    });
    child.stderr?.on('data', (chunk) => (stderr += chunk));
    const [exit] = (await once(child, 'close')) as [number | null];
    recordOutput(`keyward ${args.join(' ')}`, stdout + stderr, { shown: shownOf(stdout) });
    return { exit, stdout, stderr };
  }

  /** As `run`, for `--json`: what was printed on stdout, parsed. */
  async json<T = Record<string, unknown>>(args: readonly string[]): Promise<T & { exit: number | null }> {
    const ended = await this.run(['--json', ...args]);
    try {
      return Object.assign(JSON.parse(ended.stdout) as T & object, { exit: ended.exit });
    } catch {
      throw new Error(`no JSON: ${ended.stdout}${ended.stderr}`);
    }
  }

  /** Starts `keyward up` and waits until it is ready. */
  up(): Promise<Running> {
    return this.start(['up']);
  }

  /** Starts `keyward --json ARGS` and waits for its first line, with `asText` without `--json`. Throws what it says when it ends before. */
  async start(args: readonly string[], options: { readonly asText?: true } = {}): Promise<Running> {
    const child = this.#spawn(options.asText ? args : ['--json', ...args], {});
    this.#running.push(child);
    const read = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.on('data', (chunk: Buffer) => (read[name] += chunk.toString('utf8')));
    const closed = once(child, 'close') as Promise<[number | null]>;
    const lines = createInterface({ input: child.stdout! });
    const first = await Promise.race([once(lines, 'line') as Promise<[string]>, closed.then(() => undefined)]);
    if (first === undefined) throw new Error(`keyward ${args.join(' ')} ended: ${read.stderr}${read.stdout}`);
    let onPurpose: readonly string[] = [];
    void closed.then(() => recordOutput(`keyward ${args.join(' ')}`, read.stdout + read.stderr, { shown: onPurpose }));
    return {
      pid: child.pid!,
      ready: options.asText ? {} : JSON.parse(first[0]),
      output: () => read,
      waitFor: async (wanted) => {
        while (!wanted.test(read.stdout)) {
          const ended = await Promise.race([once(child.stdout!, 'data').then(() => false), closed.then(() => true)]);
          if (ended && !wanted.test(read.stdout))
            throw new Error(`keyward ${args.join(' ')} ended: ${read.stderr}${read.stdout}`);
        }
      },
      signal: (signal) => void child.kill(signal),
      end: async (signal = 'SIGTERM', shown = []) => {
        onPurpose = shown;
        child.kill(signal);
        const [exit] = await closed;
        return exit;
      },
    };
  }

  /** The practice key of this name, when it has been minted. */
  practiceKey(name: string): { readonly id: string; readonly secret: string } {
    return JSON.parse(readFileSync(join(this.home, 'practice', `key-${name}.json`), 'utf8'));
  }

  /** Ends what still runs, looks through the state folder for secrets, and removes everything. */
  async close(): Promise<void> {
    for (const child of this.#running) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await once(child, 'close').catch(() => {});
    }
    if (existsSync(this.home)) recordFolder(this.home, { except: secretFiles(this.home) });
    rmSync(this.#base, { recursive: true, force: true });
  }

  #spawn(args: readonly string[], { env = {}, cwd = this.folder }: RunOptions): ChildProcess {
    return spawn(process.execPath, [main, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: this.#base, KEYWARD_HOME: this.home, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }
}

/** Files of the state folder that hold secrets on purpose. */
function secretFiles(home: string): string[] {
  const practice = join(home, 'practice');
  const minted = existsSync(practice) ? readdirSync(practice).map((name) => `practice/${name}`) : [];
  return ['seal.key', 'bots.json', ...minted];
}

/** The secret of a new bot key, which `bot add` shows once. */
function shownOf(stdout: string): string[] {
  const secret = /"secret":("(?:[^"\\]|\\.)*")/.exec(stdout)?.[1] ?? /^ {2}secret +(\S+)$/m.exec(stdout)?.[1];
  if (secret === undefined) return [];
  const text = secret.startsWith('"') ? (JSON.parse(secret) as string) : secret;
  recordSecret(text);
  return [text, JSON.stringify(text).slice(1, -1)];
}

/** One bot that trades on the practice exchange, within small limits. */
export const practiceSettings = `version: 1
keys:
  main: { exchange: binance, environment: practice }
bots:
  grid:
    key: main
    may: [read, trade]
    markets: [BTC/USDT]
    limits: { order_notional: 500 USDT, daily_notional: 5000 USDT }
scopes:
  all: { limits: { open_orders: 5 } }
gateway: { port: 0 }
practice: { port: 0 }
`;
