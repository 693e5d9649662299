import type { Command } from 'commander';
import {
  leaksUnderWay,
  mintPracticeKey,
  type PracticeAccess,
  revokePracticeKey,
  servePractice,
} from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Register, Run } from '../command.ts';
import { table } from '../table.ts';

const SHOWN_HOSTS = 2;

export const registerPractice: Register = (program, run) => {
  const practice = program
    .command('practice')
    .description('serve the built-in practice exchange alone, in the foreground')
    .option('--port <port>', 'its port on 127.0.0.1; 0 takes a free one', '8789')
    .option(
      '--seed <text>',
      'two practice exchanges with one seed are alike (default: chance, kept in the state folder)',
    )
    .addHelpText(
      'after',
      `
Accounts, orders and keys are kept in the state folder. The keys that it prints
open nothing real. A Keyward whose settings say "practice: { serve: false }"
uses it from another process.

With --json: {ready, port, proxyUrl, folder, exchanges: [{exchange, apiKey,
secret, passphrase?, hosts}]}, and at the end {stopped: true}.

Examples:
  keyward practice
  keyward practice --port 0 --seed lesson
  keyward --json practice`,
    )
    .action((options: { port: string; seed?: string }) =>
      run(async (context) => {
        const port = /^\d{1,5}$/.test(options.port) ? Number(options.port) : Number.NaN;
        if (!(port <= 65_535)) throw new KeywardError('usage', `not a port: ${options.port}`);
        if (options.seed === '') throw new KeywardError('usage', 'the seed is empty');
        const serving = await servePractice(context.session(program.opts()), {
          port,
          ...(options.seed === undefined ? {} : { seed: options.seed }),
        });
        const { style } = context;
        if (program.opts().json) {
          const { proxyUrl, folder, exchanges } = serving;
          context.write(JSON.stringify({ ready: true, port: serving.port, proxyUrl, folder, exchanges }));
        } else {
          const heading = [
            `${style.bold('keyward practice')}  ${serving.proxyUrl}`,
            style.dim('No real money: these keys open nothing but this exchange.'),
            '',
          ];
          for (const line of [...heading, ...serving.exchanges.flatMap((access) => show(access))]) context.write(line);
          context.write(style.dim(`state in ${serving.folder}   stop with Ctrl-C`));
        }
        await new Promise<void>((done) => {
          if (context.stopping.aborted) done();
          else context.stopping.addEventListener('abort', () => done(), { once: true });
        });
        await serving.stop();
        return { exit: 0, lines: [], json: { stopped: true } };
      }),
    );
  registerMint(practice, program, run);
  registerRevoke(practice, program, run);
};

const mintHelp = `
What the page of a real exchange is for: the first key of a bot, the one that is
to replace another, or one that Keyward has to refuse. It can read and trade,
from this host alone. With --beside it is of the same account as that key of the
settings, with the same rights and addresses. It works while the practice
exchange is served here (\`keyward up\` or \`keyward practice\`), and also while
it is not.

Examples:
  keyward practice mint --exchange binance --to 1.json
  keyward key add main --exchange binance --environment practice --file 1.json
  keyward practice mint --beside main --to second.json
  keyward key rotate main --file second.json
  keyward practice mint --exchange binance --withdraw --to dangerous.json

With --json: {exchange, fingerprint, file}.`;

interface MintOptions {
  readonly exchange?: string;
  readonly beside?: string;
  readonly withdraw?: boolean;
  readonly anyIp?: boolean;
  readonly to: string;
}

function registerMint(practice: Command, program: Command, run: Run): void {
  practice
    .command('mint')
    .description('make another key on the practice exchange, into a private file')
    .requiredOption('--to <file>', 'a file that is not there yet')
    .option('--exchange <name>', 'the exchange that is to issue it')
    .option('--beside <key>', 'a key of the settings, which it is to replace')
    .option('--withdraw', 'it can withdraw')
    .option('--any-ip', 'it works from any address')
    .addHelpText('after', mintHelp)
    .action((options: MintOptions) =>
      run(async (context) => {
        const { exchange, beside } = options;
        const minted = await mintPracticeKey(context.session(program.opts()), {
          ...(exchange === undefined ? {} : { exchange }),
          ...(beside === undefined ? {} : { beside }),
          canWithdraw: options.withdraw === true,
          fromAnyAddress: options.anyIp === true,
          file: options.to,
        });
        const next =
          beside === undefined
            ? `keyward key add NAME --exchange ${minted.exchange} --environment practice --file ${minted.file}`
            : leaksUnderWay(context.session(program.opts())).some(({ key }) => key === beside)
              ? `keyward leak resume ${beside} --file ${minted.file}`
              : `keyward key rotate ${beside} --file ${minted.file}`;
        const made = `${context.style.green('Minted')} ${minted.fingerprint} for ${minted.exchange} into ${minted.file}`;
        return {
          exit: 0,
          // The command in one line, to be copied.
          lines: [made, context.style.dim(`next: ${next}`)],
          json: minted,
        };
      }),
    );
}

function registerRevoke(practice: Command, program: Command, run: Run): void {
  practice
    .command('revoke <fingerprint>')
    .description('delete a key on the practice exchange')
    .addHelpText(
      'after',
      `
As its owner would on the page of a real exchange: the key is dead at once.
\`keyward key list\` and \`keyward key rotate\` tell fingerprints.

Examples:
  keyward practice revoke 642df0a1b2c3

With --json: {exchange, fingerprint}.`,
    )
    .action((fingerprint: string) =>
      run(async (context) => {
        const { exchange } = await revokePracticeKey(context.session(program.opts()), fingerprint);
        return {
          exit: 0,
          lines: [`Deleted ${fingerprint} of ${exchange}.`],
          json: { exchange, fingerprint },
        };
      }),
    );
}

function show({ exchange, apiKey, secret, passphrase, hosts }: PracticeAccess): string[] {
  const left = hosts.length - SHOWN_HOSTS;
  const rows = [
    ['apiKey', apiKey],
    ...secret
      .split('\n')
      .filter((line) => line !== '')
      .map((line, at) => [at === 0 ? 'secret' : '', line]),
    ...(passphrase === undefined ? [] : [['passphrase', passphrase]]),
    ...hosts.slice(0, SHOWN_HOSTS).map((host, at) => [at === 0 ? 'for https://' : '', host]),
    ...(left > 0 ? [['', `and ${left} more hosts: see --json`]] : []),
  ];
  return [exchange, ...table(rows, 2), ''];
}
