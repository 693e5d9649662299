import type { Command } from 'commander';
import type { ProcessEnvironment, SessionParts } from '../app/index.ts';
import type { Clock } from '../core/index.ts';

/** What a command gives back: `main.ts` prints `lines`, or `json` with `--json`, and exits. */
export interface Output {
  readonly exit: 0 | 1 | 2 | 3 | 4;
  readonly lines: readonly string[];
  readonly json: unknown;
  /** It shows a new bot key, on purpose and once; everything else is scrubbed of secrets as it is printed. */
  readonly showsBotKey?: true;
  /** The exit code of a program that was run, in place of `exit`. */
  readonly passes?: number;
}

/** What a command may touch. Only `main.ts` knows the process. */
export interface Context {
  readonly version: string;
  /** The file of this program, for what is to start it later. */
  readonly main: string;
  readonly environment: ProcessEnvironment;
  /** The current folder. */
  readonly folder: string;
  readonly clock: Clock;
  /** Columns of the terminal, 80 where there is none. */
  readonly columns: number;
  readonly isTerminal: boolean;
  readonly style: Style;
  /** Aborts on Ctrl-C and SIGTERM; long-running commands end in order then. */
  readonly stopping: AbortSignal;
  /** Data, a line on stdout, at once; for commands that run on. */
  write(line: string): void;
  /** Talk and progress, a line on stderr. */
  say(line: string): void;
  /** Bytes as they are, for the masked output of a program that is run; resolves when there is room for more, rejects when nobody reads. */
  pass(to: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void>;
  /** Each SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGUSR2, none of which ends this process then; until the function given back is called. */
  onSignal(take: (signal: NodeJS.Signals) => void): () => void;
  /** Asks on the terminal; `undefined` when there is none. */
  ask(question: string): Promise<string | undefined>;
  /** Asks on the terminal without showing what is typed; ends with the line, or with the end of a PEM. `undefined` when there is none. */
  askSecret(question: string): Promise<Buffer | undefined>;
  /** Standard input to its end, at most 64 KiB. */
  readInput(): Promise<Buffer>;
  /** For operations, with the settings file that `--config` names. */
  session(options: GlobalOptions): SessionParts;
}

export interface GlobalOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** Colours where the terminal shows them, plain text elsewhere. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** Runs an action and takes its output to where it belongs. */
export type Run = (action: (context: Context) => Promise<Output>) => Promise<void>;

/** One command: a file in `commands/`, a line in `commands/registry.ts`. */
export type Register = (program: Command, run: Run) => void;
