import { resolve } from 'node:path';
import {
  type HookAnswer,
  type HookName,
  type HookReport,
  hookNames,
  hookStatus,
  installHooks,
  readRefs,
  runHook,
  uninstallHooks,
} from '../../app/index.scan.ts';
import { KeywardError, unknownName } from '../../core/index.ts';
import { cleanAll } from '../clean.ts';
import type { Context, Output, Register, Run } from '../command.ts';
import { paragraph } from '../paragraph.ts';

const help = `
Before a commit its index is looked through, before a push every commit that the
remote does not have, with its message, merges and tags among them. Of a new
branch the address that is pushed to is asked what it has. Hooks that
were there before are called first, and put back by uninstall. The folder is
the one that git uses, core.hooksPath too. With the pre-commit framework, husky,
lefthook, GitHub or GitLab: docs/hooks.md.

Nobody can be kept from \`git commit --no-verify\`: a check in the CI sees what
hooks did not.

Examples:
  keyward hook install
  keyward hook install --baseline keys.baseline
  keyward hook status
  keyward hook uninstall

Exit codes: 0 both hooks look through, or were taken away, 1 of status: one does
not, of run: something was found, 3 of run: not all could be looked at.
With --json: {top, folder, reach, hooks: [{hook, path, is, kept?,
baseline?}]}; of run: {hook, leaks, unscanned, read}.`;

interface Options {
  readonly baseline?: string;
}

export const registerHook: Register = (program, run) => {
  const hook = program
    .command('hook')
    .description('git hooks that refuse a commit or a push with a key in it')
    .addHelpText('after', help);
  registerPlace(
    hook
      .command('install [folder]')
      .description('put them in; others are kept and called')
      .addHelpText('after', () => helpOf(PLACE_JSON, 'install', 'install ../bot --baseline keys.baseline')),
    run,
    installHooks,
  );
  registerPlace(
    hook
      .command('uninstall [folder]')
      .description('take them away; others are put back')
      .addHelpText('after', () => helpOf(PLACE_JSON, 'uninstall')),
    run,
    uninstallHooks,
  );
  registerPlace(
    hook
      .command('status [folder]')
      .description('what git runs before a commit and a push')
      .addHelpText('after', () => helpOf(PLACE_JSON, 'status', 'status --baseline keys.baseline')),
    run,
    hookStatus,
  );
  hook
    .command('run <hook> [args...]')
    .description('what the hooks call: pre-commit, or pre-push with what git gives it')
    .option('--baseline <file>', 'leaks that are known')
    .addHelpText('after', () =>
      helpOf(
        'With --json: {hook, leaks, unscanned, read}.',
        'run pre-commit',
        'run pre-push -- origin git@host:bot.git',
      ),
    )
    .action((name: string, args: string[], { baseline }: Options) =>
      run(async (context) => {
        const known = hookNames.find((one): one is HookName => one === name);
        if (!known) throw new KeywardError('usage', unknownName('hook', name, hookNames));
        return answerOf(context, known, await answer(context, known, args, baseline));
      }),
    );
};

type Change = typeof installHooks;

/** Below a command: how it is called, and what it gives. */
const helpOf = (json: string, ...examples: readonly string[]): string =>
  ['', 'Examples:', ...examples.map((one) => `  keyward hook ${one}`), '', json].join('\n');
const PLACE_JSON = 'With --json: {top, folder, reach, hooks: [{hook, path, is, kept?, baseline?}]}.';

function registerPlace(command: ReturnType<Parameters<Register>[0]['command']>, run: Run, change: Change): void {
  if (change === installHooks) command.option('--baseline <file>', 'leaks that are known, which the hooks let pass');
  if (change === hookStatus) command.option('--baseline <file>', 'the one that the hooks are to have');
  command.action((folder: string | undefined, { baseline }: Options) =>
    run(async (context) => {
      const report = await change({
        folder: resolve(context.folder, folder ?? '.'),
        program: { node: process.execPath, main: context.main },
        ...(baseline === undefined ? {} : { baseline: resolve(context.folder, baseline) }),
      });
      const isThere = report.hooks.every(({ is }) => is === 'ours' || is === 'calls');
      return {
        exit: change === hookStatus && !isThere ? 1 : 0,
        lines: placeLines(context, report, change),
        json: report,
      };
    }),
  );
}

const SAYS: Readonly<Record<HookReport['hooks'][number]['is'], string>> = {
  ours: 'looks for keys',
  calls: 'calls keyward',
  old: 'of another version or place of Keyward, or with another baseline: install again',
  other: 'does not look for keys',
  absent: 'not there',
};

function placeLines({ columns }: Context, report: HookReport, change: Change): string[] {
  const { folder, reach, hooks } = cleanAll(report);
  const lines = hooks.map(
    ({ hook, is, kept, baseline }) =>
      `${hook.padEnd(12)}${SAYS[is]}${baseline ? `, but for what ${baseline} knows` : ''}${kept ? ', after the one that was there before' : ''}`,
  );
  const reached = {
    repository: [],
    tracked: [
      'The folder is in the working tree: whoever clones it needs `keyward` in the PATH, or commits are refused.',
    ],
    shared: ['The folder is outside of this repository: its hooks are those of every repository that names it.'],
  }[reach];
  const last =
    change === installHooks ? ['A commit with --no-verify passes them by: have the CI look too (docs/hooks.md).'] : [];
  return [...lines, ...[`in ${folder}`, ...reached, ...last].flatMap((text) => paragraph(text, columns))];
}

async function answer(
  context: Context,
  hook: HookName,
  args: readonly string[],
  baseline: string | undefined,
): Promise<HookAnswer> {
  const { environment, folder, clock, stopping } = context;
  const refs = hook === 'pre-push' ? await readRefs() : '';
  return runHook(
    { hook, folder, args, refs, variables: environment.variables, ...(baseline === undefined ? {} : { baseline }) },
    {
      version: context.version,
      home: environment.home,
      userHome: environment.variables['HOME'],
      clock,
      stopping,
      tell: () => undefined,
    },
  );
}

const MOST_SHOWN = 20;

/** Told on standard error: git shows it there, between its own lines. */
function answerOf(context: Context, hook: HookName, { exit, report }: HookAnswer): Output {
  const { leaks = [], unscanned = [], read = 0 } = cleanAll(report ?? {}) as Partial<NonNullable<HookAnswer['report']>>;
  const json = { hook, leaks, unscanned, read };
  if (exit === 0) return { exit, lines: [], json };
  const what = hook === 'pre-commit' ? 'commit' : 'push';
  const { red, bold } = context.style;
  const counted = leaks.filter(({ excused, severity }) => !excused && severity !== 'info');
  const say = (text: string): void => {
    for (const line of paragraph(text, context.columns)) context.say(line);
  };
  if (exit === 3) {
    context.say(red(`keyward: the ${what} is refused: not all of it could be looked at.`));
    for (const { path, why } of unscanned.slice(0, MOST_SHOWN)) context.say(`  ${path}  ${why}`);
    say(`If that is as it should be: git ${what} --no-verify`);
    return { exit, lines: [], json };
  }
  context.say(
    red(
      `keyward: the ${what} is refused: ${counted.length === 1 ? 'a secret is' : `${counted.length} secrets are`} in it.`,
    ),
  );
  for (const { title, parts, places } of counted.slice(0, MOST_SHOWN)) {
    const [place] = places;
    const commit = place?.commit === undefined ? '' : `  in ${place.commit.slice(0, 12)}`;
    context.say(
      `  ${bold(`${place?.path}:${place?.line}`)}  ${title}: ${parts.map(({ part }) => part).join(', ')}${commit}`,
    );
  }
  if (counted.length > MOST_SHOWN) context.say(`  and ${counted.length - MOST_SHOWN} more`);
  say(
    hook === 'pre-commit'
      ? 'Take it out, add the file again, and read the key from the environment or a vault.'
      : 'It stands in commits: take it out of them (git rebase -i, git commit --amend), not only of the newest. A key that was ever pushed is to be replaced.',
  );
  say(
    `None at all? Write \`keyward:ignore REASON\` in a comment beside it. To let it pass all the same: git ${what} --no-verify`,
  );
  return { exit, lines: [], json };
}
