import { type PracticeAccess, servePractice } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Register } from '../command.ts';
import { table } from '../table.ts';

const SHOWN_HOSTS = 2;

export const registerPractice: Register = (program, run) => {
  program
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
};

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
