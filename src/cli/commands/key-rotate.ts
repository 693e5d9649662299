import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { encodeCredential, keyPage, type Operations, type Progress, withOperations } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, Output, Run } from '../command.ts';
import { confirm, planOnly } from '../confirm.ts';
import { takeCredential } from '../credential-input.ts';
import { paragraph } from '../paragraph.ts';

const WAIT_MS = 3_000;
/** The slowest exchange takes five minutes to forget a key. */
const LONGEST_WAIT_MS = 420_000;

const rotateHelp = `
Steps: create, audit, store, switch, prove, revoke, prove-dead, record. Each is
said aloud and stands in the journal. The old key works until the new one is
proven; until it is revoked, --undo goes back. After a crash or Ctrl-C the same
command goes on where it was. While \`keyward up\` runs it signs with the new
key from one request to the next, and no bot is restarted.

With \`rotate.by\` and \`rotate.subAccount\` in the settings Keyward makes and
removes the keys itself, where the exchange has the calls; else you do, on the
page that is named.

Examples:
  keyward key rotate main
  keyward key rotate main --file new-key.json --yes
  keyward key rotate main --undo

Exit codes: 0 replaced, 1 a step failed, 3 it waits for something.
With --json a line for each step: {plan, key, way, step, state, says, needs?,
untilMs?, next?}.`;

interface Options {
  readonly file?: string;
  readonly code?: string;
  readonly revoked?: boolean;
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
          return { exit: 0, lines: [done.says], json: done };
        }
        const plan = [
          `${name}: a new key is made ${page.isAutomatic ? 'by API, for the same sub-account' : `by you, at ${page.url}`}.`,
          'It is audited (never broader than the old one), stored, switched to and proven; then the old one is revoked and proven dead.',
        ];
        if (options.dryRun) return planOnly(context, plan);
        await confirm(context, { plan, word: name, yes: options.yes || options.file !== undefined || options.revoked });
        return withOperations(session, (operations) =>
          rotate(context, operations, { name, by, page, options, isJson }),
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
}

/** Step after step until it ends, fails or waits for what nobody gives. */
async function rotate(context: Context, operations: Operations, job: Job): Promise<Output> {
  const { name, by, options, isJson } = job;
  let given: Parameters<Operations['rotateKey']>[0] = {
    key: name,
    by,
    ...(options.code === undefined ? {} : { code: options.code }),
  };
  const startedMs = context.clock.monotonicMs();
  for (let told = ''; ; ) {
    const progress = await operations.rotateKey(given);
    given = { key: name, by };
    if (told !== `${progress.step} ${progress.says}`) say(context, progress, isJson);
    told = `${progress.step} ${progress.says}`;
    if (progress.state === 'done' && progress.next === undefined)
      return { exit: 0, lines: isJson ? [] : [`${name} is replaced.`], json: progress };
    if (progress.state === 'failed')
      return { exit: 1, lines: isJson ? [] : failedLines(context, progress), json: progress };
    if (progress.state === 'done') continue;
    if (progress.needs === 'grace') return waiting(progress);
    if (progress.needs === 'time') {
      if (context.clock.monotonicMs() - startedMs > LONGEST_WAIT_MS || context.stopping.aborted)
        return waiting(progress);
      await sleep(WAIT_MS, undefined, { signal: context.stopping }).catch(() => undefined);
      continue;
    }
    const more = await meet(context, progress, job);
    if (more === undefined) return waiting(progress);
    given = { ...given, ...more };
  }
}

function waiting(progress: Progress): Output {
  return { exit: 3, lines: [`It waits; go on with \`keyward key rotate ${progress.key}\`.`], json: progress };
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
  { name, page, options }: Job,
): Promise<Partial<Parameters<Operations['rotateKey']>[0]> | undefined> {
  if (progress.needs === 'credential') {
    if (options.file === undefined) {
      for (const line of page.lines.flatMap((text) => paragraph(text, context.columns, 2))) context.say(line);
    }
    return { credential: encodeCredential(await takeCredential(context, page.exchange, options.file)) };
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
  const typed = await context.ask('Press Enter when it is there: ');
  return typed === undefined ? undefined : {};
}

function say(context: Context, progress: Progress, isJson: boolean): void {
  const { style, columns } = context;
  if (isJson) {
    if (progress.next !== undefined) context.write(JSON.stringify(progress));
    return;
  }
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
