import type { Command } from 'commander';
import {
  type ClientReport,
  clientNames,
  type ErrorReport,
  type Examined,
  examine,
  readErrorText,
  type SessionParts,
  tryClient,
} from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import { checkRows, exitOf } from '../check-lines.ts';
import type { Context, Output, Register, Run } from '../command.ts';
import { wrap } from '../wrap.ts';
import { registerDoctorClock } from './doctor-clock.ts';
import { registerDoctorIp } from './doctor-ip.ts';

interface ClientOptions {
  readonly exchange?: string;
  readonly botKey?: string;
}

export const registerDoctor: Register = (program, run) => {
  const doctor = program
    .command('doctor [client]')
    .description('why does it not work: looks at this Keyward, or prints and tests how to connect a client')
    .option('--exchange <name>', 'for a client that speaks to several')
    .option('--bot-key <file>', 'what `keyward --json bot add NAME` printed, for a signed read; - is standard input')
    .addHelpText(
      'after',
      `
Clients: ${wrap(clientNames().join(', '), 70, 9).join('\n')}

Exit codes: 0 fine, 1 something is wrong, 3 something could not be found out.

With --json: {checks: [{what, outcome, says, fix?}]}; with a client {client,
exchange, port, running, lines, notes, unserved?, source, tests}; for an error
{own?, readings, running}.

Examples:
  keyward doctor
  keyward doctor ccxt-python --exchange okx
  keyward doctor binance --bot-key bot.json
  keyward doctor error -2015
  keyward doctor error 'okx {"msg":"Invalid Sign","code":"50113"}'`,
    )
    .action((client: string | undefined, options: ClientOptions) =>
      run((context) => {
        const session = context.session(program.opts());
        return client === undefined ? look(session, context, options) : connect(session, context, client, options);
      }),
    );
  registerError(doctor, program, run);
  registerDoctorClock(doctor, program, run);
  registerDoctorIp(doctor, program, run);
};

async function look(session: SessionParts, context: Context, { exchange, botKey }: ClientOptions): Promise<Output> {
  if (exchange !== undefined || botKey !== undefined)
    throw new KeywardError('usage', '--exchange and --bot-key go with a client, such as `keyward doctor ccxt-js`');
  return showChecks(await examine(session), context);
}

async function connect(
  session: SessionParts,
  context: Context,
  client: string,
  { exchange, botKey }: ClientOptions,
): Promise<Output> {
  const report = await tryClient(session, {
    client,
    ...(exchange === undefined ? {} : { exchange }),
    ...(botKey === undefined ? {} : { botKeyPath: botKey }),
  });
  return showClient(report, context);
}

function registerError(doctor: Command, program: Command, run: Run): void {
  doctor
    .command('error <text...>')
    .description("what an exchange's error means: the key, the IP address, a permission or the clock")
    .allowUnknownOption()
    .option('--exchange <name>', 'whose error it is')
    .addHelpText(
      'after',
      `
Examples:
  keyward doctor error -2015
  keyward doctor error EAPI:Invalid nonce
  keyward doctor error --exchange bybit 10003

With --json: {own?: {code, title, hint}, readings: [{exchange, cause, read,
means, fixes, keys: [{key, says}]}], running}`,
    )
    .action((words: string[], _options: unknown, command: { optsWithGlobals(): { exchange?: string } }) =>
      run(async (context) => {
        const { exchange } = command.optsWithGlobals();
        const text = words.join(' ');
        return showError(await readErrorText(context.session(program.opts()), text, exchange), text, context);
      }),
    );
}

function showChecks(checks: readonly Examined[], context: Context): Output {
  const exit = exitOf(checks);
  const last = { 0: 'Nothing is wrong.', 1: 'Something is wrong.', 3: 'Something could not be found out.' }[
    exit as 0 | 1 | 3
  ];
  return { exit, lines: [...checkRows(checks, context), '', last], json: { checks } };
}

function showClient(report: ClientReport, context: Context): Output {
  const { style, columns } = context;
  const { client, exchange, unserved, lines, notes, tests, running, port, source } = report;
  const head = [`${style.bold(client)} on ${exchange}, through Keyward on port ${port}`, ''];
  const body = [
    ...(unserved === undefined
      ? []
      : [...wrap(`Not served yet: ${unserved}`, columns).map((line) => style.yellow(line)), '']),
    ...(lines.length === 0 ? [] : [...lines.map((line) => `  ${line}`), '']),
    ...notes.flatMap((note) => wrap(`- ${note}`, columns, 2)),
    ...wrap(`(${source})`, columns).map(style.dim),
  ];
  if (unserved !== undefined) return { exit: 1, lines: [...head, ...body], json: report };
  if (!running) {
    return {
      exit: 3,
      lines: [...head, ...body, '', style.yellow('Not tested: no Keyward is running here. Start it with keyward up.')],
      json: report,
    };
  }
  return {
    exit: exitOf(tests),
    lines: [...head, ...body, '', "Tested through Keyward, in this client's form:", ...checkRows(tests, context)],
    json: report,
  };
}

function showError({ own, readings, running }: ErrorReport, text: string, { style, columns }: Context): Output {
  const json = { own, readings, running };
  if (own) {
    return {
      exit: 0,
      lines: [`This is Keyward's own answer: ${style.bold(own.code)}: ${own.title}.`, ...wrap(own.hint, columns)],
      json,
    };
  }
  if (readings.length === 0) {
    return {
      exit: 3,
      lines: [
        `No exchange that Keyward knows says ${JSON.stringify(text)} of a key.`,
        'Give the whole answer, with its status: keyward doctor error \'401 {"code":...}\'',
      ],
      json,
    };
  }
  const lines = readings.flatMap(({ exchange, cause, read, means, fixes, keys }) => [
    `${style.bold(exchange)}  ${style.yellow(cause.replaceAll('-or-', ' or '))}  ${style.dim(`(${read})`)}`,
    ...wrap(means, columns - 2).map((line) => `  ${line}`),
    ...fixes.flatMap((fix) => wrap(`- ${fix}`, columns - 2, 2).map((line) => `  ${line}`)),
    ...keys.flatMap(({ key, says }) => wrap(`key ${key}: ${says}`, columns - 2, 2).map((line) => `  ${line}`)),
    '',
  ]);
  const last = running ? [] : [style.dim('With keyward up running, this also says what your keys can do.')];
  return { exit: 0, lines: last.length > 0 ? [...lines, ...last] : lines.slice(0, -1), json };
}
