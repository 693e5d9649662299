import type { Command } from 'commander';
import { type Found, shortTimes, startWatch, watchOnce, withOperations } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import { clean, cleanAll } from '../clean.ts';
import type { Context, GlobalOptions, Output, Register, Run } from '../command.ts';
import { paragraph } from '../paragraph.ts';
import { statusLines } from '../watch-lines.ts';

const help = `
The monitor alone, for another host: no gateway, no journal. Settings as usual,
best with a key of its own that only reads (monitor.with). It prints a line for
each finding, sends alerts over the channels of the settings, and acts on
nothing. Without the journal it takes orders in the bots' own markets for the
bots', and any that is named as those of the kill switch for those (told as
information); keyward up, which watches as well, knows them apart.

With --once it looks once and compares with the look before. Exit code then: 0
nothing, 1 something was found (warning or critical), 3 a list could not be
read.

Examples:
  keyward watch
  keyward watch --once
  keyward watch status
  keyward watch declare --key main --for 2h --why "I close by hand"
  keyward watch ack 'foreign-order main 123' --why "that was me"

With --json a line when it is ready, {ready, keys, notes}, then one for each
finding, {at, key, kind, severity, about, says, evidence, market?, isSecurity},
and {stopped: true}; with --once {findings, unread, forbidden, lists}.`;

const statusHelp = `
Of a running keyward up: for each key how many lists are read, how old the
oldest of those readings is, what cannot be read, and whether the books add up.
With --all every list, how old its last whole reading is, and whether it can be
read; and the books of the account, by wallet.

Examples:
  keyward watch status
  keyward watch status --all
  keyward --json watch status

With --json: {watching, accounts: [{key, lists: [{list, state, ageMs?, why?}],
books: [{wallet, coins, closedAt, open}]}]}; state is read, waiting, failing or
forbidden. Exit code: 0, 1 where nothing watches, 3 where a list cannot be read.`;

const declareHelp = `
Before you trade by hand on an account that is watched: for that time orders of
others are told without an alarm. Withdrawals and transfers only with --moves.
Whoever always trades there stands in the settings, under monitor.others.

Examples:
  keyward watch declare --key main --for 2h --why "I close by hand"
  keyward watch declare --key main --for 30m --moves --why "cold wallet"

With --json: {key, until}.`;

const ackHelp = `
It ends the alarm of a finding that you know of, and it is not told again. The
alarm names it; so does keyward journal tail.

Examples:
  keyward watch ack 'foreign-order main 123' --why "that was me"

With --json: {about, key}.`;

export const registerWatch: Register = (program, run) => {
  const watch = program
    .command('watch')
    .description('watch the accounts alone, on another host; how they are watched, and what the owner declares')
    .option('--once', 'look once, then end')
    .addHelpText('after', help)
    .action(({ once }: { once?: boolean }) =>
      run((context) => (once ? lookOnce(context, program.opts()) : watchOn(context, program.opts()))),
    );
  watch
    .command('status')
    .description('how each account is watched: a line for each; lists, ages and books with --all')
    .option('--all', 'every list and every book')
    .addHelpText('after', statusHelp)
    .action(({ all }: { all?: boolean }) => run((context) => status(context, program.opts(), all === true)));
  registerDeclare(watch, program, run);
  registerAck(watch, program, run);
};

async function watchOn(context: Context, global: GlobalOptions): Promise<Output> {
  const put = (one: Found): void =>
    context.write(global.json ? JSON.stringify(cleanAll(one)) : findingLine(context, one));
  const watching = await startWatch(context.session(global), put);
  const { keys, notes } = watching;
  if (global.json) context.write(JSON.stringify({ ready: true, keys, notes }));
  else context.say(`watching ${keys.join(', ') || 'no account'}; stop with Ctrl-C`);
  for (const note of notes) for (const line of paragraph(`warning: ${note}.`, context.columns)) context.say(line);
  await new Promise<void>((done) => {
    if (context.stopping.aborted) done();
    else context.stopping.addEventListener('abort', () => done(), { once: true });
  });
  await watching.stop();
  return { exit: 0, lines: [], json: { stopped: true } };
}

async function lookOnce(context: Context, global: GlobalOptions): Promise<Output> {
  const report = cleanAll(await watchOnce(context.session(global)));
  const { findings, unread, forbidden, lists } = report;
  const isFound = findings.some(({ severity }) => severity !== 'info');
  const { style, columns } = context;
  const lines = [
    ...findings.map((one) => findingLine(context, one)),
    ...unread.flatMap((text) => paragraph(`not read: ${text}`, columns).map(style.red)),
    ...forbidden.flatMap((text) => paragraph(`not seen, for the key may not read it: ${text}`, columns).map(style.dim)),
    isFound
      ? style.red('Something was found.')
      : unread.length > 0
        ? 'Nothing was found, but not everything could be read.'
        : `Nothing was found in ${lists - forbidden.length} lists.`,
  ];
  return { exit: isFound ? 1 : unread.length > 0 ? 3 : 0, lines, json: report };
}

/** Time, severity, key and what it is: one line, also on a narrow terminal, for whoever reads it with a program. */
function findingLine({ style }: Context, { at, severity, key, says }: Found): string {
  const paint = severity === 'critical' ? style.red : severity === 'warning' ? style.yellow : style.dim;
  return `${style.dim(`${at.slice(0, 19)}Z`)}  ${paint(severity.padEnd(8))}  ${clean(shortTimes(`${key}  ${says}`))}`;
}

async function status(context: Context, global: GlobalOptions, isWhole: boolean): Promise<Output> {
  const found = cleanAll(await withOperations(context.session(global), (operations) => operations.watchStatus()));
  const isFailing = found.accounts.some(({ lists }) => lists.some(({ state }) => state === 'failing'));
  return { exit: found.watching ? (isFailing ? 3 : 0) : 1, lines: statusLines(context, found, isWhole), json: found };
}

interface DeclareOptions {
  readonly key: string;
  readonly for: string;
  readonly markets?: string;
  readonly moves?: boolean;
  readonly why: string;
  readonly who?: string;
}

function registerDeclare(watch: Command, program: Command, run: Run): void {
  watch
    .command('declare')
    .description('say that somebody trades by hand on an account for a while')
    .requiredOption('--key <key>', 'the key whose account it is')
    .requiredOption('--for <time>', 'how long from now: 30m, 2h, 1d; 7d at most')
    .option('--markets <names>', 'where, with commas between; default: everywhere')
    .option('--moves', 'also transfers and withdrawals')
    .requiredOption('--why <text>', 'it stands in the journal')
    .option('--who <name>', 'default: the owner')
    .addHelpText('after', declareHelp)
    .action((options: DeclareOptions) =>
      run(async (context) => {
        const { key, markets, moves, why, who } = options;
        const request = {
          key,
          forMs: timeOf(options.for),
          why,
          by: `cli ${context.environment.user}`,
          ...(markets === undefined ? {} : { markets: markets.split(',').map((name) => name.trim()) }),
          ...(moves ? { moves: true as const } : {}),
          ...(who === undefined ? {} : { who }),
        };
        const declared = await withOperations(context.session(program.opts()), (operations) =>
          operations.declareActivity(request),
        );
        const what = moves ? 'Orders, transfers and withdrawals' : 'Orders';
        const text = `${what} of ${who ?? 'the owner'} on ${key} are expected until ${declared.until.slice(0, 19).replace('T', ' ')} UTC.`;
        return { exit: 0, lines: paragraph(clean(text), context.columns), json: declared };
      }),
    );
}

function registerAck(watch: Command, program: Command, run: Run): void {
  watch
    .command('ack <about>')
    .description('say that a finding is known; its alarm is over')
    .requiredOption('--why <text>', 'it stands in the journal')
    .addHelpText('after', ackHelp)
    .action((about: string, { why }: { why: string }) =>
      run(async (context) => {
        const by = `cli ${context.environment.user}`;
        const done = await withOperations(context.session(program.opts()), (operations) =>
          operations.acknowledge({ about, why, by }),
        );
        return { exit: 0, lines: [clean(`Known from now on: ${done.about}`)], json: done };
      }),
    );
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function timeOf(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (unit === '') throw new KeywardError('usage', `--for ${text.slice(0, 20)} is not a time such as 30m, 2h or 1d`);
  return Number(count) * UNITS[unit]!;
}
