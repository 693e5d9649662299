import type { Command } from 'commander';
import { withOperations } from '../../app/index.ts';
import type { Register, Run } from '../command.ts';
import { table } from '../table.ts';

export const registerBot: Register = (program, run) => {
  const bot = program.command('bot').description('the keys that bots trade with');
  registerAdd(bot, program, run);
  registerList(bot, program, run);
  registerRevoke(bot, program, run);
};

function registerAdd(bot: Command, program: Command, run: Run): void {
  bot
    .command('add <name>')
    .description('issue a key to a bot of the settings; it is shown once')
    .option('--expires <time>', 'ISO time after which it stops working')
    .addHelpText(
      'after',
      '\nExamples:\n  keyward bot add grid\n  keyward --json bot add grid --expires 2027-01-01T00:00:00Z',
    )
    .action((name: string, options: { expires?: string }) =>
      run(async (context) => {
        const shown = await withOperations(context.session(program.opts()), (operations) =>
          operations.addBot({ bot: name, ...(options.expires === undefined ? {} : { expiresAt: options.expires }) }),
        );
        const rows = [
          ['apiKey', shown.apiKey],
          ['secret', shown.secret],
          ...(shown.passphrase === undefined ? [] : [['passphrase', shown.passphrase]]),
          ['proxyUrl', shown.proxyUrl],
          ...Object.entries(shown.baseUrls),
        ];
        return {
          exit: 0,
          lines: [
            `A key for the bot ${shown.bot} on ${shown.exchange}. It is shown once; it works through Keyward only.`,
            '',
            ...table(rows, 2),
          ],
          json: shown,
          showsBotKey: true,
        };
      }),
    );
}

function registerList(bot: Command, program: Command, run: Run): void {
  bot
    .command('list')
    .description('the bots of the settings and their keys')
    .addHelpText('after', '\nExamples:\n  keyward bot list\n  keyward --json bot list')
    .action(() =>
      run(async (context) => {
        const bots = await withOperations(context.session(program.opts()), (operations) => operations.listBots());
        const rows = bots.map((known) => [
          known.bot,
          known.key,
          known.exchange,
          known.may.join('+'),
          known.fingerprint ?? 'no key yet',
          known.expiresAt ?? '',
          known.markets.join(' '),
        ]);
        return {
          exit: 0,
          lines: table([['bot', 'key', 'exchange', 'may', 'bot key', 'expires', 'markets'], ...rows]),
          json: bots,
        };
      }),
    );
}

function registerRevoke(bot: Command, program: Command, run: Run): void {
  bot
    .command('revoke <name>')
    .description("take a bot's key away, at once")
    .addHelpText('after', '\nExamples:\n  keyward bot revoke grid')
    .action((name: string) =>
      run(async (context) => {
        const revoked = await withOperations(context.session(program.opts()), (operations) =>
          operations.revokeBot({ bot: name }),
        );
        return { exit: 0, lines: [`The key of ${revoked.bot} (${revoked.fingerprint}) is revoked.`], json: revoked };
      }),
    );
}
