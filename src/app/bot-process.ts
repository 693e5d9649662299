import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { KeywardError } from '../core/index.ts';
import { MaskedOutput } from './masked-output.ts';

/** What it has left open after its end, such as a pipe that a process of its own holds, is not waited for longer, in ms. */
const DRAIN_MS = 2_000;

/** Where a bot's output goes: bytes as they are, once they are masked; resolves when there is room for more, rejects when nobody reads it. */
export interface BotOutput {
  out(bytes: Uint8Array): Promise<void>;
  err(bytes: Uint8Array): Promise<void>;
}

export interface BotEnded {
  readonly code?: number;
  readonly signal?: NodeJS.Signals;
  /** As a shell tells it: the code, or 128 and the number of the signal. */
  readonly exit: number;
}

/** A bot's process, which leads a group of its own, so that a signal reaches all that it starts. */
export class BotProcess {
  readonly #child: ChildProcess;
  readonly #done: Promise<BotEnded>;

  private constructor(child: ChildProcess, output: BotOutput) {
    this.#child = child;
    const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    const shown = Promise.all([passOn(child.stdout!, output.out), passOn(child.stderr!, output.err)]);
    this.#done = ended.then(async ([code, signal]) => {
      await Promise.race([shown, new Promise((done) => setTimeout(done, DRAIN_MS).unref())]);
      return signal === null
        ? { code: code ?? 0, exit: code ?? 0 }
        : { signal, exit: 128 + (constants.signals[signal] ?? 0) };
    });
  }

  /** Throws `usage` for a program that cannot be run. */
  static async start(
    command: readonly string[],
    where: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
    output: BotOutput,
  ): Promise<BotProcess> {
    const [program = '', ...args] = command;
    const child = spawn(program, args, {
      cwd: where.folder,
      env: where.env,
      stdio: ['inherit', 'pipe', 'pipe'],
      detached: true,
    });
    await once(child, 'spawn').catch((error: NodeJS.ErrnoException) => {
      throw new KeywardError('usage', `${program} cannot be run (${error.code ?? 'unknown'})`, { cause: error });
    });
    return new BotProcess(child, output);
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Resolves once it has ended and its output is shown. */
  get ended(): Promise<BotEnded> {
    return this.#done;
  }

  /** To all of its group. */
  signal(signal: NodeJS.Signals): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    try {
      process.kill(-this.pid, signal);
    } catch {
      // It has ended at this moment.
    }
  }
}

async function passOn(from: Readable, to: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const output = new MaskedOutput();
  const show = async (bytes: Buffer): Promise<void> => {
    if (bytes.length > 0) await to(bytes);
  };
  try {
    for await (const chunk of from) await show(output.take(chunk as Buffer));
  } catch {
    // The pipe was torn at its beginning, or at its end: then the bot's own is closed, as it would be without Keyward between.
  }
  await show(output.end()).catch(() => undefined);
}
