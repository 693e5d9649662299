import {
  checkRaise,
  damagedLeaks,
  damagedLeakText,
  type HaltNow,
  type HaltReport,
  leaksUnderWay,
  leakUnderWayText,
  readHalt,
  setHalt,
  unfinishedKills,
  unfinishedText,
} from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import { HaltFile, type HaltLevel, haltLevels, isTighter } from '../../halt/index.ts';
import { clean } from '../clean.ts';
import type { Context, GlobalOptions, Output, Register } from '../command.ts';
import { confirm, planOnly } from '../confirm.ts';
import { paragraph } from '../paragraph.ts';
import { fields, table } from '../table.ts';

const lets: Readonly<Record<HaltLevel, string>> = {
  run: 'all that the policy allows',
  reduce: 'reads, cancels and orders that only reduce',
  halt: 'reads and cancels',
  seal: 'nothing',
};

const examples = `
Levels, from free to shut:
${table(
  haltLevels.map((level) => [level, `lets pass: ${lets[level]}`]),
  2,
).join('\n')}

Lowering counts at once, also while the running Keyward hangs or the disk is
full. Raising asks for the level to be typed; after keyward kill, keyward resume
comes first.

Examples:
  keyward halt
  keyward halt halt --reason "the bot buys at any price"
  keyward halt run
  keyward --json halt reduce

With --json: {level, since, by, reason, home, running}, and when it is set
{from, changed, journaled, unjournaled?} as well; running is yes, no or
not-answering. With --dry-run: {plan, applied: false}.`;

interface Options {
  readonly reason?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const registerHalt: Register = (program, run) => {
  program
    .command('halt [level]')
    .description('show the halt level, or set it: run, reduce, halt or seal')
    .option('--reason <text>', 'why; it stands in the journal')
    .option('--yes', 'raise without asking')
    .option('--dry-run', 'only show what would change')
    .addHelpText('after', examples)
    .action((level: string | undefined, options: Options) =>
      run(async (context) =>
        level === undefined ? show(context, program.opts()) : set(context, program.opts(), level, options),
      ),
    );
};

async function show(context: Context, global: GlobalOptions): Promise<Output> {
  const now = await readHalt(context.session(global));
  const lines = [...stateLines(context, now), ...cutOffLines(context, global)];
  return { exit: 0, lines, json: now };
}

/** A kill and a leak that nobody brought to its end are told of wherever the level is shown. */
function cutOffLines(context: Context, global: GlobalOptions): string[] {
  const session = context.session(global);
  const kills = () =>
    unfinishedKills(session).map((cut) => `Not finished: ${clean(unfinishedText(cut))}. Next: keyward kill`);
  const leaks = () => [
    ...leaksUnderWay(session).map((leak) => `Not finished: ${clean(leakUnderWayText(leak))}`),
    ...damagedLeaks(session).map((leak) => clean(damagedLeakText(leak))),
  ];
  // The level was shown or set: whatever else cannot be read does not make that fail.
  const texts = [kills, leaks].flatMap((read) => {
    try {
      return read();
    } catch (error) {
      return [`What is not finished cannot be read: ${clean(error instanceof Error ? error.message : 'unknown')}`];
    }
  });
  return texts.flatMap((text) => ['', ...paragraph(text, context.columns).map((line) => context.style.red(line))]);
}

async function set(context: Context, global: GlobalOptions, text: string, options: Options): Promise<Output> {
  const level = haltLevels.find((known) => known === text);
  if (!level) throw new KeywardError('usage', `there is no halt level ${text}; there is ${haltLevels.join(', ')}`);
  checkRaise(context.session(global), level);
  const now = new HaltFile(context.environment.home).read();
  const plan = [`The halt level is ${now.level}${becauseOf(now)}.`, `At ${level} it lets pass: ${lets[level]}.`];
  if (options.dryRun) return planOnly(context, plan);
  if (isTighter(now.level, level)) await confirm(context, { plan, word: level, yes: options.yes });
  const report = await setHalt(context.session(global), { level, reason: options.reason ?? '' });
  // On a full disk the level may have become another one than was asked for.
  const exit = isTighter(level, report.level) ? 3 : 0;
  return { exit, lines: [...reportLines(context, report, level), ...cutOffLines(context, global)], json: report };
}

function reportLines(context: Context, report: HaltReport, asked: HaltLevel): string[] {
  if (!report.changed) return [`It was ${report.level} already.`, '', ...stateLines(context, report)];
  const told = report.journaled ? [] : ['', ...notWritten(report).flatMap((text) => paragraph(text, context.columns))];
  const other =
    report.level === asked
      ? []
      : ['', ...paragraph(`The disk did not take ${asked}; what it did take means ${report.level}.`, context.columns)];
  return [`${report.from} -> ${painted(context, report.level)}`, '', ...stateLines(context, report), ...told, ...other];
}

function notWritten({ running, unjournaled }: HaltReport): string[] {
  const counts =
    running === 'no'
      ? 'The level counts; it could not be written in the journal'
      : 'The level counts: it is read from its file before each send. It is not in the journal yet';
  return [`${counts} (${unjournaled ?? 'unknown'}).`];
}

function stateLines(context: Context, now: HaltNow): string[] {
  const rows = [
    ['level', painted(context, now.level)],
    ['lets pass', lets[now.level]],
    ...(now.since === undefined ? [] : [['since', now.since.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')]]),
    ...(now.by === undefined ? [] : [['by', now.by]]),
    ...(now.reason ? [['reason', now.reason]] : []),
    ['state', now.home],
    ['keyward up', runs[now.running]],
  ];
  return fields(rows, context.columns, 2);
}

const runs = {
  yes: 'running, and holds to it',
  no: 'not running; it will hold to it from its start',
  'not-answering': 'holds the state folder and does not answer',
} as const;

function painted({ style }: Context, level: HaltLevel): string {
  return level === 'run' ? style.green(level) : level === 'reduce' ? style.yellow(level) : style.red(level);
}

function becauseOf({ by, reason }: { readonly by?: string; readonly reason?: string }): string {
  return `${by === undefined ? '' : `, set by ${by}`}${reason ? `: ${reason}` : ''}`;
}
