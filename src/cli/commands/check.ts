import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option } from 'commander';
import {
  type CheckFormat,
  type CheckReport,
  checkedBoxes,
  checkFormats,
  failsAt,
  knownFault,
  reportIn,
  runChecks,
  type Severity,
  severities,
} from '../../app/index.ts';
import { KeywardError, writeFileDurably } from '../../core/index.ts';
import { checklistLines, detailLines, reportLines } from '../check-table.ts';
import { cleanJson } from '../clean.ts';
import type { Context, Output, Register } from '../command.ts';

const help = `
Without an id or a family: all checks. They look at the keys, the secrets and
repositories of the bots, their packages and settings, this host, the clock, the
accounts, the kill switch and the alarms, and change none of them; the journal
has the audit of the keys. What could not be seen is "unknown", never a pass.

An owner's word: \`keyward attest ID\` for what no program can see, \`keyward
waive ID\` for what may stand for a time.

Exit codes: 0 nothing fails at the level of --fail-on, 1 something does, 3
nothing does, but something at that level could not be seen; 2 it was called
wrongly, or the report could not be written.

Examples:
  keyward check
  keyward check HOST
  keyward check KEY-01 HOST-02
  keyward check --checklist
  keyward check --format sarif --output checks.sarif
  keyward check --baseline

With ids or families there is no letter and no score: a part has none. Reports
are compared with those of the same settings and folder.

With --json: {atMs, version, asked?, score?: {points, letter, deductions, caps},
counts, checks: [{id, family, title, severity, state, why, how, undo,
references, boxes, findings: [{state, about, says, by, severity, confidence,
fix, saw, places?, word?, sinceMs?}]}], before?, drift?, uncompared?, notes};
with --checklist {boxes: [{number, part, text, done?, state?, checks}]}.`;

interface CheckOptions {
  readonly failOn: Severity | 'never';
  readonly format: CheckFormat | 'table' | 'json';
  readonly output?: string;
  readonly all?: true;
  readonly checklist?: true;
  readonly baseline?: true;
}

const MOMENT_MS = 700;

export const registerCheck: Register = (program, run) => {
  program
    .command('check [ids...]')
    .description('every control that a trading bot needs: is it so, how was it seen, what to do')
    .addOption(
      new Option('--fail-on <level>', 'the least severity that makes the exit code 1')
        .choices([...severities, 'never'])
        .default('high'),
    )
    .addOption(
      new Option('--format <format>', 'how the report is written')
        .choices(['table', 'json', ...checkFormats])
        .default('table'),
    )
    .option('--output <file>', 'where the report is written; not with the table')
    .option('--all', 'tell also of what is fine')
    .option('--checklist', "the guides' own list, each box with its checks and state")
    .option('--baseline', 'call this state good; what differs later is told, and what is worse is an alarm')
    .addHelpText('after', help)
    .action((ids: string[], options: CheckOptions) => run((context) => check(context, program.opts(), ids, options)));
};

async function check(
  context: Context,
  global: { readonly json?: boolean },
  ids: readonly string[],
  options: CheckOptions,
): Promise<Output> {
  const { format, output } = options;
  if (ids.length > 0 && options.baseline)
    throw new KeywardError('usage', '--baseline is of all checks: leave the ids out');
  if (options.checklist && (format !== 'table' || output !== undefined))
    throw new KeywardError(
      'usage',
      '--checklist is a table, or JSON with --json: leave --format and --output out; the reports in html and markdown have the list too',
    );
  if (output !== undefined && format === 'table')
    throw new KeywardError('usage', `--output needs --format: json, ${checkFormats.join(', ')}`);
  const startedMs = context.clock.monotonicMs();
  const report = await runChecks(context.session(global), {
    wants: ids,
    version: context.version,
    ...(options.baseline ? { blesses: true } : {}),
    ...(context.isTerminal ? { say: (waiting) => sayWaiting(context, waiting, startedMs) } : {}),
  });
  const exit = exitOf(report, options.failOn);
  if (options.checklist) {
    const boxes = checkedBoxes(report.checks);
    return { exit, lines: checklistLines(boxes, context), json: { boxes } };
  }
  if (format !== 'table' && global.json !== true)
    return { exit, lines: written(report, format, output, context), json: report };
  const isNamed = ids.length > 0 && ids.every((id) => id.includes('-'));
  const lines = isNamed ? detailLines(report.checks, context) : reportLines(report, context, options.all === true);
  const blessed = options.baseline ? ['', 'This state is the baseline now.'] : [];
  return { exit, lines: [...lines, ...blessed], json: report };
}

/** Whoever waits is told for what, once it takes longer than a moment. */
function sayWaiting(context: Context, waiting: readonly string[], startedMs: number): void {
  if (waiting.length === 0 || context.clock.monotonicMs() - startedMs < MOMENT_MS) return;
  context.say(context.style.dim(`waiting for ${waiting.join(', ')}`));
}

function written(
  report: CheckReport,
  format: CheckFormat | 'json',
  output: string | undefined,
  context: Context,
): readonly string[] {
  const made = format === 'json' ? `${JSON.stringify(report, undefined, 1)}\n` : reportIn(format, report);
  const text = format === 'json' || format === 'sarif' ? cleanJson(made) : made;
  if (output === undefined) return text.trimEnd().split('\n');
  writeReport(resolve(context.folder, output), text);
  return [context.style.dim(`written to ${output}`)];
}

/** Whole or not at all, as a file of its owner alone; what is no file there, such as a link or a device, stays. Throws `report-unwritten`. */
function writeReport(path: string, text: string): void {
  try {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there && !there.isFile()) throw new KeywardError('report-unwritten', `${path} is no ordinary file`);
    writeFileDurably(path, text);
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    const { message } = knownFault(error);
    throw new KeywardError('report-unwritten', message, { cause: error });
  }
}

function exitOf({ checks }: CheckReport, level: Severity | 'never'): 0 | 1 | 3 {
  if (level === 'never') return 0;
  if (failsAt(checks, level).length > 0) return 1;
  const limit = severities.indexOf(level);
  const isUnseen = checks.some(({ findings }) =>
    findings.some(({ state, severity }) => state === 'unknown' && severities.indexOf(severity) <= limit),
  );
  return isUnseen ? 3 : 0;
}
