import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import {
  encodeCredential,
  type HeldKey,
  heldKey,
  keyPage,
  type Operations,
  type Progress,
  type RotateRequest,
  withOperations,
} from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, Output, Run } from '../command.ts';
import { confirm, planOnly } from '../confirm.ts';
import { type GivenCredential, takeCredential } from '../credential-input.ts';
import { fileLines } from '../kept-file.ts';
import { paragraph } from '../paragraph.ts';

const WAIT_MS = 3_000;
const TELL_MS = 30_000;
/** The slowest exchange takes five minutes to forget a key. */
const LONGEST_WAIT_MS = 420_000;

const rotateHelp = `
Steps: create, audit, store, switch, prove, revoke, prove-dead, record. Each is
said aloud and stands in the journal. The old key works until the new one is
proven; until it is revoked, --undo goes back. After a crash or Ctrl-C the same
command goes on where it was. While \`keyward up\` runs it signs with the new
key from one request to the next, and no bot is restarted. Where the exchange
needs a while, the command asks again for up to seven minutes, and says so.

With \`rotate.by\` and \`rotate.subAccount\` in the settings Keyward makes and
removes the keys itself, where the exchange has the calls; else you do, on the
page that is named.

Examples:
  keyward key rotate main
  keyward key rotate main --file new-key.json --yes
  keyward key rotate main --revoked
  keyward key rotate main --undo

Exit codes: 0 replaced, 1 a step failed, 3 it waits for something.
With --json a line for each step: {plan, key, way, step, state, says, needs?,
untilMs?, next?}.`;

/** In which the place does not hold the new key yet. */
const EARLY_STEPS: ReadonlySet<string> = new Set(['create', 'audit', 'store']);

interface Options {
  readonly file?: string;
  readonly code?: string;
  readonly revoked?: boolean;
  readonly uncompared?: boolean;
  readonly undo?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export function registerRotate(key: Command, program: Command, run: Run): void {
  key
    .command('rotate <name>')
    .description('replace a key, step by step, without stopping a bot')
    .option('--file <path>', 'the new key, made by hand; - is standard input')
    .option('--code <code>', 'a one-time code, where the exchange asks for one')
    .option('--revoked', 'the old key has been deleted by hand')
    .option('--uncompared', 'the new key is right, though the old one is dead and nothing can be compared')
    .option('--undo', 'go back to the old key')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only show what would be done')
    .addHelpText('after', rotateHelp)
    .action((name: string, options: Options) =>
      run(async (context) => {
        const session = context.session(program.opts());
        const page = keyPage(session, name);
        const isJson = program.opts().json === true;
        const by = `cli ${context.environment.user}`;
        if (options.undo) {
          const done = await withOperations(session, (operations) => operations.undoRotation({ key: name, by }));
          return { exit: 0, lines: paragraph(done.says, context.columns), json: done };
        }
        const plan = [
          `${name}: a new key is made ${page.isAutomatic ? 'by API, for the same sub-account' : `by you, at ${page.url}`}.`,
          'It is audited (never broader than the old one), stored, switched to and proven; then the old one is revoked and proven dead.',
        ];
        if (options.dryRun) return planOnly(context, plan);
        if (options.file !== undefined && page.isAutomatic)
          throw new KeywardError('usage', `Keyward makes the new key of ${name} by API: leave --file out`);
        const early = await earlyCredential(context, heldKey(session, name), { name, page, options });
        await confirm(context, { plan, word: name, yes: options.yes || options.file !== undefined || options.revoked });
        return withOperations(session, (operations) =>
          rotate(context, operations, { name, by, page, options, isJson, early }),
        );
      }),
    );
}

interface Job {
  readonly name: string;
  readonly by: string;
  readonly page: ReturnType<typeof keyPage>;
  readonly options: Options;
  readonly isJson: boolean;
  /** Read from the file already. */
  readonly early: GivenCredential | undefined;
}

/**
 * The key of the file, where a plan is under way that has its new key. Throws `usage` where that is another one: what the owner gives is never
 * left aside without a word.
 */
async function earlyCredential(
  context: Context,
  held: HeldKey | undefined,
  { name, page, options: { file } }: Pick<Job, 'name' | 'page' | 'options'>,
): Promise<GivenCredential | undefined> {
  if (file === undefined || held === undefined) return undefined;
  const given = await takeCredential(context, page.exchange, file);
  const fingerprint = held.fingerprintOf(given.id);
  if (fingerprint === held.fingerprint) return given;
  const from = file === '-' ? 'standard input' : file;
  throw new KeywardError(
    'usage',
    `the plan of ${name} has its new key already: ${held.fingerprint}. ${from} holds another, ${fingerprint}`,
    {
      lines: [
        `Go on with ${held.fingerprint}: keyward key rotate ${name}, without --file.`,
        `Or take the other: keyward key rotate ${name} --undo, then begin anew with it.`,
      ],
    },
  );
}

/** Step after step until it ends, fails or waits for what nobody gives. */
async function rotate(context: Context, operations: Operations, job: Job): Promise<Output> {
  const { name, by, options, isJson } = job;
  let given: RotateRequest = { key: name, by, ...(options.code === undefined ? {} : { code: options.code }) };
  const pause = new Pause(context, name);
  for (let told = ''; ; ) {
    const progress = await operations.rotateKey(given).catch((error: unknown) => {
      throw goesOn(error, name);
    });
    given = { key: name, by };
    const isNews = told !== `${progress.step} ${progress.says}`;
    told = `${progress.step} ${progress.says}`;
    // With --json the last one is what the command gives back.
    const goOn = (): void => {
      if (isNews && isJson) context.write(JSON.stringify(progress));
    };
    if (isNews && !isJson && !isMet(progress, options)) say(context, progress);
    if (progress.undone) return { exit: 0, lines: [], json: progress };
    if (progress.state === 'done' && progress.next === undefined)
      return {
        exit: 0,
        lines: isJson ? [] : [`${name} is replaced.`, ...fileLeft(context, job, progress)],
        json: progress,
      };
    if (progress.state === 'failed')
      return { exit: 1, lines: isJson ? [] : failedLines(context, progress), json: progress };
    if (progress.state === 'done') {
      goOn();
      continue;
    }
    if (progress.needs === 'grace' || progress.needs === 'held') return waiting(context, job, progress);
    if (progress.needs === 'time') {
      if (!(await pause.wait(progress))) return waiting(context, job, progress);
      goOn();
      continue;
    }
    const more = await meet(context, progress, job);
    if (more === undefined) return waiting(context, job, progress);
    goOn();
    given = { ...given, ...more };
  }
}

/** What is given already needs not be asked for. */
function isMet({ needs }: Progress, { file, revoked }: Options): boolean {
  return (needs === 'credential' && file !== undefined) || (needs === 'revoked-by-hand' && revoked === true);
}

/** Waits for an exchange that needs a while, aloud: for minutes of silence look like a command that hangs. */
class Pause {
  readonly #context: Context;
  readonly #name: string;
  readonly #startedMs: number;
  #toldMs: number | undefined;

  constructor(context: Context, name: string) {
    this.#context = context;
    this.#name = name;
    this.#startedMs = context.clock.monotonicMs();
  }

  /** False when it has been long enough, or is to end. */
  async wait({ says, step, way }: Progress): Promise<boolean> {
    const { clock, stopping, columns } = this.#context;
    const nowMs = clock.monotonicMs();
    const waitedMs = nowMs - this.#startedMs;
    if (waitedMs > LONGEST_WAIT_MS || stopping.aborted) return false;
    if (this.#toldMs === undefined || nowMs - this.#toldMs >= TELL_MS) {
      const isByHand = way === 'guided' && step === 'prove-dead';
      const text =
        this.#toldMs === undefined
          ? `${isByHand ? 'Delete it now if it is still there. ' : ''}It is asked again every ${WAIT_MS / 1_000} s, for up to ${LONGEST_WAIT_MS / 60_000} minutes. Ctrl-C is safe: \`keyward key rotate ${this.#name}\` goes on.`
          : `after ${Math.round(waitedMs / 1_000)} s: ${says}`;
      for (const line of paragraph(text, columns, 6)) this.#context.say(line);
      this.#toldMs = nowMs;
    }
    await sleep(WAIT_MS, undefined, { signal: stopping }).catch(() => undefined);
    return !stopping.aborted;
  }
}

/** A Keyward that has ended or does not answer has left a plan that goes on. */
function goesOn(error: unknown, name: string): unknown {
  if (!(error instanceof KeywardError) || (error.code !== 'not-answering' && error.code !== 'not-running'))
    return error;
  const lines = [
    ...error.lines,
    `What was done is kept: \`keyward key rotate ${name}\` goes on, and --undo goes back.`,
  ];
  return new KeywardError(error.code, error.message, { lines, cause: error });
}

function waiting(context: Context, job: Job, progress: Progress): Output {
  const goOn = `It waits; go on with \`keyward key rotate ${progress.key}\`.`;
  return { exit: 3, lines: [goOn, ...fileLeft(context, job, progress)], json: progress };
}

/** Once the new key is in its place, the file from which it came is one too many. */
function fileLeft(context: Context, { options }: Job, { step }: Progress): string[] {
  return EARLY_STEPS.has(step) ? [] : fileLines(context, options.file);
}

function failedLines({ columns }: Context, { key, step }: Progress): string[] {
  const isEarly = step !== 'revoke' && step !== 'prove-dead' && step !== 'record';
  const back = isEarly ? `The old key still works. ` : '';
  const undo = isEarly ? `, or go back with \`keyward key rotate ${key} --undo\`` : '';
  return paragraph(`${back}Mend that and go on with \`keyward key rotate ${key}\`${undo}.`, columns);
}

/** Gives a step what it waits for; `undefined` when nobody can. */
async function meet(
  context: Context,
  progress: Progress,
  { name, page, options, early }: Job,
): Promise<Partial<RotateRequest> | undefined> {
  const talk = (lines: readonly string[]): void => {
    for (const line of lines.flatMap((text) => paragraph(text, context.columns, 2))) context.say(line);
  };
  if (progress.needs === 'credential') {
    if (options.file === undefined) talk(page.lines);
    return { credential: encodeCredential(early ?? (await takeCredential(context, page.exchange, options.file))) };
  }
  if (progress.needs === 'code') {
    const code = await context.ask('One-time code: ');
    return code === undefined ? undefined : { code: code.trim() };
  }
  if (progress.needs === 'revoked-by-hand') {
    if (options.revoked) return { revoked: true };
    const typed = await context.ask(`Type ${name} when the old key is deleted: `);
    return typed?.trim() === name ? { revoked: true } : undefined;
  }
  if (progress.needs === 'uncompared') {
    if (options.uncompared) return { uncompared: true };
    const typed = await context.ask(`Type ${name} if the new key is right all the same: `);
    return typed?.trim() === name ? { uncompared: true } : undefined;
  }
  talk(page.byHand);
  const typed = await context.ask('Press Enter when it is there: ');
  return typed === undefined ? undefined : {};
}

function say(context: Context, progress: Progress): void {
  const { style, columns } = context;
  const mark = { done: style.green('done'), waits: style.yellow('wait'), failed: style.red('fail') }[progress.state];
  const [first = '', ...more] = paragraph(`${progress.step.padEnd(10)}  ${progress.says}`, columns - 6);
  context.write(`${mark}  ${first}`);
  for (const line of more) context.write(`                  ${line.trimStart()}`);
}

const recordHelp = `
For what was done without Keyward: a key replaced on a hosted platform, or by
hand. --changed ends the finding KEY-13: what the last audit found was meant.

Examples:
  keyward key record main --rotated --on 2026-11-01
  keyward key record old --revoked --note "the bot was retired"
  keyward key record main --changed --note "one more address for the new host"

With --json: {key, change, at}.`;

const CHANGES = ['rotated', 'revoked', 'changed'] as const;

interface RecordOptions extends Partial<Record<(typeof CHANGES)[number], boolean>> {
  readonly on?: string;
  readonly note?: string;
}

export function registerRecord(key: Command, program: Command, run: Run): void {
  key
    .command('record <name>')
    .description('write down that a key was replaced, revoked or changed by hand')
    .option('--rotated', 'it was replaced')
    .option('--revoked', 'it was revoked')
    .option('--changed', 'its rights or its IP list were changed on purpose')
    .option('--on <day>', 'when; today if absent')
    .option('--note <text>', 'what for')
    .addHelpText('after', recordHelp)
    .action((name: string, options: RecordOptions) =>
      run(async (context) => {
        const [change, ...more] = CHANGES.filter((word) => options[word]);
        if (change === undefined || more.length > 0)
          throw new KeywardError('usage', 'give one of --rotated, --revoked and --changed');
        const done = await withOperations(context.session(program.opts()), (operations) =>
          operations.recordKey({
            key: name,
            change,
            ...(options.on === undefined ? {} : { at: options.on }),
            ...(options.note === undefined ? {} : { note: options.note }),
            by: `cli ${context.environment.user}`,
          }),
        );
        return { exit: 0, lines: [`Written down: ${done.key} ${done.change} on ${done.at.slice(0, 10)}.`], json: done };
      }),
    );
}
