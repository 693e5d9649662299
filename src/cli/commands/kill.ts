import { type KillPlan, type KillReport, type KillScope, killScope, planKill, useKill } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, GlobalOptions, Output, Register } from '../command.ts';
import { confirm } from '../confirm.ts';
import { killJson, killLines, planLines } from '../kill-lines.ts';
import { paragraph } from '../paragraph.ts';
import { type DrillOptions, drillHelp, drillOrCard, registerDrillOptions } from './kill-drill.ts';

const help = `
First the halt level is lowered to halt, for all bots. Then, over connections of
its own and all accounts at once: open orders are cancelled, positions closed
(reduce-only), holdings sold for the quote coin, and everything is read again
until nothing is left. Beside it the bots of these accounts are told to stop,
where bots.NAME.stop says how or keyward run has started them. It needs no
running Keyward, and none that answers. Coins in kill.keep are not sold. What
was cut off, the next kill takes up.

A script needs --yes. --dry-run sends nothing but reads. keyward resume goes
back to work.

Exit codes: 0 flat, 4 something is left (it is listed), 3 an account could not
be reached, or the bots could not be halted; 4 before 3.

Examples:
  keyward kill --dry-run
  keyward kill --reason "the bot buys at any price"
  keyward kill --scope main,second --cancel-only
  keyward --json kill --yes

With --json: {id, level, depth, startedAt, endedAt, by, reason, journaled,
unjournaled?, unrecorded?, unset?, accounts: [{key, exchange, state, cancelled,
closed, sold, dust, kept, residue: [{what, name, amount?, why}], calls,
durationMs}], bots: [{bot, way, state, says}]}; state is flat, residue or
unreached. With --dry-run: {plan: [{key, exchange, state, cancels, closes,
sells, dust, kept, cannot, calls}], applied: false}; state is read, unread or
unreached.`;

export interface KillOptions extends DrillOptions {
  readonly cancelOnly?: boolean;
  readonly reason?: string;
}

export const registerKill: Register = (program, run) => {
  const kill = program
    .command('kill')
    .description('halt the bots, cancel all orders, close positions, sell holdings; verified until flat')
    .option('--scope <keys>', 'names of keys with commas between, or all (the default)')
    .option('--cancel-only', 'cancel all orders; positions and holdings stay')
    .option('--dry-run', 'only show what it would do to each account')
    .option('--reason <text>', 'why; it stands in the journal')
    .option('--yes', 'do it without asking')
    .addHelpText('after', help + drillHelp);
  registerDrillOptions(kill).action((options: KillOptions) =>
    run(async (context) => {
      const global = program.opts();
      return drillOrCard(context, global, options) ?? killOrPlan(context, global, options);
    }),
  );
};

async function killOrPlan(context: Context, global: GlobalOptions, options: KillOptions): Promise<Output> {
  const session = context.session(global);
  const scope = scopeOf(options.scope);
  const request = { depth: options.cancelOnly ? ('cancel' as const) : ('flat' as const), ...(scope ? { scope } : {}) };
  if (options.dryRun) {
    const plan = await planKill(session, request);
    const exit = plan.some(({ state }: KillPlan) => state !== 'read') ? 3 : 0;
    return { exit, lines: planLines(context, plan), json: { plan, applied: false } };
  }
  const about = scopeToShow(() => killScope(session, request));
  const lines = scopeLines(about, request.depth).flatMap((line) => paragraph(line, context.columns));
  await confirm(context, { plan: lines, word: 'kill', yes: options.yes });
  const goesOn = (): void =>
    context.say('It goes on to its end. Ctrl-C once more stops it here; keyward kill takes it up again.');
  context.stopping.addEventListener('abort', goesOn, { once: true });
  const report = await useKill(session, { ...request, reason: options.reason ?? '' }, (key, says) =>
    context.say(`${key}: ${says}`),
  );
  return { exit: exitOf(report), lines: killLines(context, report), json: killJson(report) };
}

/** Broken settings do not keep the bots from being halted: they are told once that is done. */
function scopeToShow(read: () => KillScope): KillScope | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'usage') throw error;
    return undefined;
  }
}

function scopeOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined || text === 'all') return undefined;
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw new KeywardError('usage', '--scope names no key');
  return names;
}

function scopeLines(scope: KillScope | undefined, depth: 'cancel' | 'flat'): string[] {
  if (!scope) return ['All bots are halted. The settings cannot be read, so no account can be reached.'];
  const { keys, takenUp, wishes } = scope;
  const work =
    depth === 'cancel'
      ? 'all open orders are cancelled; positions and holdings stay'
      : 'all open orders are cancelled, positions closed at the market, holdings sold';
  return [
    'All bots are halted, whatever the scope.',
    `Accounts of ${keys.join(', ') || 'no key'}: ${work}.`,
    ...(depth === 'flat' && wishes.keep.length > 0 ? [`Not sold: ${wishes.keep.join(', ')}.`] : []),
    ...takenUp.map(
      ({ startedAt, keys: cut }) => `The kill of ${startedAt.slice(0, 16)}Z is taken up: ${cut.join(', ')}.`,
    ),
  ];
}

/** What is left outranks what is not known. */
function exitOf({ record, unset }: KillReport): Output['exit'] {
  const states = record.reports.map(({ state }) => state);
  if (states.includes('residue')) return 4;
  return states.includes('unreached') || unset !== undefined ? 3 : 0;
}
