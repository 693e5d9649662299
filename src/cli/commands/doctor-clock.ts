import type { Command } from 'commander';
import { acceptClock, type ClockReport, doctorClock } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import { checkRows, exitOf } from '../check-lines.ts';
import type { Context, Output, Run } from '../command.ts';
import { paragraph } from '../paragraph.ts';

const help = `
Compares this host's clock with the exchanges of the settings and with the NTP
servers under clock.ntp, and says what keeps it and how it drifts. keyward up
does the same before it starts with keys of real exchanges: it warns above
clock.warnAboveMs (1000) and refuses above clock.refuseAboveMs (2000).

--accept writes a refusal off for every start within 24 hours, not for one
alone: a supervisor may start Keyward again at any time. It is journaled, and
nothing is written while a start would not be refused.

Exit codes: 0 fine, 1 the clock is too far off, 3 something could not be found
out.

With --json: {checks: [{what, outcome, says, fix?}], limits: {warnAboveMs,
refuseAboveMs}, exchanges: [{exchange, environment, host?, keys, aheadMs,
errorMs} or with fault], ntp: {servers: [{server, address, stratum, aheadMs,
offsetMs, delayMs, errorMs} or {server, fault}], vote, ahead?, outvoted},
source: {kind, isSynchronised, isContainer, evidence}, drift?: {msPerDay,
errorMsPerDay, since, by, aheadMs, errorMs}, accepted?}. aheadMs tells how far
this clock is ahead; below zero it is behind.

Examples:
  keyward doctor clock
  keyward --json doctor clock
  keyward doctor clock --accept --reason "the NTP port is closed until Monday"`;

interface ClockOptions {
  readonly accept?: boolean;
  readonly reason?: string;
}

export function registerDoctorClock(doctor: Command, program: Command, run: Run): void {
  doctor
    .command('clock')
    .description("how far this host's clock is off, what keeps it, and how it drifts")
    .option('--accept', 'let Keyward start with the clock as it is, for 24 hours; needs --reason')
    .option('--reason <text>', 'why; it is written into the journal')
    .addHelpText('after', help)
    .action(({ accept, reason }: ClockOptions) =>
      run(async (context) => {
        const session = context.session(program.opts());
        if (!accept && reason !== undefined) throw new KeywardError('usage', '--reason goes with --accept');
        if (!accept) return showClock(await doctorClock(session), context);
        if (reason === undefined) throw new KeywardError('usage', '--accept needs --reason TEXT: it is written down');
        return showClock(await acceptClock(session, reason), context);
      }),
    );
}

function showClock(report: ClockReport, context: Context): Output {
  const { accepted } = report;
  const exit = accepted !== undefined && 'until' in accepted ? 0 : exitOf(report.checks);
  const last = accepted === undefined ? lastWords[exitOf(report.checks) as 0 | 1 | 3] : acceptedText(accepted);
  return { exit, lines: [...checkRows(report.checks, context), '', ...paragraph(last, context.columns)], json: report };
}

const lastWords = {
  0: 'This clock is good enough.',
  1: "This clock is too far off. Signing uses the exchange's own time, but TLS, expiring tokens, the journal and bots use this one.",
  3: 'Something could not be found out.',
} as const;

function acceptedText(accepted: NonNullable<ClockReport['accepted']>): string {
  return 'until' in accepted
    ? `Written down: Keyward starts with this clock until ${accepted.until}. Set it before then.`
    : 'Nothing was written: a start would not be refused.';
}
