import {
  checkSettingsThere,
  type ResumePlan,
  type ResumeReport,
  residueText,
  resumeKills,
  resumePlan,
} from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import { clean } from '../clean.ts';
import type { Context, GlobalOptions, Output, Register } from '../command.ts';
import { confirm, planOnly } from '../confirm.ts';
import { scopeOf } from '../key-scope.ts';
import { paragraph } from '../paragraph.ts';

const help = `
It shows what the last kill did and has the scope typed. The halt level is
raised to reduce at most, for all bots: they may read, cancel and close. keyward
halt run raises further. While another key stays killed, or one that leaked is
not proven dead, the level stays where it is. Nothing is bought back.

Exit codes: 0 resumed, 1 there is nothing to resume or it was not confirmed, 2
called wrongly, 3 the running Keyward does not answer.

Examples:
  keyward resume --dry-run
  keyward resume
  keyward resume --scope main --yes

With --json: {level, from, to, stays, leaked, kills: [{id, startedAt, endedAt?,
keys, by, why}]}. With --dry-run: {plan, applied: false}.`;

interface Options {
  readonly scope?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const registerResume: Register = (program, run) => {
  program
    .command('resume')
    .description('go back to work after a kill: to the level reduce, never straight to run')
    .option('--scope <keys>', 'the keys that were killed, with commas between, or all')
    .option('--yes', 'do it without asking; needs --scope')
    .option('--dry-run', 'only show what the last kill did, and what would change')
    .addHelpText('after', help)
    .action((options: Options) => run((context) => resume(context, program.opts(), options)));
};

async function resume(context: Context, global: GlobalOptions, options: Options): Promise<Output> {
  const session = context.session(global);
  if (options.yes && options.scope === undefined)
    throw new KeywardError('usage', '--yes needs --scope: the keys that were killed, or all');
  const note = await checkSettingsThere(session);
  if (note !== undefined) for (const line of paragraph(note, context.columns)) context.say(line);
  const scope = scopeOf(options.scope);
  const plan = resumePlan(session, scope);
  if (plan.kills.length === 0) {
    const text = `There is nothing to resume: the kill switch was not used since. The halt level is ${plan.from}.`;
    return { exit: 1, lines: paragraph(text, context.columns), json: jsonOf({ ...plan, level: plan.from }) };
  }
  const lines = planLines(plan);
  if (options.dryRun) return planOnly(context, lines);
  await confirm(context, {
    plan: lines.flatMap((line) => paragraph(line, context.columns)),
    word: plan.word,
    yes: options.yes,
    instead: `--yes --scope ${options.scope ?? plan.word}`,
  });
  const report = await resumeKills(session, scope);
  const done = doneLines(report).flatMap((line) => paragraph(line, context.columns));
  return { exit: 0, lines: done, json: jsonOf(report) };
}

function jsonOf({ level, from, to, stays, leaked, kills }: ResumeReport): unknown {
  const short = kills.map(({ id, startedAt, endedAt, keys, by, why }) => ({ id, startedAt, endedAt, keys, by, why }));
  return { level, from, to, stays, leaked, kills: short };
}

function planLines(plan: ResumePlan): string[] {
  const { kills, from, to, stays, leaked } = plan;
  return [
    ...kills.flatMap(({ startedAt, endedAt, by, why, reports, keys }) => [
      clean(
        `Killed ${startedAt.slice(0, 16).replace('T', ' ')} UTC by ${by}${why === '' ? '' : `: ${why}`}, accounts of ${keys.join(', ')}.`,
      ),
      ...(endedAt === undefined ? ['It did not come to its end: keyward kill takes it up.'] : []),
      ...reports.map(({ key, state, cancelled, closed, sold, residue }) =>
        clean(
          `- ${key}: ${state}; ${cancelled} orders cancelled, ${closed.length} positions closed, ${sold.length} holdings sold${residue.length === 0 ? '' : `; left: ${residue.map(residueText).join('; ')}`}`,
        ),
      ),
    ]),
    effectOf(from, to, stays, leaked),
  ];
}

function effectOf(from: HaltLevelOf, to: HaltLevelOf, stays: readonly string[], leaked: readonly string[]): string {
  if (stays.length > 0) return `The level stays ${from}, for ${stays.join(', ')} stay killed and it is of all bots.`;
  if (leaked.length > 0)
    return `The level stays ${from}, for ${leaked.join(', ')} leaked and may be alive: keyward leak resume ${leaked[0]}.`;
  if (to === from) return `The level is ${from} already, and stays.`;
  return `The level goes from ${from} to ${to}, for all bots: they may read, cancel, and place orders that only reduce.`;
}

type HaltLevelOf = ResumePlan['from'];

function doneLines({ level, stays, leaked, kills }: ResumeReport): string[] {
  const keys = [...new Set(kills.flatMap((one) => one.keys))].join(', ');
  const next =
    stays.length > 0
      ? `The level is ${level} still: ${stays.join(', ')} stay killed.`
      : leaked.length > 0
        ? `The level is ${level} still: ${leaked.join(', ')} leaked and may be alive. keyward leak resume ${leaked[0]}.`
        : level === 'reduce'
          ? 'The level is reduce: bots may read, cancel and place orders that only reduce. keyward halt run lets them open again.'
          : `The level is ${level}.`;
  return [`Resumed: ${keys}.`, next];
}
