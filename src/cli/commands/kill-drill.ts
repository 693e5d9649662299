import { hostname } from 'node:os';
import type { Command } from 'commander';
import {
  type DrillPlan,
  drillOnPractice,
  type KillCard,
  killCard,
  type LiveDrillReport,
  LiveDrills,
  type PracticeDrill,
} from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, GlobalOptions, Output } from '../command.ts';
import { confirm, planOnly } from '../confirm.ts';
import { scopeOf } from '../key-scope.ts';
import { paragraph } from '../paragraph.ts';
import { fields, table } from '../table.ts';

/** The options of `keyward kill` that try the switch, or prepare for the day on which this host is gone. */
export interface DrillOptions {
  readonly drill?: boolean;
  readonly live?: boolean;
  readonly card?: boolean;
  readonly scope?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** To stand in the help of `keyward kill`. */
export const drillHelp = `
--drill uses the switch on a practice exchange of its own, for each exchange of
the settings, with orders, positions and holdings; no account is touched, and
the date is kept. --drill --live places, on each account, the smallest order far
below the market in a market of its bots, which rests; sees it among the open
orders, cancels it and sees it gone: so permission, address and way are proven.
It takes the balance that this order locks for some seconds.

--card prints what to do by phone and browser when this host cannot be reached,
and what to type from another one; it holds no secret.
`;

export function registerDrillOptions(kill: Command): Command {
  return kill
    .option('--drill', 'try the switch on a practice exchange of its own')
    .option('--live', 'with --drill: one far-off smallest order on each account, placed and cancelled')
    .option('--card', 'print what to do when this host cannot be reached');
}

/** What `keyward kill` does with these options; `undefined` where none of them is given, so that it is the switch itself that is meant. */
export function drillOrCard(
  context: Context,
  global: GlobalOptions,
  options: DrillOptions,
): Promise<Output> | undefined {
  if (options.live && !options.drill) throw new KeywardError('usage', '--live goes with --drill');
  if (options.card && options.drill) throw new KeywardError('usage', '--card and --drill do not go together');
  if (options.card) return card(context, global);
  if (!options.drill) return undefined;
  return options.live ? live(context, global, options) : practice(context, global, options);
}

async function practice(context: Context, global: GlobalOptions, { dryRun }: DrillOptions): Promise<Output> {
  if (dryRun) throw new KeywardError('usage', '--drill alone touches no account: there is nothing to plan');
  const drill = await drillOnPractice(context.session(global), (exchange, says) => context.say(`${exchange}: ${says}`));
  const { style } = context;
  const rows = drill.drills.map(({ exchange, isPassed, orders, positions, report }) => [
    exchange,
    isPassed ? style.green('passed') : style.red('failed'),
    `${orders} orders, ${positions} positions`,
    `${report.sold.length} coins sold`,
    `${report.calls} calls, ${(report.durationMs / 1_000).toFixed(1)} s`,
  ]);
  const lines = [
    ...table(rows, 2),
    ...drill.drills.flatMap((one) => wrongOf(one)).map((line) => style.red(line)),
    '',
    `The kill switch ${drill.isPassed ? 'works on the practice exchange' : 'did not do what it promises'}.`,
    ...(drill.unrecorded === undefined
      ? []
      : paragraph(`The date could not be kept (${drill.unrecorded}).`, context.columns)),
    style.dim('keyward kill --drill --live tries permission, address and way on the accounts.'),
  ];
  return { exit: drill.isPassed ? 0 : 1, lines, json: { drill } };
}

function wrongOf({ exchange, report, wrong }: PracticeDrill): string[] {
  return [...report.residue.map(({ what, name, why }) => `${what} ${name}: ${why}`), ...wrong].map(
    (line) => `  ${exchange}: ${line}`,
  );
}

async function live(context: Context, global: GlobalOptions, options: DrillOptions): Promise<Output> {
  const drills = await LiveDrills.open(context.session(global), scopeOf(options.scope));
  try {
    const plan = drills.plans.map(planText);
    if (options.dryRun) return planOnly(context, plan);
    await confirm(context, { plan, word: 'drill', yes: options.yes });
    const reports = await drills.run();
    return {
      exit: exitOf(reports),
      lines: reports.flatMap((one) => reportLines(context, one)),
      json: { drills: reports },
    };
  } finally {
    await drills.close();
  }
}

function planText({ key, exchange, market, clientOrderId, cannot }: DrillPlan): string {
  if (cannot !== undefined) return `${key} (${exchange}): not tried, ${cannot}.`;
  return `${key} (${exchange}): one smallest order to buy ${market}, far below the market, placed and cancelled (${clientOrderId}).`;
}

function reportLines({ style, columns }: Context, report: LiveDrillReport): string[] {
  const { key, exchange, market, state, steps } = report;
  const word = { passed: style.green, failed: style.red, left: style.red, unreached: style.yellow }[state](state);
  return [
    `${key} (${exchange}${market === undefined ? '' : `, ${market}`}): ${word}`,
    ...steps.flatMap(({ what, isDone, says }) =>
      paragraph(`${isDone ? 'done' : 'not done'}: ${what}: ${says}`, columns, 2),
    ),
    ...(state === 'left'
      ? paragraph(
          style.red(`Look for the order ${report.order ?? report.clientOrderId} in ${market} and cancel it.`),
          columns,
          2,
        )
      : []),
  ];
}

function exitOf(reports: readonly LiveDrillReport[]): Output['exit'] {
  const states = reports.map(({ state }) => state);
  if (states.includes('left')) return 4;
  if (states.includes('failed')) return 1;
  return states.includes('unreached') ? 3 : 0;
}

async function card(context: Context, global: GlobalOptions): Promise<Output> {
  const made = await killCard(context.session(global), hostname());
  return { exit: 0, lines: cardLines(made), json: { card: made } };
}

/** As wide as a page that is printed, whatever the terminal. */
const PAGE = 80;

/** Exported for its test: it is to fit on a page. */
export function cardLines({
  madeAt,
  host,
  home,
  settings,
  byShell,
  exchanges,
  practiceKeys,
  byHand,
  secondHost,
  drilledAt,
}: KillCard): string[] {
  const numbered = (steps: readonly string[]): string[] =>
    steps.flatMap((step, at) => {
      const [first = '', ...rest] = paragraph(step, PAGE, 5);
      return [`  ${at + 1}. ${first.trimStart()}`, ...rest];
    });
  return [
    `WHEN ${host.toUpperCase()} CANNOT BE REACHED        (made ${madeAt.slice(0, 10)})`,
    '',
    'Its Keyward has',
    ...fields(
      [
        ['state', home],
        ['settings', settings ?? 'no file'],
      ],
      PAGE,
      2,
    ),
    'From any host that still reaches it; if only Keyward hangs, that is enough:',
    ...byShell.map((line) => `  ${line}`),
    `The switch was last drilled: ${drilledAt === undefined ? 'never (keyward kill --drill)' : drilledAt.slice(0, 10)}.`,
    '',
    'BY PHONE OR BROWSER, with your own login and second factor',
    ...numbered(byHand),
    '',
    ...(exchanges.length === 0 ? ['  The settings have no account with money of a real exchange.'] : []),
    ...exchanges.flatMap(({ name, keys, url }) => [
      ...paragraph(`${name} (${keys.join('; ')})`, PAGE, 2),
      `    keys: ${url}`,
    ]),
    ...(practiceKeys.length === 0
      ? []
      : paragraph(`Not here: ${practiceKeys.join(', ')}, on the practice exchange of Keyward.`, PAGE, 2)),
    '',
    'FROM A SECOND HOST',
    ...numbered(secondHost),
    '',
    'Afterwards: replace the keys, and look at what happened (keyward journal tail).',
  ];
}
