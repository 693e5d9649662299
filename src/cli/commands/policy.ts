import type { Command } from 'commander';
import {
  checkSettings,
  describeBot,
  hasState,
  loadSettings,
  settingsJsonSchema,
  type TriedWorld,
  tryOrder,
  withOperations,
} from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, GlobalOptions, Output, Register, Run } from '../command.ts';
import { confirm, planOnly } from '../confirm.ts';
import { paragraph } from '../paragraph.ts';
import { botLines, budgetLines, checkLines, triedLines } from '../policy-lines.ts';

export const registerPolicy: Register = (program, run) => {
  const policy = program
    .command('policy')
    .description('what the bots may do')
    .addHelpText(
      'after',
      '\nExamples:\n  keyward policy check\n  keyward policy explain grid\n  keyward --json policy budgets',
    );
  registerCheck(policy, program, run);
  registerExplain(policy, program, run);
  registerBudgets(policy, program, run);
  registerRelease(policy, program, run);
  registerSchema(policy, run);
};

const checkHelp = `
Levels: error (cannot be used), warn (a limit is missing or cannot work), note
(worth knowing). Exit 1 on errors. A running Keyward has the settings of its
start; \`keyward doctor\` says when they are others.

Examples:
  keyward policy check
  keyward policy check bots/keyward.yaml
  keyward --json policy check

With --json: {file, keys, bots, findings: [{level, id, file, line, column, path,
message}]}`;

function registerCheck(policy: Command, program: Command, run: Run): void {
  policy
    .command('check [file]')
    .description('check the settings: every fault with its place, then what may not be meant')
    .addHelpText('after', checkHelp)
    .action((file: string | undefined) =>
      run(async (context) => {
        const checked = checkSettings(context.session(program.opts()), file);
        const exit = checked.findings.some(({ level }) => level === 'error') ? 1 : 0;
        return { exit, lines: checkLines(context, checked), json: checked };
      }),
    );
}

interface ExplainOptions {
  readonly market?: string;
  readonly side?: string;
  readonly type: string;
  readonly quantity?: string;
  readonly amount?: string;
  readonly price?: string;
  readonly trigger?: string;
  readonly reference?: string;
  readonly reduceOnly?: boolean;
  readonly unused?: boolean;
}

const explainHelp = `
Without --market: what the bot may do. With it: the decision on that order, as
of now, with every reason. No order is sent. Exit 1 when it is denied.

Examples:
  keyward policy explain grid
  keyward policy explain grid --market BTC/USDT --side buy --quantity 0.01 \\
    --price 50000 --reference 50100
  keyward policy explain grid --market BTC/USDT --side sell --type market \\
    --quantity 2 --reference 50100

With --json: {bot, key, exchange, environment, mayRead, mayTrade, markets,
scopes: [{scope, rules: [{rule, text}]}], never}
or {allowed, reasons: [{code, limit, actual, rule, intent}],
cost: {currency, notional, opens}, lines}`;

function registerExplain(policy: Command, program: Command, run: Run): void {
  policy
    .command('explain <bot>')
    .description('what a bot may do in plain words, or what the policy says to one order')
    .option('--market <symbol>', 'such as BTC/USDT, or BTC/USDT:USDT for a linear perpetual')
    .option('--side <side>', 'buy or sell')
    .option('--type <type>', 'the order type', 'limit')
    .option('--quantity <number>', 'base units')
    .option('--amount <number>', 'quote units, for a market order by amount')
    .option('--price <number>', 'the limit price')
    .option('--trigger <number>', 'the trigger price of a stop or take-profit')
    .option('--reference <number>', 'the reference price to decide with')
    .option('--reduce-only', 'it only makes a position smaller')
    .option('--unused', 'as if nothing were used yet and the halt level were run')
    .addHelpText('after', explainHelp)
    .action((bot: string, options: ExplainOptions) =>
      run(async (context) => {
        if (options.market !== undefined) return decideOn(context, program.opts(), bot, options);
        if (Object.keys(options).some((name) => name !== 'type'))
          throw new KeywardError('usage', '--market is missing: without it no order is looked at');
        return describe(context, program.opts(), bot);
      }),
    );
}

async function describe(context: Context, global: GlobalOptions, bot: string): Promise<Output> {
  const described = describeBot(loadSettings(context.session(global)).settings, bot);
  return { exit: 0, lines: botLines(context, described), json: described };
}

async function decideOn(
  context: Context,
  global: GlobalOptions,
  bot: string,
  options: ExplainOptions,
): Promise<Output> {
  const { settings } = loadSettings(context.session(global));
  const order = { ...options, market: options.market ?? '', side: options.side ?? '' };
  const world = await worldOf(context, global, options.unused === true);
  const tried = tryOrder(settings, bot, order, world);
  const blind =
    options.reference === undefined
      ? [
          '',
          ...paragraph('No --reference was given, so Keyward decided without a reference price.', context.columns).map(
            context.style.dim,
          ),
        ]
      : [];
  return { exit: tried.allowed ? 0 : 1, lines: [...triedLines(context, tried), ...blind], json: tried };
}

/** What has been used at this moment, and the halt level; nothing and `run` where no Keyward has ever run. */
async function worldOf(context: Context, global: GlobalOptions, isUnused: boolean): Promise<TriedWorld> {
  const nowMs = context.clock.nowMs();
  const session = context.session(global);
  if (isUnused || !hasState(session)) return { haltLevel: 'run', budgets: [], nowMs };
  return withOperations(session, async (operations) => {
    const [{ level }, { budgets }] = [await operations.haltState(), await operations.budgets()];
    return { haltLevel: level, budgets, nowMs };
  });
}

const budgetsHelp = `
Orders on their way and of unknown outcome count. Days begin at midnight UTC.

Examples:
  keyward policy budgets
  keyward --json policy budgets

With --json: {budgets: [{scope, ordersLastMinute, cancelsLastMinute, openOrders,
openNotional, dailyNotional, limits}],
orders: [{id, bot, market, side, state, clientOrderId, opens}]}`;

function registerBudgets(policy: Command, program: Command, run: Run): void {
  policy
    .command('budgets')
    .description('each limit with what is used and left, and the orders that are or may be open')
    .addHelpText('after', budgetsHelp)
    .action(() =>
      run(async (context) => {
        const found = await withOperations(context.session(program.opts()), (operations) => operations.budgets());
        return { exit: 0, lines: budgetLines(context, found), json: found };
      }),
    );
}

const releaseHelp = `
ID is that of a decision, as \`keyward policy budgets\` lists it.

Examples:
  keyward policy release 01K9ZW3M5RD0Q2V7C4T8XJ6HNB

With --json: {released}: how many orders it was. With --dry-run: {plan,
applied: false}.`;

function registerRelease(policy: Command, program: Command, run: Run): void {
  policy
    .command('release <id>')
    .description('give back what an order of unknown outcome holds, when you have looked yourself')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only show what would change')
    .addHelpText('after', releaseHelp)
    .action((given: string, options: { yes?: boolean; dryRun?: boolean }) =>
      run(async (context) => {
        const id = given.toUpperCase();
        const { orders } = await withOperations(context.session(program.opts()), (operations) => operations.budgets());
        const held = orders.filter((order) => order.id === id);
        if (held.length === 0)
          throw new KeywardError('usage', `no open or unknown order belongs to the decision ${given}`);
        const plan = [
          ...held.map(({ bot, side, market, opens, state }) => `${bot}: ${side} ${market}, ${opens}, ${state}.`),
          `The order of decision ${id} will no longer count as open.`,
          'If it is open at the exchange all the same, the bot may then exceed its limits.',
        ];
        if (options.dryRun) return planOnly(context, plan);
        await confirm(context, { plan, word: 'release', yes: options.yes });
        const by = `cli ${context.environment.user}`;
        const done = await withOperations(context.session(program.opts()), (operations) =>
          operations.release({ id, by }),
        );
        return {
          exit: 0,
          lines: [`Released: ${done.released === 1 ? '1 order' : `${done.released} orders`} of decision ${id}.`],
          json: done,
        };
      }),
    );
}

const schemaHelp = `
For editors; the first line of keyward.yaml may name it:
  # yaml-language-server: $schema=keyward.schema.json

Examples:
  keyward policy schema > keyward.schema.json

With --json: the schema, on one line.`;

function registerSchema(policy: Command, run: Run): void {
  policy
    .command('schema')
    .description('the JSON Schema of keyward.yaml')
    .addHelpText('after', schemaHelp)
    .action(() =>
      run(async () => {
        const schema = settingsJsonSchema();
        return { exit: 0, lines: [JSON.stringify(schema, null, 2)], json: schema };
      }),
    );
}
