import { spawn } from 'node:child_process';
import { KeywardError } from '../core/index.ts';

/** A document with a credential is shorter. */
const MAX_OUTPUT_BYTES = 64 * 1024;

export interface Program {
  /** The program and its arguments: no shell reads them, and none of them is a secret, since every user of the machine can see them. */
  readonly argv: readonly string[];
  /** The whole environment that it gets. */
  readonly variables: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Written to its stdin, which is empty otherwise. */
  readonly input?: Buffer;
  readonly timeoutMs: number;
  /** For messages. */
  readonly where: string;
}

/** How it ended; the caller zeroes both buffers. */
export interface Ended {
  readonly output: Buffer;
  /** What it said on stderr, cut where it is long. Never shown as it is: it may quote what it read. */
  readonly said: Buffer;
  /** `exit code 1`, `signal SIGTERM`; absent when it ended well. */
  readonly failure?: string;
}

/**
 * Runs a program to its end, its output in buffers. Throws `vault-unsupported` when it is not here, `vault-unreached` when it does not end in time,
 * `credential-invalid` when it writes too much; it and what it started are ended then.
 */
export function runProgram(program: Program): Promise<Ended> {
  const [name = '', ...args] = program.argv;
  const child = spawn(name, args, {
    env: { ...program.variables },
    ...(program.folder === undefined ? {} : { cwd: program.folder }),
    stdio: [program.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that what it starts can be ended with it, and without our terminal, so that it cannot ask there.
    detached: true,
  });
  return new Promise((done, fail) => {
    const output = new Pieces(MAX_OUTPUT_BYTES);
    const said = new Pieces(MAX_OUTPUT_BYTES);
    const stop = (error: KeywardError): void => {
      clearTimeout(timer);
      endGroup(child.pid);
      output.clear();
      said.clear();
      fail(error);
    };
    const timer = setTimeout(
      () => stop(new KeywardError('vault-unreached', `${program.where} did not end within ${program.timeoutMs} ms`)),
      program.timeoutMs,
    );
    child.on('error', (error: NodeJS.ErrnoException) => stop(notRun(name, program.where, error)));
    child.stdout!.on('data', (piece: Buffer) => {
      if (!output.add(piece)) stop(new KeywardError('credential-invalid', `${program.where} writes too much`));
    });
    child.stderr!.on('data', (piece: Buffer) => void said.add(piece));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const failure = signal ? `signal ${signal}` : code === 0 ? undefined : `exit code ${code}`;
      done({ output: output.take(), said: said.take(), ...(failure === undefined ? {} : { failure }) });
    });
    // A program that does not read its input closes the pipe.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(program.input);
  });
}

function notRun(name: string, where: string, { code }: NodeJS.ErrnoException): KeywardError {
  if (code === 'ENOENT') return new KeywardError('vault-unsupported', `the program ${name} is not here`);
  return new KeywardError('vault-unsupported', `${where} cannot be run (${code ?? 'unknown'})`);
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}

/** Pieces of a stream, up to a length. */
class Pieces {
  readonly #max: number;
  #pieces: Buffer[] = [];
  #length = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** False, and the piece is zeroed, when it would be too much. */
  add(piece: Buffer): boolean {
    if (this.#length + piece.length > this.#max) {
      piece.fill(0);
      return false;
    }
    this.#pieces.push(piece);
    this.#length += piece.length;
    return true;
  }

  /** All of it in one buffer; the pieces are zeroed. */
  take(): Buffer {
    const whole = Buffer.concat(this.#pieces);
    this.clear();
    return whole;
  }

  clear(): void {
    for (const piece of this.#pieces) piece.fill(0);
    this.#pieces = [];
    this.#length = 0;
  }
}
