import { endText, endWord, sayWord, type WordRequest } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, Output, Register } from '../command.ts';
import { wrap } from '../wrap.ts';

interface WordOptions {
  readonly why?: string;
  readonly until?: string;
  readonly about?: string;
  readonly end?: true;
}

const attestHelp = `
For what no program can see: that the second factor of a log-in is a hardware
key, that recovery codes lie in a safe. It stands in the journal with your name,
and is asked for again when its time is over, a year at most. \`keyward check ID\`
tells what is asked.

Examples:
  keyward attest HOST-10 --note "the provider encrypts its disks" \\
    --until 2027-06-30
  keyward attest ACCT-01 --about binance --note "…" --until 2027-01-31
  keyward attest ACCT-01 --end

With --json: {kind, id, covers: [{about, result, severity,
saw}], why, who, atMs,
untilMs}; with --end {id, ended}.`;

const waiveHelp = `
It covers what the check finds now: no new thing, and nothing that gets worse,
such as another secret in the same file, or a file that more may read.
A waived finding stays in the report, with who waived it, why and until when. It
keeps \`keyward up\` from refusing to start, and holds the letter down where it is
critical.

Examples:
  keyward waive KILL-02 --why "the first drill is on Sunday" --until 2027-01-31
  keyward waive KEY-02 --about "key main" --why "…" --until 2027-01-31
  keyward waive KILL-02 --end

With --json: {kind, id, covers: [{about, result, severity,
saw}], why, who, atMs,
untilMs}; with --end {id, ended}.`;

export const registerAttest: Register = (program, run) => {
  program
    .command('attest <id>')
    .description('say in writing that something is so which no program can see')
    .option('--note <text>', 'how you know')
    .option('--until <day>', 'until when it counts')
    .option('--about <thing>', 'the one thing that it is about, as `keyward check ID` names it')
    .option('--end', 'take it back')
    .addHelpText('after', attestHelp)
    .action((id: string, { note, ...options }: WordOptions & { readonly note?: string }) =>
      run((context) =>
        word(
          context,
          program.opts(),
          { kind: 'attest', id, reason: '--note' },
          note === undefined ? options : { ...options, why: note },
        ),
      ),
    );
};

export const registerWaive: Register = (program, run) => {
  program
    .command('waive <id>')
    .description('let a finding of the checks stand for a time, in writing')
    .option('--why <text>', 'why it may stand')
    .option('--until <day>', 'until when it counts')
    .option('--about <thing>', 'the one thing that it is about, as `keyward check ID` names it')
    .option('--end', 'take it back')
    .addHelpText('after', waiveHelp)
    .action((id: string, options: WordOptions) =>
      run((context) => word(context, program.opts(), { kind: 'waive', id, reason: '--why' }, options)),
    );
};

async function word(
  context: Context,
  global: { readonly json?: boolean },
  asked: { readonly kind: WordRequest['kind']; readonly id: string; readonly reason: string },
  { why, until, about, end }: WordOptions,
): Promise<Output> {
  const { kind, id, reason } = asked;
  const session = context.session(global);
  const thing = about === undefined ? {} : { about };
  if (end) {
    if (why !== undefined || until !== undefined)
      throw new KeywardError('usage', `--end goes without ${reason} and --until`);
    const ended = await endWord(session, { kind, id, ...thing });
    const what = kind === 'attest' ? 'attestation' : 'waiver';
    const says =
      ended.ended === 0
        ? `There is no ${what} of ${ended.id}.`
        : `${ended.ended} ${what}${ended.ended > 1 ? 's' : ''} of ${ended.id} taken back.`;
    return { exit: ended.ended === 0 ? 1 : 0, lines: [says], json: ended };
  }
  if (why === undefined || until === undefined)
    throw new KeywardError('usage', `${reason} and --until are needed: how is it known, and for how long`);
  const said = await sayWord(session, { kind, id, why, until, ...thing, version: context.version });
  const done = kind === 'attest' ? 'attested' : 'waived';
  const things = said.covers.map(({ about: one }) => one).join('; ');
  const text = `${said.id} is ${done} until ${endText(said.untilMs)}, by ${said.who}. It covers, as it is now: ${things}.`;
  return { exit: 0, lines: wrap(text, context.columns), json: said };
}
