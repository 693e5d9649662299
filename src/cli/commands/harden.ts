import { resolve } from 'node:path';
import { type HardenReport, type HardenWishes, harden, hardenFile, writeForReview } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import { clean } from '../clean.ts';
import type { Context, Output, Register } from '../command.ts';
import { paragraph } from '../paragraph.ts';
import { wrap } from '../wrap.ts';

const help = `
Nothing on the host is changed: the files are printed, or written into a folder
of your own. Each begins with what it is, how to install it, how to check it and
how to undo it, and each of its lines has its reason above it. They are made
from keyward.yaml: its bots, port, exchanges, alert channels, vaults and time
servers. Keyward and each bot get a user of their own; a bot reaches Keyward and
the public market data of its exchange, and nothing else.

Examples:
  keyward harden
  keyward harden --print systemd-keyward | less
  keyward harden --bot grid --bot-folder /srv/grid \\
    --bot-command "/usr/bin/python3 grid.py" --write review
  keyward harden --bot grid --bot-local 5432 --no-bot-streams --print nftables
  keyward --json harden --print sshd

Exit codes: 0 the files are shown or written, 2 called wrongly, or something in
the settings or the folder that cannot be (nothing was written then).
With --json: {from?, files: [{name, title, path, mode, text, reasons: [{lines,
why}], install, check, undo}], gaps, written?}.`;

type Options = Partial<Record<'print' | 'write' | 'user' | 'home' | 'settings' | 'keywardCommand', string>> &
  Partial<Record<'bot' | 'botUser' | 'botFolder' | 'botCommand', string>> & {
    readonly keywardHost: readonly string[];
    readonly botHost: readonly string[];
    readonly botLocal: readonly string[];
    readonly botStreams: boolean;
    readonly botDns?: boolean;
    readonly sshPort: string;
  };

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export const registerHarden: Register = (program, run) => {
  program
    .command('harden')
    .description('files to review that harden this host: units, firewall, SSH, updates, logs, containers')
    .option('--print <name>', 'print one of them, as it is')
    .option('--write <folder>', 'write all of them into an empty or new folder')
    .option('--user <name>', 'the user that Keyward runs as (default: keyward)')
    .option('--home <folder>', "Keyward's state folder there (default: /var/lib/keyward)")
    .option('--settings <file>', 'where its settings will lie (default: /etc/keyward/keyward.yaml)')
    .option('--keyward-command <command>', 'how it is run (default: as this one)')
    .option('--keyward-host <host:port>', 'a host that it reaches too; may be given again', several, [])
    .option('--bot <name>', 'the bot that the options below are about (default: the only one)')
    .option('--bot-user <name>', 'the user that it runs as (default: bot-NAME)')
    .option('--bot-folder <folder>', 'where it lives (default: a folder below /var/lib)')
    .option('--bot-command <command>', 'how it is started')
    .option('--bot-host <host:port>', 'a host that it reaches too; may be given again', several, [])
    .option('--no-bot-streams', 'it takes no market data from the exchange itself')
    .option('--bot-dns', 'it may ask name servers')
    .option('--bot-local <port>', 'a port of this host that it uses (a database); may be given again', several, [])
    .option('--ssh-port <port>', 'where SSH listens', '22')
    .addHelpText('after', help)
    .action((options: Options) => run(async (context) => answer(context, context.session(program.opts()), options)));
};

async function answer(context: Context, session: ReturnType<Context['session']>, options: Options): Promise<Output> {
  const { print, write } = options;
  if (print !== undefined && write !== undefined) throw new KeywardError('usage', 'either --print or --write');
  const report = harden(session, wishesOf(options), [process.execPath, context.main]);
  if (print !== undefined) {
    const file = hardenFile(report, print, options.bot);
    return { exit: 0, lines: file.text.split('\n').slice(0, -1), json: { ...report, files: [file] } };
  }
  const { style, columns } = context;
  const gaps = report.gaps.flatMap((gap) => paragraph(`${style.yellow('to be said:')} ${clean(gap)}`, columns));
  if (write === undefined) {
    const next = paragraph(
      'Print one: keyward harden --print NAME. Write all for review: keyward harden --write FOLDER.',
      columns,
    );
    return { exit: 0, lines: [...listLines(context, report), '', ...next, ...gaps], json: report };
  }
  const folder = resolve(context.folder, write);
  const written = writeForReview(folder, report.files);
  const said =
    written.length === 0
      ? `${folder} holds these very files already.`
      : `${written.length} files written into ${folder}; nothing is installed.`;
  return {
    exit: 0,
    lines: [
      ...paragraph(clean(said), columns),
      ...paragraph('Read each from its head: it says how to install, check and undo it.', columns),
      ...gaps,
    ],
    json: { ...report, written },
  };
}

function listLines({ style, columns }: Context, { files }: HardenReport): string[] {
  const widest = Math.max(...files.map(({ name }) => name.length));
  const room = Math.max(20, columns - widest - 2);
  return files.flatMap(({ name, title }) =>
    wrap(title, room).map((line, at) => `${style.bold((at === 0 ? name : '').padEnd(widest))}  ${line}`),
  );
}

function wishesOf(options: Options): HardenWishes {
  const { print: _print, write: _write, keywardHost, botHost, botDns = false, ...others } = options;
  return { ...others, keywardHosts: keywardHost, botHosts: botHost, botDns };
}
