#!/usr/bin/env node
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { Command, CommanderError } from 'commander';
import { checkEnvironment, knownFault, readEnvironment } from '../app/index.start.ts';
import { jsonLog, KeywardError, type Log, scrub, systemClock } from '../core/index.ts';
import { clean, cleanJson } from './clean.ts';
import type { Context, GlobalOptions, Output, Run, Style } from './command.ts';
import { askedCommands } from './commands/registry.ts';
import { readHidden } from './hidden-input.ts';
import { paragraph } from './paragraph.ts';
import { textLog } from './text-log.ts';

/** The only file that prints and exits. */
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const environment = readEnvironment();
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(signal));

// Whoever reads the output may stop reading, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  torn.add('stdout');
  // A bot whose output this is has to be looked after until it ends.
  if (!isPassing) process.exit(error.code === 'EPIPE' ? 0 : 3);
});
// Nobody is left to be told.
process.stderr.on('error', () => void torn.add('stderr'));

const torn = new Set<'stdout' | 'stderr'>();
let isPassing = false;

const write = (line: string): void => void process.stdout.write(`${scrub(line)}\n`);
const say = (line: string): void => void process.stderr.write(`${scrub(line)}\n`);

function styleFor(hasColour: boolean): Style {
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    hasColour ? styleText(format, text) : text;
  return { bold: paint('bold'), dim: paint('dim'), red: paint('red'), green: paint('green'), yellow: paint('yellow') };
}

const MAX_INPUT_BYTES = 65_536;
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const;

const isTerminal = process.stdout.isTTY === true;
const errorStyle = styleFor(process.stderr.isTTY === true && environment.mayColour);
/** Asks without showing; `undefined` where nobody can be asked. */
const askSecret = async (question: string): Promise<Buffer | undefined> => {
  if (!process.stdin.isTTY) return undefined;
  const end = (): never => {
    process.stdin.setRawMode(false);
    process.stderr.write('\n');
    process.exit(130);
  };
  // A signal while the question stands just ends.
  stopping.signal.addEventListener('abort', end);
  const typed = await readHidden(process.stdin, () => process.stderr.write(question)).finally(() =>
    stopping.signal.removeEventListener('abort', end),
  );
  if (typed === undefined) return end();
  process.stderr.write('\n');
  return typed;
};

/** Programs read JSON, on a terminal a human reads. */
function logFor({ json }: GlobalOptions): Log {
  if (!process.stderr.isTTY || json) return jsonLog(say, systemClock);
  return textLog({ say, clock: systemClock, style: errorStyle, columns: () => process.stderr.columns ?? 80 });
}

const context: Context = {
  version,
  main: fileURLToPath(import.meta.url),
  environment,
  folder: process.cwd(),
  clock: systemClock,
  columns: process.stdout.columns ?? 80,
  isTerminal,
  style: styleFor(isTerminal && environment.mayColour),
  stopping: stopping.signal,
  write,
  say,
  pass: async (to, bytes) => {
    isPassing = true;
    if (torn.has(to)) throw new Error('nobody reads it any more');
    if (!process[to].write(bytes)) await once(process[to], 'drain');
  },
  onSignal: (take) => {
    for (const signal of PASSED_ON) process.on(signal, take);
    return () => {
      for (const signal of PASSED_ON) process.off(signal, take);
    };
  },
  ask: async (question) => {
    if (!process.stdin.isTTY) return undefined;
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    // The end of the input is an answer too: nothing was typed. Nothing is under way while a question stands, so Ctrl-C just ends.
    const ended = new Promise<string>((done) => reader.once('close', () => done('')));
    reader.once('SIGINT', () => {
      process.stderr.write('\n');
      process.exit(130);
    });
    try {
      return await Promise.race([reader.question(question).catch(() => ''), ended]);
    } finally {
      reader.close();
    }
  },
  askSecret,
  readInput: async () => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of process.stdin) {
      chunks.push(chunk as Buffer);
      if ((size += (chunk as Buffer).length) > MAX_INPUT_BYTES)
        throw new KeywardError('usage', 'standard input is over 64 KiB');
    }
    const whole = Buffer.concat(chunks);
    for (const chunk of chunks) chunk.fill(0);
    return whole;
  },
  session: (options) => ({
    environment,
    folder: process.cwd(),
    ...(options.config === undefined ? {} : { config: options.config }),
    clock: systemClock,
    log: logFor(options),
    askSecret,
  }),
};

const program = new Command('keyward')
  .description(
    'The security layer for trading bots: they trade with a key of their own, the exchange key never reaches them.',
  )
  .version(version)
  .option('--config <file>', "the settings file (default: ./keyward.yaml, then the user's)")
  .option('--json', 'print one JSON document instead of text')
  .showSuggestionAfterError()
  .configureOutput({
    writeOut: (text) => void process.stdout.write(text),
    writeErr: (text) => void process.stderr.write(text),
    // Told below, as every other error is.
    outputError: () => undefined,
  })
  .addHelpText(
    'after',
    `
Examples:
  keyward demo
  keyward init && keyward up
  keyward bot add binance-bot
  keyward --json halt halt

Exit codes: 0 fine, 1 the answer is no, 2 called wrongly, 3 could not determine,
4 a residue is left, 130 interrupted.`,
  )
  .hook('preAction', () => checkEnvironment(environment))
  .exitOverride();

function print(output: Output): void {
  const put = output.showsBotKey ? (line: string) => void process.stdout.write(`${line}\n`) : write;
  process.exitCode = output.passes ?? output.exit;
  // Standard output was that of the program that was run.
  if (output.passes !== undefined) return;
  if (program.opts<GlobalOptions>().json) put(cleanJson(JSON.stringify(output.json)));
  else for (const line of output.lines) put(line);
}

function fail(error: unknown): void {
  const known = faultOf(error);
  const hint = known.code === 'usage' ? `See \`${askedCommand()} --help\`.` : known.hint;
  if (wantsJson()) {
    write(JSON.stringify({ error: { code: known.code, message: known.message, lines: known.lines, hint } }));
  }
  for (const line of folded(`keyward: ${known.message}`)) say(line);
  for (const line of known.lines.flatMap((text) => folded(text, 9))) say(line);
  for (const line of folded(`hint: ${hint}  (${known.code})`)) say(errorStyle.dim(line));
  process.exitCode = known.exit;
}

/** What is told of an error: its message may repeat what stands in files, or what others have said. */
function faultOf(error: unknown) {
  const { code, exit, message, lines, hint } = knownFault(error);
  return { code, exit, message: cleanLines(message), lines: lines.map(cleanLines), hint };
}

const cleanLines = (text: string): string => text.split('\n').map(clean).join('\n');

/** As lines that fit the terminal; in a file or a pipe a message stays one line. */
function folded(text: string, indent = 0): string[] {
  return process.stderr.isTTY ? paragraph(text, process.stderr.columns ?? 80, indent) : [' '.repeat(indent) + text];
}

/** The command that the words of the command line name, as far as they do. */
function askedCommand(): string {
  const names = ['keyward'];
  let command: Command = program;
  for (const word of process.argv.slice(2)) {
    const next = command.commands.find((each) => each.name() === word);
    if (!next) continue;
    names.push(word);
    command = next;
  }
  return names.join(' ');
}

/** Also where the command line could not be read to its end. */
function wantsJson(): boolean {
  return program.opts<GlobalOptions>().json === true || process.argv.includes('--json');
}

/** A command line that commander does not take. Where help was shown in place of an answer, that says enough on a terminal. */
function failUsage({ code, message }: CommanderError): void {
  const isHelp = code.startsWith('commander.help');
  const text = isHelp ? 'no command was given' : message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
  if (!isHelp || wantsJson()) fail(new KeywardError('usage', text));
  process.exitCode = 2;
}

/** When all that was written has left, or its reader has gone. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => stream.write('', () => done()));
}

const run: Run = async (action) => {
  try {
    const output = await action(context);
    print(output);
    if (output.passes !== undefined) return;
  } catch (error) {
    fail(error);
  }
  if (stopping.signal.reason === 'SIGINT') process.exitCode = 130;
};

for (const register of await askedCommands(process.argv.slice(2))) register(program, run);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) fail(error);
  else if (error.exitCode === 0) process.exitCode = 0;
  else failUsage(error);
}
// A slow reader gets all of it: what is written to a pipe is sent later, when the pipe has room.
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
// Sockets of a bot that hangs on must not keep the process alive once a command has ended.
process.exit();
