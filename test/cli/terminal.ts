import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { recordFolder, recordOutput, recordSecret } from '../canary.ts';
import { root } from '../source-tree.ts';

/** The built program; KEYWARD_MAIN names another build. */
const main = process.env.KEYWARD_MAIN ?? join(root, 'dist', 'cli', 'main.js');

export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Up {
  readonly pid: number;
  readonly ready: { readonly port: number; readonly proxyUrl: string };
  /** SIGTERM, then the exit code; with a signal, that one. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
}

/** A terminal in an empty folder, with a state folder of its own. Everything printed is looked through for secrets when the run ends. */
export class Terminal {
  readonly folder = mkdtempSync(join(tmpdir(), 'keyward-cli-'));
  readonly home = join(this.folder, 'home');
  readonly #ups: ChildProcess[] = [];

  constructor(settings?: string) {
    mkdirSync(join(this.folder, 'here'));
    if (settings !== undefined) this.write('keyward.yaml', settings);
  }

  write(name: string, text: string): string {
    const path = join(this.folder, 'here', name);
    writeFileSync(path, text);
    return path;
  }

  /** Runs `keyward ARGS` to its end; `shown` is printed on purpose. */
  async run(
    args: readonly string[],
    options: { readonly env?: Record<string, string>; readonly stopAfterLine?: RegExp } = {},
  ): Promise<Ended> {
    const child = this.#spawn(args, options.env);
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      if (options.stopAfterLine?.test(stdout)) child.kill('SIGTERM');
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
  async up(): Promise<Up> {
    const child = this.#spawn(['--json', 'up']);
    this.#ups.push(child);
    let stderr = '';
    child.stderr?.on('data', (chunk) => (stderr += chunk));
    const closed = once(child, 'close') as Promise<[number | null]>;
    const first = new Promise<string>((resolve) => createInterface({ input: child.stdout! }).once('line', resolve));
    const line = await Promise.race([
      first,
      closed.then(([exit]) => Promise.reject(new Error(`up ended (${exit}): ${stderr}`))),
    ]);
    void closed.then(() => recordOutput('keyward up', line + stderr));
    return {
      pid: child.pid!,
      ready: JSON.parse(line),
      signal: (signal) => void child.kill(signal),
      end: async (signal = 'SIGTERM') => {
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

  async close(): Promise<void> {
    for (const child of this.#ups) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await once(child, 'close').catch(() => {});
    }
    recordFolder(this.folder, { except: secretFiles });
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
    return spawn(process.execPath, [main, ...args], {
      cwd: join(this.folder, 'here'),
      env: { PATH: process.env.PATH, HOME: this.folder, KEYWARD_HOME: this.home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

/** Files of the state folder that hold secrets on purpose. */
const secretFiles = [
  'home/seal.key',
  'home/bots.json',
  'home/practice/state.json',
  'home/practice/key-main.json',
  'home/practice/exchange.json',
];

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
