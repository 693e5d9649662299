import type { Command } from 'commander';
import { journalStats, type Stats, tailJournal, verifyJournal } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, GlobalOptions, Output, Register, Run } from '../command.ts';
import { entryLines } from '../entry-lines.ts';
import { paragraph } from '../paragraph.ts';
import { table } from '../table.ts';

export const registerJournal: Register = (program, run) => {
  const journal = program
    .command('journal')
    .description('the book of every decision and outcome')
    .addHelpText(
      'after',
      '\nExamples:\n  keyward journal tail --follow\n  keyward journal verify\n  keyward --json journal stats',
    );
  registerTail(journal, program, run);
  registerStats(journal, program, run);
  registerVerify(journal, program, run);
};

const tailHelp = `
Times are UTC. \`keyward explain ID\` tells all of a decision.

Examples:
  keyward journal tail
  keyward journal tail -n 100 --follow
  keyward --json journal tail --follow

With --json: {entries: [...]}; with --follow one entry a line, then
{stopped: true}.`;

function registerTail(journal: Command, program: Command, run: Run): void {
  journal
    .command('tail')
    .description('the last entries')
    .option('-n, --lines <count>', 'how many', '20')
    .option('-f, --follow', 'show new ones as they are written, until Ctrl-C')
    .addHelpText('after', tailHelp)
    .action((options: { lines: string; follow?: boolean }) =>
      run((context) => showTail(context, program.opts(), options)),
    );
}

async function showTail(
  context: Context,
  global: GlobalOptions,
  options: { lines: string; follow?: boolean },
): Promise<Output> {
  if (!/^\d{1,7}$/.test(options.lines)) throw new KeywardError('usage', `not a number of entries: ${options.lines}`);
  const follow = options.follow ? { follow: context.stopping } : {};
  const entries = [];
  const lines: string[] = [];
  let day = '';
  for await (const entry of tailJournal(context.session(global), { lines: Number(options.lines), ...follow })) {
    const text = [
      ...(entry.time.startsWith(day) && day !== '' ? [] : [context.style.dim(entry.time.slice(0, 10))]),
      ...entryLines(context, entry),
    ];
    day = entry.time.slice(0, 10);
    if (options.follow) for (const line of global.json ? [JSON.stringify(entry)] : text) context.write(line);
    else {
      entries.push(entry);
      lines.push(...text);
    }
  }
  return { exit: 0, lines, json: options.follow ? { stopped: true } : { entries } };
}

const statsHelp = `
Examples:
  keyward journal stats
  keyward --json journal stats

With --json: {entries, segments, bytes, firstTime, lastTime, kinds, bots,
exchanges, effects, codes}; the last five count by name.`;

function registerStats(journal: Command, program: Command, run: Run): void {
  journal
    .command('stats')
    .description('how much stands in it, by kind, bot, exchange and code')
    .addHelpText('after', statsHelp)
    .action(() =>
      run(async (context) => {
        const counted = await journalStats(context.session(program.opts()));
        return { exit: 0, lines: statsLines(context, counted), json: counted };
      }),
    );
}

function statsLines({ style }: Context, counted: Stats): string[] {
  const groups = {
    kinds: counted.kinds,
    decisions: counted.effects,
    bots: counted.bots,
    exchanges: counted.exchanges,
    codes: counted.codes,
  };
  const rows = [
    ['entries', String(counted.entries)],
    ['files', `${counted.segments}, ${Math.ceil(counted.bytes / 1024)} KiB`],
    ...(counted.firstTime === undefined ? [] : [['first', counted.firstTime]]),
    ...(counted.lastTime === undefined ? [] : [['last', counted.lastTime]]),
  ];
  const lines = table(rows);
  for (const [title, counts] of Object.entries(groups)) {
    const all = Object.entries(counts).sort(([, a], [, b]) => b - a);
    if (all.length > 0)
      lines.push(
        '',
        style.dim(title),
        ...table(
          all.map(([name, count]) => [name, String(count)]),
          2,
        ),
      );
  }
  return lines;
}

const verifyHelp = `
Every sum, number and link is checked. Someone who writes the whole book anew,
or cuts its end, is found only by a head that was kept elsewhere: note it down
from time to time. Exit 1 at the first break.

Examples:
  keyward journal verify
  keyward --json journal verify

With --json: {entries, segments, head, firstBreak?: {segment, line, reason}}`;

function registerVerify(journal: Command, program: Command, run: Run): void {
  journal
    .command('verify')
    .description('check that nothing was changed, removed or put in')
    .addHelpText('after', verifyHelp)
    .action(() =>
      run(async (context) => {
        const found = await verifyJournal(context.session(program.opts()));
        const rows = table(
          [
            ['entries', String(found.entries)],
            ['files', String(found.segments)],
            ['head', found.head],
          ],
          2,
        );
        if (!found.firstBreak)
          return { exit: 0, lines: [context.style.green('The journal verifies.'), '', ...rows], json: found };
        const { segment, line, reason } = found.firstBreak;
        const broken = paragraph(`The journal is broken at line ${line} of ${segment}: ${reason}.`, context.columns);
        return {
          exit: 1,
          lines: [
            ...broken.map(context.style.red),
            '',
            ...rows,
            '',
            'The entries counted are those that fit, before the break.',
          ],
          json: found,
        };
      }),
    );
}
