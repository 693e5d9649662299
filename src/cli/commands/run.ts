import { type HaltAction, haltActions, runBot } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Register } from '../command.ts';

const help = `
The bot gets a bot key and the address of Keyward in its environment, and no
exchange key: variables in which Keyward itself looks for one, that hold one
that is known here, or by which the settings open a vault, an alert channel or a
bot's own API (VAULT_TOKEN, AWS_..., KEYWARD_IDENTITY), are kept from it. A key
is issued for this run and taken away with it, unless --bot-key gives one.

  EXCHANGE_API_KEY, EXCHANGE_API_SECRET, EXCHANGE_SECRET_KEY, and the same with
  the exchange's own name (BINANCE_API_KEY, ...); where it has a third secret
  EXCHANGE_PASSPHRASE, EXCHANGE_API_PASSPHRASE; the names under from.env of the
  key; FREQTRADE__EXCHANGE__KEY, ...__SECRET, ...__PASSWORD
  KEYWARD_URL (http://127.0.0.1:PORT), KEYWARD_PROXY_URL (the same with a slash,
  ccxt's proxyUrl in JavaScript), EXCHANGE_BASE_URL (the exchange's main host)
  KEYWARD_BOT, KEYWARD_EXCHANGE; PYTHONUNBUFFERED=1 where it is not set

What it prints is passed on line by line, with every secret that is known here
masked. It sees pipes, not a terminal; what is typed reaches it. Signals are
passed on to all that it has started, and its exit code is the exit code (128
and the number of the signal when a signal ended it). Start and end stand in the
journal. When the halt level becomes halt or seal it is told by SIGTERM after 5
seconds (term), by SIGKILL 10 seconds later as well (stop), or not at all (none:
its orders are refused all the same).

Examples:
  keyward run -- python grid.py
  keyward run --bot grid --on-halt stop -- node grid.js --config grid.json
  keyward run --bot grid --bot-key bot.json -- freqtrade trade

With --json a line at the end on standard error, {bot, exit, code?, signal?}:
standard output is the bot's.`;

interface Options {
  readonly bot?: string;
  readonly botKey?: string;
  readonly onHalt: string;
}

export const registerRun: Register = (program, run) => {
  program
    .command('run')
    .description('run a bot: with a bot key, without exchange keys, its output masked, ended by a halt')
    .argument('<command...>', 'the program and its arguments, after --')
    .option('--bot <name>', 'the bot of the settings (default: the only one)')
    .option('--bot-key <file>', 'what `keyward --json bot add NAME` printed; - is standard input')
    .option('--on-halt <action>', `when it is halted: ${haltActions.join(', ')}`, 'term')
    .addHelpText('after', help)
    .action((command: string[], { bot, botKey, onHalt }: Options) =>
      run(async (context) => {
        const action = haltActions.find((known): known is HaltAction => known === onHalt);
        if (!action) throw new KeywardError('usage', `--on-halt is ${haltActions.join(', ')}, not ${onHalt}`);
        const report = await runBot(
          context.session(program.opts()),
          {
            command,
            onHalt: action,
            ...(bot === undefined ? {} : { bot }),
            ...(botKey === undefined ? {} : { botKeyPath: botKey }),
          },
          {
            out: (bytes) => context.pass('stdout', bytes),
            err: (bytes) => context.pass('stderr', bytes),
            say: (line) => context.say(line),
            onSignal: (take) => context.onSignal(take),
          },
        );
        if (program.opts().json) context.say(JSON.stringify(report));
        return { exit: 0, passes: report.exit, lines: [], json: undefined };
      }),
    );
};
