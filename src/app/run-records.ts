import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isGone, writeFileDurably } from '../core/index.ts';

/** A process that `keyward run` has started, as the state folder names it; written before the process can have done much. */
export interface RunRecord {
  readonly version: 1;
  readonly bot: string;
  /** The program alone: arguments may hold secrets. */
  readonly program: string;
  /** The process, which leads a group of its own, as `markOf` names it. */
  readonly process: string;
  /** The boot of the host that it belongs to: after another one all numbers begin anew. */
  readonly boot: string;
  readonly startedAt: string;
  /** Of the bot key that was issued for this run alone; absent where it was given. */
  readonly issued?: string;
}

/** The bot processes of a state folder, in `run/`. It needs no lock, so that the kill switch reads it whoever holds the folder. */
export class RunRecords {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, 'run');
  }

  write(record: RunRecord): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileDurably(this.#path(record.bot), `${JSON.stringify(record)}\n`);
  }

  remove(bot: string): void {
    rmSync(this.#path(bot), { force: true });
  }

  /** `undefined` where there is none, or none that can be read. */
  read(bot: string): RunRecord | undefined {
    try {
      const value = JSON.parse(readFileSync(this.#path(bot), 'utf8')) as RunRecord;
      const isWhole = value.version === 1 && value.bot === bot && typeof value.process === 'string';
      return isWhole ? value : undefined;
    } catch {
      return undefined;
    }
  }

  bots(): readonly string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));
  }

  #path(bot: string): string {
    return join(this.#folder, `${bot}.json`);
  }
}

/** Whether that very process still runs. One that was given its number since is never taken for it. */
export function isRunning({ process: mark, boot }: Pick<RunRecord, 'process' | 'boot'>): boolean {
  return boot === bootId() && !isGone(mark) && !isZombie(pidOf(mark));
}

/** Signals the process and all that it has started, if it still runs; false when it does not. */
export function signalRun(record: RunRecord, signal: NodeJS.Signals): boolean {
  if (!isRunning(record)) return false;
  try {
    process.kill(-pidOf(record.process), signal);
    return true;
  } catch {
    return false;
  }
}

export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

/** Ended, and not yet taken notice of by whoever started it. */
function isZombie(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

function pidOf(mark: string): number {
  return Number(mark.split(' ')[0]);
}
