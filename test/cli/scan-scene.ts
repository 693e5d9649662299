import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Drawn, drawnBy } from '../../src/scan/drawn.contract.ts';
import { recordSecret } from '../canary.ts';
import { type Ended, Terminal } from './terminal.ts';

/** A key of Binance with its secret, drawn from a seed. */
export interface DrawnKey {
  readonly key: string;
  readonly secret: string;
  /** As a file of variables. */
  readonly env: string;
}

export function drawnKey(seed: string): DrawnKey {
  const drawn = new Drawn(seed, 'binance');
  const [key, secret] = [drawnBy('alnum:64', drawn)!, drawnBy('alnum:64', drawn)!];
  recordSecret(secret);
  return { key, secret, env: `BINANCE_API_KEY=${key}\nBINANCE_API_SECRET=${secret}\n` };
}

/** A finding as `--json` has it. */
export interface JsonFinding {
  readonly id: string;
  readonly rule: string;
  readonly severity: string;
  readonly places: readonly {
    readonly path: string;
    readonly line: number;
    readonly commit?: string;
    readonly author?: string;
  }[];
  readonly excused?: { readonly by: string; readonly reason: string };
  readonly notes: readonly string[];
  readonly verified?: {
    readonly is: string;
    readonly says: string;
    readonly can?: readonly string[];
    readonly ipBound?: string;
  };
}

export interface JsonScan {
  readonly exit: number | null;
  readonly findings: readonly JsonFinding[];
  readonly unscanned: readonly { readonly path: string; readonly why: string }[];
  readonly notRead: Readonly<Record<string, number>>;
  readonly read: number;
  readonly samples: readonly { readonly why: string; readonly values: number }[];
  readonly exposed: readonly { readonly path: string; readonly mode: string }[];
  readonly toRevoke: readonly { readonly id: string; readonly where: string }[];
  readonly notKept?: string;
}

/** A terminal in the working tree of a real repository. */
export class ScanScene {
  readonly terminal: Terminal;

  constructor(settings?: string) {
    this.terminal = new Terminal(settings);
    this.git('init', '-q', '-b', 'main', '.');
    this.git('config', 'user.name', 'Ann');
    this.git('config', 'user.email', 'ann@example.com');
    this.git('config', 'commit.gpgsign', 'false');
  }

  get folder(): string {
    return this.terminal.folder;
  }

  git(...args: readonly string[]): string {
    const env = { PATH: process.env['PATH'], HOME: dirname(this.folder), GIT_CONFIG_NOSYSTEM: '1' };
    return execFileSync('git', ['-C', this.folder, ...args], { env, encoding: 'utf8' });
  }

  write(path: string, content: string | Buffer, mode = 0o600): void {
    const whole = join(this.folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, content);
    chmodSync(whole, mode);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  commit(message: string): string {
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD').trim();
  }

  scan(...args: readonly string[]): Promise<Ended> {
    return this.terminal.run(['scan', ...args]);
  }

  json(...args: readonly string[]): Promise<JsonScan> {
    return this.terminal.json<JsonScan>(['scan', ...args]) as Promise<JsonScan>;
  }

  /** The paths of what was found, each once. */
  async paths(...args: readonly string[]): Promise<string[]> {
    const { findings } = await this.json(...args);
    return findings.map(({ places }) => places[0]!.path).sort();
  }

  close(): Promise<void> {
    return this.terminal.close();
  }
}
