import type { Command } from 'commander';
import { type ListedBot, type ShownBotKey, withOperations } from '../../app/index.ts';
import type { Context, Register, Run } from '../command.ts';
import { paragraph } from '../paragraph.ts';
import { fittedTable, table } from '../table.ts';

export const registerBot: Register = (program, run) => {
  const bot = program
    .command('bot')
    .description('the keys that bots trade with')
    .addHelpText('after', '\nExamples:\n  keyward bot add grid\n  keyward bot list\n  keyward bot revoke grid');
  registerAdd(bot, program, run);
  registerList(bot, program, run);
  registerRevoke(bot, program, run);
};

const addHelp = `
The bot stands under "bots" in the settings; it has one key at a time. The
secret is not kept where it could be shown again.

Examples:
  keyward bot add grid
  keyward bot add grid --expires 2027-01-01T00:00:00Z
  (umask 077; keyward --json bot add grid > bot.json)

With --json: {bot, exchange, apiKey, secret, passphrase?, expiresAt?, proxyUrl?,
baseUrls}; without proxyUrl, and with empty baseUrls, while the port is not
known: the settings say 0, and no Keyward runs.`;

function registerAdd(bot: Command, program: Command, run: Run): void {
  bot
    .command('add <name>')
    .description('issue a key to a bot of the settings; it is shown once')
    .option('--expires <time>', 'ISO time after which it stops working')
    .addHelpText('after', addHelp)
    .action((name: string, options: { expires?: string }) =>
      run(async (context) => {
        const shown = await withOperations(context.session(program.opts()), (operations) =>
          operations.addBot({ bot: name, ...(options.expires === undefined ? {} : { expiresAt: options.expires }) }),
        );
        return { exit: 0, lines: shownLines(context, shown), json: shown, showsBotKey: true };
      }),
    );
}

function shownLines({ columns, style }: Context, shown: ShownBotKey): string[] {
  const rows = [
    ['apiKey', shown.apiKey],
    ...shown.secret
      .trimEnd()
      .split('\n')
      .map((line, at) => [at === 0 ? 'secret' : '', line]),
    ...(shown.passphrase === undefined ? [] : [['passphrase', shown.passphrase]]),
    ...(shown.expiresAt === undefined ? [] : [['expires', shown.expiresAt]]),
  ];
  const addresses = shown.proxyUrl === undefined ? [] : [['ccxt for JavaScript (proxyUrl)', shown.proxyUrl]];
  const bases = Object.entries(shown.baseUrls);
  const python = 'ccxt for Python refuses proxyUrl from 4.5.76 on: `keyward doctor ccxt-python` prints its lines.';
  const later = 'The port is chosen when `keyward up` starts, which prints it (gateway.port is 0).';
  return [
    ...paragraph(`A key for the bot ${shown.bot} on ${shown.exchange}.`, columns),
    'It is shown once; it works through Keyward only.',
    '',
    ...table(rows, 2),
    '',
    ...(addresses.length === 0 ? paragraph(later, columns) : table([...addresses, ...bases], 2)),
    '',
    ...paragraph(python, columns),
    ...paragraph('`keyward doctor CLIENT` prints the lines of every other client, and tests them.', columns).map(
      style.dim,
    ),
  ];
}

const listHelp = `
Examples:
  keyward bot list
  keyward --json bot list

With --json: [{bot, key, exchange, may, markets, fingerprint?, createdAt?,
expiresAt?}]; the last three where a key has been issued.`;

function registerList(bot: Command, program: Command, run: Run): void {
  bot
    .command('list')
    .description('the bots of the settings and their keys')
    .addHelpText('after', listHelp)
    .action(() =>
      run(async (context) => {
        const bots = await withOperations(context.session(program.opts()), (operations) => operations.listBots());
        return { exit: 0, lines: listLines(context, bots), json: bots };
      }),
    );
}

function listLines({ columns, clock }: Context, bots: readonly ListedBot[]): string[] {
  if (bots.length === 0) return ['The settings name no bot.'];
  const rows = bots.map(({ bot, key, exchange, may, fingerprint, expiresAt, markets }) => {
    const hasExpired = expiresAt !== undefined && Date.parse(expiresAt) <= clock.nowMs();
    const until = expiresAt === undefined ? '' : hasExpired ? 'expired' : expiresAt.slice(0, 10);
    return [bot, key, exchange, may.join('+'), fingerprint ?? 'no key yet', until, markets.join(' ')];
  });
  return fittedTable([['bot', 'key', 'exchange', 'may', 'bot key', 'until', 'markets'], ...rows], columns);
}

const revokeHelp = `
The next request with it is refused. What the bot has open stays open.

Examples:
  keyward bot revoke grid

With --json: {bot, fingerprint}`;

function registerRevoke(bot: Command, program: Command, run: Run): void {
  bot
    .command('revoke <name>')
    .description("take a bot's key away, at once")
    .addHelpText('after', revokeHelp)
    .action((name: string) =>
      run(async (context) => {
        const revoked = await withOperations(context.session(program.opts()), (operations) =>
          operations.revokeBot({ bot: name }),
        );
        return { exit: 0, lines: [`The key of ${revoked.bot} (${revoked.fingerprint}) is revoked.`], json: revoked };
      }),
    );
}
