import {
  type FoundSettings,
  type KillPlan,
  type KillReport,
  type KillScope,
  killScope,
  killSettings,
  knownFault,
  loadSettings,
  ON_PRACTICE,
  planKill,
  type SessionParts,
  useKill,
} from '../../app/index.ts';
import type { Context, GlobalOptions, Output, Register } from '../command.ts';
import { confirm } from '../confirm.ts';
import { scopeOf } from '../key-scope.ts';
import { killJson, killLines, planLines } from '../kill-lines.ts';
import { paragraph } from '../paragraph.ts';
import { wrap } from '../wrap.ts';
import { type DrillOptions, drillHelp, drillOrCard, registerDrillOptions } from './kill-drill.ts';

const help = `
First the halt level is lowered to halt, for all bots. Then, over connections of
its own and all accounts at once: open orders are cancelled, positions closed
(reduce-only), holdings sold for the quote coin, and everything is read again
until nothing is left. Beside it the bots of these accounts are told to stop,
where bots.NAME.stop says how or keyward run has started them. It needs no
running Keyward, and none that answers; it needs the settings, whose accounts
they are: where none is found, the bots are halted and nothing else is done.
Coins in kill.keep are not sold. What was cut off, the next kill takes up. A
script needs --yes. keyward resume goes back to work.

What nobody looks at is listed: lists that the key may not read, and what the
exchange has beside them. At the end stands where each key is deleted; with
--until-dead it goes on until the exchanges refuse the keys.

--dry-run sends nothing but reads.
${drillHelp}
Exit codes: 0 flat, but for what is listed as not looked at, or a drill passed;
1 a drill failed; 3 an account could not be reached, the bots could not be
halted, or a key of --until-dead lives; 4 something is left (it is listed), also
a list that the key may not read though its bots trade there, or the order of a
live drill may be. 4 before 3.

Examples:
  keyward kill --dry-run
  keyward kill --reason "the bot buys at any price"
  keyward kill --scope main,second --cancel-only
  keyward --json kill --yes
  keyward kill --drill --live --scope main
  keyward kill --card > card.txt

With --json: {id, level, depth, startedAt, endedAt, by, reason, journaled,
unjournaled?, unrecorded?, unset?, accounts: [{key, exchange, state, cancelled,
closed, sold, dust, kept, residue: [{what, name, amount?, why}], unseen, calls,
durationMs}], bots: [{bot, way, state, says}], keys: [{key, exchange, name,
page, isDead?, says?}]}; state flat, residue, unreached.
--dry-run: {plan: [{key, exchange, state, cancels, closes, sells, dust, kept,
cannot, unseen, calls}], applied: false}; state read, unread, unreached.
--drill: {drill: {at, isPassed, drills: [{exchange, isPassed, orders, positions,
report, wrong}], unrecorded?}}. --drill --live: {drills: [{key, exchange, state,
market?, clientOrderId?, steps: [{what, isDone, says}]}]}; state passed, failed,
left, unreached. --card: {card}.`;

export interface KillOptions extends DrillOptions {
  readonly cancelOnly?: boolean;
  readonly reason?: string;
  readonly untilDead?: boolean;
}

export const registerKill: Register = (program, run) => {
  const kill = program
    .command('kill')
    .description('halt the bots, cancel all orders, close positions, sell holdings; verified until flat')
    .option('--scope <keys>', 'names of keys with commas between, or all (the default)')
    .option('--cancel-only', 'cancel all orders; positions and holdings stay')
    .option('--dry-run', 'only show what it would do to each account')
    .option('--reason <text>', 'why; it stands in the journal')
    .option('--until-dead', 'afterwards ask the exchanges until they refuse the keys, which you delete there')
    .option('--yes', 'do it without asking')
    .addHelpText('after', help);
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
    const found = await killSettings(session);
    const plan = await planKill(session, found, request);
    const exit = plan.some(({ state }: KillPlan) => state !== 'read') ? 3 : 0;
    const first = found.path === undefined ? [...paragraph(ON_PRACTICE, context.columns), ''] : [];
    return { exit, lines: [...first, ...planLines(context, plan)], json: { plan, applied: false } };
  }
  const about = await scopeToShow(session, request, options.yes === true);
  const lines = scopeLines(about, request.depth).flatMap((line) => paragraph(line, context.columns));
  await confirm(context, { plan: lines, word: 'kill', yes: options.yes });
  const goesOn = (): void =>
    context.say('It goes on to its end. Ctrl-C once more stops it here; keyward kill takes it up again.');
  context.stopping.addEventListener('abort', goesOn, { once: true });
  const wish = options.untilDead ? { untilDead: context.stopping } : {};
  const report = await useKill(session, { ...request, reason: options.reason ?? '', ...wish }, (key, says) => {
    for (const line of wrap(key === '' ? says : `${key}: ${says}`, context.columns, 2)) context.say(line);
  });
  return { exit: exitOf(report), lines: killLines(context, report), json: killJson(report) };
}

/** Settings that are broken or not there do not keep the bots from being halted: that is told once it is done. A name that is none does. */
async function scopeToShow(
  session: SessionParts,
  request: { readonly depth: 'cancel' | 'flat'; readonly scope?: readonly string[] },
  isSure: boolean,
): Promise<Shown> {
  let found: FoundSettings;
  try {
    found = loadSettings(session);
    // Nobody is asked before the bots are halted, not even the Keyward that runs here.
    if (found.path === undefined && isSure) return { why: [] };
    found = await killSettings(session);
  } catch (error) {
    const { message, lines } = knownFault(error);
    return { why: [`${message}.`, ...lines] };
  }
  const { path } = found;
  return { ...killScope(session, found, request), ...(path === undefined ? { note: ON_PRACTICE } : {}) };
}

/** What is about to be done, or why no account can be reached. */
type Shown = (KillScope & { readonly note?: string }) | { readonly why: readonly string[] };

function scopeLines(scope: Shown, depth: 'cancel' | 'flat'): string[] {
  if ('why' in scope) return ['All bots are halted. No account can be reached:', ...scope.why];
  const { keys, takenUp, wishes, note } = scope;
  const work =
    depth === 'cancel'
      ? 'all open orders are cancelled; positions and holdings stay'
      : 'all open orders are cancelled, positions closed at the market, holdings sold';
  return [
    ...(note === undefined ? [] : [note]),
    'All bots are halted, whatever the scope.',
    `Accounts of ${keys.join(', ') || 'no key'}: ${work}.`,
    ...(depth === 'flat' && wishes.keep.length > 0 ? [`Not sold: ${wishes.keep.join(', ')}.`] : []),
    ...takenUp.map(
      ({ startedAt, keys: cut }) => `The kill of ${startedAt.slice(0, 16)}Z is taken up: ${cut.join(', ')}.`,
    ),
  ];
}

/** What is left outranks what is not known. */
function exitOf({ record, unset, ends }: KillReport): Output['exit'] {
  const states = record.reports.map(({ state }) => state);
  if (states.includes('residue')) return 4;
  const isAlive = ends.some(({ isDead }) => isDead === false);
  return states.includes('unreached') || unset !== undefined || isAlive ? 3 : 0;
}
