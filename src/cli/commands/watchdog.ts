import { watchdog } from '../../app/index.ts';
import type { Register } from '../command.ts';

const help = `
A second process beside \`keyward up\`, with the same settings and state folder.
It holds nothing and serves nobody: it asks once a second whether up answers.
When up has died or hangs for the seconds that kill.deadMan gives to a key, all
orders of that key are cancelled, also stops; nothing is closed or sold, and the
halt level stays. It goes on until no order is left, and waits for up again.

An orderly end of up is no death. The exchanges' own timers, which kill.deadMan
sets as well, also help when the whole host is gone; this one does not. Let
systemd start it again when it ends, apart from up:

  [Service]
  ExecStart=keyward watchdog
  Restart=always

Examples:
  keyward watchdog
  keyward watchdog --config bots/keyward.yaml

With --json {ready: true}, and {ended: true} at the end.`;

export const registerWatchdog: Register = (program, run) => {
  program
    .command('watchdog')
    .description('cancel all orders when `keyward up` has died, for keys of kill.deadMan')
    .addHelpText('after', help)
    .action(() =>
      run(async (context) => {
        const session = context.session(program.opts());
        if (program.opts().json) context.write(JSON.stringify({ ready: true }));
        else context.write('watching over keyward up   stop with Ctrl-C');
        await watchdog(session, {
          stopping: context.stopping,
          say: (line) => context.say(`${new Date(context.clock.nowMs()).toISOString().slice(11, 19)}  ${line}`),
        });
        return { exit: 0, lines: [], json: { ended: true } };
      }),
    );
};
