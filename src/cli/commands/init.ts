import { applyInit, type InitChange, type InitPlan, planInit } from '../../app/index.ts';
import { KeywardError, shellWord } from '../../core/index.ts';
import type { Context, Output, Register } from '../command.ts';
import { table } from '../table.ts';
import { wrap } from '../wrap.ts';

interface Options {
  readonly exchange?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

const words = { create: 'create', append: 'add to', mode: 'chmod 600' } as const;

export const registerInit: Register = (program, run) => {
  program
    .command('init')
    .description('prepare this folder: .gitignore, .env.example, the mode of .env, a first keyward.yaml')
    .option('--exchange <names>', 'the exchanges, with commas between (default: binance)')
    .option('--dry-run', 'only show what would change')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `
It shows each change first and asks. It adds lines and makes files; it never
rewrites one that is there.

The bots of this folder are shown with their settings files and how those keep
their secrets; a file with plain secrets is kept from git, and from others of
this host unless a container or another user runs the bot.

With --json: {folder, changes: [{file, does, lines}], kept, unnamed,
warnings: [{file, sight, message, fix}], bots: [{kind, folder, pids, startedBy,
files: [{file, holds, mode}], open, leftOpen, unignored}], applied}

Examples:
  keyward init
  keyward init --exchange binance,okx --dry-run
  keyward init --yes && keyward up`,
    )
    .action((options: Options) => run((context) => init(context, options, program.opts().json === true)));
};

async function init(context: Context, options: Options, isJson: boolean): Promise<Output> {
  const ids = idsOf(options.exchange ?? 'binance');
  const plan = await planInit({ folder: context.folder, exchanges: ids });
  const unnamed = options.exchange === undefined ? [] : unnamedLines(plan, context);
  const shown = [
    ...botLines(plan, context),
    ...plan.changes.flatMap((change) => show(change, context)),
    ...(plan.changes.length === 0 ? ['Nothing to change: this folder is prepared.', ''] : []),
    ...unnamed,
    ...warningLines(plan.warnings, context),
  ];
  const done = (applied: boolean, lines: readonly string[]): Output => ({ exit: 0, lines, json: { ...plan, applied } });
  if (plan.changes.length === 0) return done(false, shown.slice(0, -1));
  if (options.dryRun) return done(false, [...shown, 'Nothing was changed (--dry-run).']);
  if (!options.yes) {
    for (const line of shown) context.say(line);
    const answer = await context.ask('Do this? [y/N] ');
    if (answer === undefined)
      throw new KeywardError('usage', 'there is no terminal to ask on: give --yes, or --dry-run to look only');
    if (!/^y(es)?$/i.test(answer.trim())) return { ...done(false, ['Nothing was changed.']), exit: 1 };
  }
  applyInit(plan);
  const told = options.yes ? [...brief(plan, context), ...unnamed] : [];
  const next = `${plan.changes.length === 1 ? '1 change' : `${plan.changes.length} changes`} made. Next: keyward up`;
  return done(true, isJson ? [] : [...told, next]);
}

/** The names between the commas, each once. */
function idsOf(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const ids = [...new Set(names.filter((name) => name !== ''))];
  if (ids.length === 0) throw new KeywardError('usage', '--exchange names no exchange');
  return ids;
}

function unnamedLines({ unnamed }: InitPlan, { style, columns }: Context): string[] {
  if (unnamed.length === 0) return [];
  const text = `keyward.yaml is there and is left as it is; it does not name ${unnamed.join(', ')}: write a key and a bot of it there.`;
  return [...wrap(text, columns).map((line) => style.yellow(line)), ''];
}

const held = {
  plain: 'plain secrets',
  'looks-encrypted': 'secrets under a key that is public: as good as plain',
  encrypted: 'encrypted secrets',
  nothing: 'no secrets',
  unread: 'could not be read',
} as const;

/** Each bot with its settings files; where secrets are plain, what the bot can be given instead. */
function botLines({ bots }: InitPlan, { style, columns }: Context): string[] {
  const lines = bots.flatMap(({ kind, folder, pids, startedBy, files }) => {
    const runs = pids.length === 0 ? [] : [`running as ${pids.join(', ')}`];
    const facts = [...runs, ...(startedBy.length === 0 ? [] : [`started by ${startedBy.join(', ')}`])];
    const head = `${style.bold(kind)} in ${folder}${facts.length === 0 ? '' : `: ${facts.join('; ')}`}`;
    const rows = files.map(({ file, mode, holds }) => [`  ${file}`, mode ?? '', held[holds]]);
    return [head, ...table(rows), ''];
  });
  const isPlain = bots.some(({ files }) => files.some(({ holds }) => holds === 'plain' || holds === 'looks-encrypted'));
  if (!isPlain) return lines;
  const left = bots.flatMap(({ leftOpen }) => leftOpen);
  for (const file of left) {
    const warning = `warning: others of this host can read ${file}; it is left so, for what runs the bot may need that. If it does not: chmod 600 ${shellWord(file)}`;
    lines.push(...wrap(warning, columns).map((line) => style.yellow(line)), '');
  }
  const hint =
    'A bot needs no exchange key: `keyward bot add NAME` makes one of its own, and `keyward check` tells more.';
  return [...lines, ...wrap(hint, columns), ''];
}

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
