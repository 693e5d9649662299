import { applyInit, type InitChange, type InitPlan, planInit } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, Register } from '../command.ts';
import { table } from '../table.ts';
import { wrap } from '../wrap.ts';

interface Options {
  readonly exchange: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

const words = { create: 'create', append: 'add to', mode: 'chmod 600' } as const;

export const registerInit: Register = (program, run) => {
  program
    .command('init')
    .description('prepare this folder: .gitignore, .env.example, the mode of .env, a first keyward.yaml')
    .option('--exchange <names>', 'the exchanges, with commas between', 'binance')
    .option('--dry-run', 'only show what would change')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `
It shows each change first and asks. It adds lines and makes files; it never
rewrites one that is there.

With --json: {folder, changes: [{file, does, lines}], kept,
warnings: [{file, sight, message, fix}], applied}

Examples:
  keyward init
  keyward init --exchange binance,okx --dry-run
  keyward init --yes && keyward up`,
    )
    .action((options: Options) =>
      run(async (context) => {
        const ids = [
          ...new Set(
            options.exchange
              .split(',')
              .map((id) => id.trim())
              .filter((id) => id !== ''),
          ),
        ];
        if (ids.length === 0) throw new KeywardError('usage', '--exchange names no exchange');
        const plan = await planInit({ folder: context.folder, exchanges: ids });
        const isJson = program.opts().json === true;
        const shown = [
          ...plan.changes.flatMap((change) => show(change, context)),
          ...(plan.changes.length === 0 ? ['Nothing to change: this folder is prepared.', ''] : []),
          ...warningLines(plan.warnings, context),
        ];
        const done = (applied: boolean, lines: readonly string[]) => ({
          exit: 0 as const,
          lines,
          json: { ...plan, applied },
        });
        if (plan.changes.length === 0) return done(false, shown.slice(0, -1));
        if (options.dryRun) return done(false, [...shown, 'Nothing was changed (--dry-run).']);
        if (!options.yes) {
          for (const line of shown) context.say(line);
          const answer = await context.ask('Do this? [y/N] ');
          if (answer === undefined)
            throw new KeywardError('usage', 'there is no terminal to ask on: give --yes, or --dry-run to look only');
          if (!/^y(es)?$/i.test(answer.trim())) return { ...done(false, ['Nothing was changed.']), exit: 1 as const };
        }
        applyInit(plan);
        const told = options.yes ? brief(plan, context) : [];
        const next = `${plan.changes.length === 1 ? '1 change' : `${plan.changes.length} changes`} made. Next: keyward up`;
        return done(true, isJson ? [] : [...told, next]);
      }),
    );
};

/** A line for each change, and the warnings. */
function brief({ changes, warnings }: InitPlan, context: Context): string[] {
  const rows = changes.map(({ file, does, lines }) => [
    words[does],
    file,
    does === 'mode' ? '' : `${lines.length} lines`,
  ]);
  return [...table(rows), ...warningLines(warnings, context)];
}

function warningLines(warnings: InitPlan['warnings'], { style, columns }: Context): string[] {
  return warnings.flatMap(({ message, fix }) => [
    ...wrap(`warning: ${message}.`, columns).map((line) => style.yellow(line)),
    `  ${style.bold(fix)}`,
    '',
  ]);
}

function show({ file, does, lines }: InitChange, { style }: Context): string[] {
  const head = `${style.bold(words[does])} ${file}`;
  return does === 'mode' ? [head, ''] : [head, ...lines.map((line) => (line === '' ? '' : style.dim(`  ${line}`))), ''];
}
