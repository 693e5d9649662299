import { redact } from '../../app/index.ts';
import type { Register } from '../command.ts';

const help = `
Masks whatever may be a secret in a log, a snippet, a settings file: what the
scan finds, what a name says to be secret, what this Keyward can read without
opening a vault (variables, .env files, practice keys), and every value that
looks drawn by chance and that nothing says to be public. When in doubt it
masks. The same secret has the same mask, [binance secret #1], which tells
nothing of its letters or its length. Order ids, hashes of transactions,
commits, request ids and signatures stay, where their name says that they are
such.

E-mail addresses and addresses of hosts stay, unless --email or --ip; how many
there are is said. Names, amounts and markets stay: read what you paste.

The text goes to standard output, what was masked to standard error. It is read
in pieces of 128 KiB: of a program that runs on use \`keyward run\`.

Examples:
  keyward redact bot.log > safe.log
  freqtrade show-config 2>&1 | keyward redact
  keyward redact --email --ip docker-compose.yml

Exit codes: 0 it was read to its end, 2 it is no text or is not there, 3 it
could not be read to its end.
With --json a line at the end on standard error, {masked: [{kind, values,
places}], left: {email, ip}}: standard output is the text.`;

interface Options {
  readonly email?: boolean;
  readonly ip?: boolean;
}

export const registerRedact: Register = (program, run) => {
  program
    .command('redact [file]')
    .description('masks the secrets in a log, a snippet or a config, so that it is safe to paste')
    .option('--email', 'mask e-mail addresses too')
    .option('--ip', 'mask addresses of hosts too, but for 127.0.0.1')
    .addHelpText('after', help)
    .action((file: string | undefined, { email, ip }: Options) =>
      run(async (context) => {
        const reading = { isOpen: true };
        const report = await redact(
          context.session(program.opts()),
          { from: file ?? '-', also: { ...(email ? { email } : {}), ...(ip ? { ip } : {}) } },
          {
            // Whoever reads it may stop, as `head` does: the rest is read all the same, for the count.
            out: async (bytes) => {
              if (reading.isOpen) await context.pass('stdout', bytes).catch(() => (reading.isOpen = false));
            },
            say: (line) => context.say(line),
          },
        );
        if (program.opts().json) context.say(JSON.stringify(report));
        else context.say(summary(report));
        return { exit: 0, passes: 0, lines: [], json: undefined };
      }),
    );
};

function summary({ masked, left }: Awaited<ReturnType<typeof redact>>): string {
  const kinds = masked.map(
    ({ kind, values, places }) => `${values} ${kind}${values === places ? '' : ` (${places} times)`}`,
  );
  const also = [
    ...(left.email > 0 ? [`${left.email} e-mail addresses (--email)`] : []),
    ...(left.ip > 0 ? [`${left.ip} addresses of hosts (--ip)`] : []),
  ];
  const said = kinds.length === 0 ? 'nothing was masked' : `masked: ${kinds.join(', ')}`;
  return `keyward: ${said}.${also.length === 0 ? '' : ` Left as they are: ${also.join(', ')}.`}`;
}
