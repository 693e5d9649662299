import {
  damagedLeaks,
  damagedLeakText,
  leaksUnderWay,
  leakUnderWayText,
  type Running,
  start,
  unfinishedKills,
  unfinishedText,
} from '../../app/index.ts';
import { clean } from '../clean.ts';
import type { Context, Register } from '../command.ts';
import { findingsLines, soonLines } from '../key-lines.ts';
import { tellWatched } from '../watched-lines.ts';

const help = `
It stops in order on Ctrl-C (exit 130) and on SIGTERM (exit 0): what is in
flight ends first. Settings are read at the start: after a change, stop it and
start it again. Exchange keys are watched where they live: one that changes is
asked what it can do, then used, without a restart. (Variables and systemd
credentials cannot change.) If the key of a bot cannot be read at the start, up
ends: exit 3 where its place does not answer, 2 where the key is not there or
may not be read.

Examples:
  keyward up
  keyward up --config bots/keyward.yaml
  keyward --json up

With --json a line when it is ready, {ready, port, proxyUrl, practicePort,
settings, home, warnings: [{file, sight, message, fix}], clock: [{what, outcome,
says, fix?}], deadMan: [{key, says}], channels}, one with what the keys can do,
{audit: […]} as of \`keyward key audit\`, one for each account that is watched,
{watched: {key, read, forbidden, failing}}, and one at the end, {stopped: true}.`;

export const registerUp: Register = (program, run) => {
  program
    .command('up')
    .description('run the gateway in the foreground; without a keyward.yaml, on the built-in practice exchange')
    .addHelpText('after', help)
    .action(() =>
      run(async (context) => {
        const startedMs = context.clock.monotonicMs();
        const running = await start(context.session(program.opts()), context.version, context.main);
        const { style } = context;
        const ready = {
          ready: true,
          port: running.port,
          proxyUrl: running.proxyUrl,
          practicePort: running.practicePort ?? null,
          settings: running.settingsPath ?? null,
          home: context.environment.home,
          warnings: running.warnings,
          clock: running.clockChecks,
          deadMan: running.deadMan,
          channels: running.channels,
        };
        if (program.opts().json) context.write(JSON.stringify(ready));
        else await writeReady(context, running, startedMs);
        sayWarnings(context, running);
        const audited = await running.audit();
        if (program.opts().json) context.write(JSON.stringify({ audit: audited }));
        else {
          for (const line of findingsLines(context, audited, 'high')) context.write(line);
          for (const line of soonLines(context, audited)) context.write(line);
        }
        for (const cut of unfinishedKills(context.session(program.opts())))
          context.say(style.red(`not finished: ${clean(unfinishedText(cut))}. Next: keyward kill`));
        for (const leak of leaksUnderWay(context.session(program.opts())))
          context.say(style.red(`not finished: ${clean(leakUnderWayText(leak))}`));
        for (const leak of damagedLeaks(context.session(program.opts())))
          context.say(style.red(clean(damagedLeakText(leak))));
        const isJson = program.opts().json === true;
        const told = tellWatched(context, running.watched, running.operations, isJson).catch(() => undefined);
        await new Promise<void>((done) => {
          if (context.stopping.aborted) done();
          else context.stopping.addEventListener('abort', () => done(), { once: true });
        });
        await told;
        context.say('stopping: what is in flight ends first');
        const signal = String(context.stopping.reason);
        await running.stop(signal, signal === 'SIGINT' ? 130 : 0);
        return { exit: 0, lines: [], json: { stopped: true } };
      }),
    );
};

async function writeReady(context: Context, running: Running, startedMs: number): Promise<void> {
  const { style } = context;
  context.write(
    `${style.bold('keyward')} ${context.version}  ready in ${Math.round(context.clock.monotonicMs() - startedMs)} ms`,
  );
  context.write('');
  context.write(`  bots       ${running.proxyUrl}`);
  if (running.practicePort !== undefined)
    context.write(`  practice   http://127.0.0.1:${running.practicePort}/  (no real money)`);
  context.write(`  settings   ${running.settingsPath ?? 'none: the built-in practice exchange is used'}`);
  context.write(`  state      ${context.environment.home}`);
  const channels = running.channels.join(', ');
  context.write(`  alarms     ${channels || style.yellow('no channel: told here and in the journal alone')}`);
  context.write('');
  for (const key of await running.operations.listKeys()) {
    const used = key.refused === undefined ? style.green('in use') : style.red(`not used: ${key.refused}`);
    const state = key.role === 'bots' ? used : style.dim(`for ${key.role}, no bot uses it`);
    context.write(`  ${key.key.padEnd(10)} ${key.exchange} ${key.environment}, ${state}`);
  }
  context.write('');
  context.write(style.dim('  next: keyward bot add NAME   then: keyward doctor   stop with Ctrl-C'));
}

function sayWarnings(context: Context, running: Running): void {
  const { style } = context;
  for (const { message, fix } of running.warnings) {
    context.say(style.yellow(`warning: ${message}.`));
    context.say(`         ${fix}`);
  }
  for (const { what, outcome, says } of running.clockChecks) {
    context.say(style.yellow(`${outcome === 'unknown' ? 'not known' : 'warning'}: ${what}: ${says}.`));
  }
  if (running.clockChecks.length > 0) context.say('         keyward doctor clock');
  for (const { key, says } of running.deadMan) context.say(style.yellow(`dead-man timer of ${key}: ${says}.`));
}
