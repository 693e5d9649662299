import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Drawn } from '../../src/scan/drawn.contract.ts';
import { recordOutput, recordSecret } from '../canary.ts';
import { main } from './terminal.ts';

export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
let drawn = 0;

/** A line of settings with a pair of keys in it, another one each time. */
export function plantedKey(): string {
  const chance = new Drawn('hooks', String(drawn++));
  const [key, secret] = [chance.of(ALNUM, 64), chance.of(ALNUM, 64)];
  recordSecret(secret);
  return `BINANCE_API_KEY=${key}\nBINANCE_API_SECRET=${secret}\n`;
}

/** A user with a home, who works in repositories of git, real ones. Everything that is printed is looked through for secrets. */
export class Developer {
  readonly base = mkdtempSync(join(tmpdir(), 'keyward-hook-'));
  readonly env: Record<string, string>;

  constructor() {
    const config = join(this.base, 'gitconfig');
    writeFileSync(
      config,
      '[user]\n  name = Ann\n  email = ann@example.org\n[init]\n  defaultBranch = main\n[commit]\n  gpgsign = false\n[advice]\n  detachedHead = false\n',
    );
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: this.base,
      GIT_CONFIG_GLOBAL: config,
      GIT_CONFIG_NOSYSTEM: '1',
      KEYWARD_HOME: join(this.base, 'state'),
    };
  }

  /** A new repository with one commit. */
  async repository(name = 'bot'): Promise<Repository> {
    const repository = new Repository(this, join(this.base, name));
    mkdirSync(repository.folder);
    await repository.git('init', '--quiet');
    repository.write('README.md', 'a bot\n');
    await repository.git('add', '.');
    await repository.git('commit', '--quiet', '-m', 'begin');
    return repository;
  }

  /** A bare repository, which is the remote of another. */
  async remoteOf(repository: Repository, name = 'origin'): Promise<string> {
    const folder = join(this.base, `${name}.git`);
    await this.run('git', ['init', '--quiet', '--bare', folder], this.base);
    await repository.git('remote', 'add', name, folder);
    return folder;
  }

  run(
    program: string,
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    return new Promise((done) => {
      execFile(program, args, { cwd, env: { ...this.env, ...env }, timeout: 60_000 }, (error, stdout, stderr) => {
        const exit = error === null ? 0 : typeof error.code === 'number' ? error.code : 128;
        recordOutput(`${program} ${args.join(' ')}`, stdout + stderr);
        done({ exit, stdout, stderr });
      });
    });
  }

  close(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

export class Repository {
  readonly folder: string;
  readonly #developer: Developer;

  constructor(developer: Developer, folder: string) {
    this.#developer = developer;
    this.folder = folder;
  }

  git(...args: readonly string[]): Promise<Ended> {
    return this.#developer.run('git', args, this.folder);
  }

  keyward(...args: readonly string[]): Promise<Ended> {
    return this.#developer.run(process.execPath, [main, ...args], this.folder);
  }

  write(path: string, text: string, mode = 0o644): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Writes, adds and commits a file; with `--no-verify` where hooks are to be passed by. */
  async commit(path: string, text: string, ...options: readonly string[]): Promise<Ended> {
    this.write(path, text);
    await this.git('add', path);
    return this.git('commit', '--quiet', '-m', `change ${path}`, ...options);
  }
}
