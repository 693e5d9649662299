import type { Command } from 'commander';
import { type AlertList, type AlertTest, withOperations } from '../../app/index.ts';
import { clean, cleanAll } from '../clean.ts';
import type { Context, Output, Register, Run } from '../command.ts';
import { paragraph } from '../paragraph.ts';
import { fields, fittedTable } from '../table.ts';

const testHelp = `
It is sent over every channel of the settings, or the one named, by the running
Keyward or by this command; the heartbeat is pinged once. What each service
answered is told; that a human was reached, only a human knows. It also lets
replies of Telegram count again after too many wrong codes.

Exit code: 0 when each service took it, 1 when one refused it or none is
configured, 3 when one was not reached.

Examples:
  keyward alert test
  keyward alert test phone
  keyward --json alert test

With --json: {results: [{channel, kind, result, isRefused?, says?, durationMs}],
warnings}; result is sent, later or failed.`;

const listHelp = `
Channels and the heartbeat; what is raised, by what it was seen, what was done
about it, what to run next, and what to run where you know of it; and what still
waits to be sent: because it is quiet, because a service limits how often, or
because a channel fails.

Examples:
  keyward alert list
  keyward --json alert list

With --json: {channels: [{channel, kind, atLeast, fault?}], heartbeat?:
{everyMinutes, fault?}, raised: [{about, severity, says, since, count,
evidence?, done?, next?, acknowledge?}], waiting: [{channel, message, about,
held}], warnings, quiet, replies, running}; replies is on, off or none.`;

export const registerAlert: Register = (program, run) => {
  const alert = program
    .command('alert')
    .description('tests the channels that call for you, and lists what is raised')
    .addHelpText('after', '\nExamples:\n  keyward alert test\n  keyward alert list');
  registerTest(alert, program, run);
  registerList(alert, program, run);
};

function registerTest(alert: Command, program: Command, run: Run): void {
  alert
    .command('test [name]')
    .description('send a test over every channel, or the one named')
    .addHelpText('after', testHelp)
    .action((name: string | undefined) =>
      run(async (context) => {
        const request = name === undefined ? {} : { name };
        const tested = await withOperations(context.session(program.opts()), (operations) =>
          operations.testAlerts(request),
        );
        return { exit: exitOf(tested), lines: testLines(context, tested), json: tested };
      }),
    );
}

function registerList(alert: Command, program: Command, run: Run): void {
  alert
    .command('list')
    .description('list the channels, what is raised, and what is still to be sent')
    .addHelpText('after', listHelp)
    .action(() =>
      run(async (context) => {
        const listed = await withOperations(context.session(program.opts()), (operations) => operations.listAlerts());
        return { exit: 0, lines: listLines(context, listed), json: listed };
      }),
    );
}

/** What is refused is an answer; what was not reached is not known. */
function exitOf({ results }: AlertTest): Output['exit'] {
  if (results.length === 0 || results.some(({ isRefused }) => isRefused)) return 1;
  return results.some(({ result }) => result !== 'sent') ? 3 : 0;
}

const NONE = 'No channel is configured: an alarm stands in the log and the journal alone. README.md, Alerts, says how.';

function testLines(context: Context, tested: AlertTest): string[] {
  const { style, columns } = context;
  const { results, warnings } = cleanAll(tested);
  if (results.length === 0) return paragraph(NONE, columns);
  const rows = results.map(({ channel, kind, result, says = '', durationMs }) => [
    channel,
    kind,
    result === 'sent' ? style.green('sent') : style.red(result),
    `${says === '' ? '' : `${says}, `}${durationMs} ms`,
  ]);
  return [
    ...fittedTable([['channel', 'service', 'result', 'said'], ...rows], columns),
    ...warningLines(context, warnings),
  ];
}

function listLines(context: Context, listed: AlertList): string[] {
  const { style, columns } = context;
  const { channels, heartbeat, raised, waiting, warnings, quiet, replies, running } = listed;
  const isNone = channels.length === 0;
  if (isNone && heartbeat === undefined && raised.length === 0) return paragraph(NONE, columns);
  const state = running
    ? style.green('works, as far as it was tried')
    : style.dim('not known: keyward up is not running');
  const stateOf = (fault: string | undefined): string => (fault === undefined ? state : style.red(clean(fault)));
  const rows = [
    ...channels.map(({ channel, kind, atLeast, fault }) => [
      clean(channel),
      kind,
      `${atLeast} and graver`,
      stateOf(fault),
    ]),
    ...(heartbeat === undefined
      ? []
      : [['heartbeat', 'ping', `each ${heartbeat.everyMinutes} min`, stateOf(heartbeat.fault)]]),
  ];
  const notes = [
    ...(quiet ? ['It is quiet now: only critical alarms are sent.'] : []),
    ...(replies === 'off' ? ['Replies lower the halt level no more, until keyward alert test is run.'] : []),
  ];
  return [
    ...(rows.length === 0 ? [] : fittedTable([['channel', 'service', 'takes', 'state'], ...rows], columns)),
    ...(isNone ? paragraph(NONE, columns) : []),
    ...raised.flatMap((alarm) => ['', ...alarmLines(context, alarm)]),
    ...(raised.length === 0 ? ['', 'Nothing is raised.'] : []),
    ...(waiting.length === 0 ? [] : ['', ...waitingLines(waiting)]),
    ...notes.flatMap((text) => ['', ...paragraph(text, columns)]),
    ...(isNone ? [] : warningLines(context, warnings)),
  ];
}

function alarmLines({ style, columns }: Context, alarm: AlertList['raised'][number]): string[] {
  const { about, severity, says, since, count, done, next, acknowledge } = cleanAll(alarm);
  const paint = severity === 'critical' ? style.red : style.yellow;
  const evidence = (alarm.evidence ?? '').split('\n').filter((line) => line !== '');
  const rows = [
    ['about', about],
    ['since', `${since.slice(0, 16).replace('T', ' ')} UTC${count === 1 ? '' : `, ${count} times`}`],
    ...evidence.map((line, at) => [at === 0 ? 'seen' : '', clean(line)]),
    ...(done === undefined ? [] : [['done', done]]),
  ];
  // Commands stay whole, to be copied.
  const commands = [
    ...(next === undefined ? [] : [['next', style.bold(next)]]),
    ...(acknowledge === undefined ? [] : [['known?', acknowledge]]),
  ];
  const width = Math.max(...[...rows, ...commands].map(([name = '']) => name.length));
  const padded = rows.map(([name = '', text = '']) => [name.padEnd(width), text]);
  return [
    ...paragraph(`${severity}: ${says}`, columns).map((line, at) => (at === 0 ? line.replace(severity, paint) : line)),
    ...fields(padded, columns, 2),
    ...commands.map(([name = '', text]) => `  ${name.padEnd(width)}  ${text}`),
  ];
}

function waitingLines(waiting: AlertList['waiting']): string[] {
  const counts = new Map<string, number>();
  for (const { channel, held } of waiting) {
    const name = `${channel}${held ? ', until it is not quiet any more' : ''}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} waiting for ${clean(name)}`);
}

function warningLines({ style, columns }: Context, warnings: readonly string[]): string[] {
  return warnings.flatMap((text) => ['', ...paragraph(`Warning: ${text}.`, columns).map((line) => style.yellow(line))]);
}
