import type { Command } from 'commander';
import { doctorIp, type IpReport } from '../../app/index.ts';
import { checkRows, exitOf } from '../check-lines.ts';
import type { Context, Output, Run } from '../command.ts';
import { WIDEST } from '../paragraph.ts';
import { wrap } from '../wrap.ts';

const help = `
Asks the services under network.addressServices, over IPv4 and IPv6, and the
exchanges that say it (with a read that changes nothing). network.localAddress
pins the address of this host that requests to exchanges leave from. What was
seen is kept in the state folder, so that a change is told.

Exit codes: 0 fine, 1 the address has changed, a key does not let it in or the
pinned one is not here, 3 something could not be found out.

With --json: {checks: [{what, outcome, says, fix?}], services: [{service,
family, address} or {service, family, fault}], exchanges: [{exchange, key,
address?, why?}], sources: [{host?, sources: [{family, address, kind,
interface?}]}], localAddress?, changes: [{family, is, addresses, before,
since}], keys: [{key, exchange, ipRestricted, ips?}], hosting: [{id, name,
brief, steps, source, read, evidence?}], metadata?, relist: [{exchange, name,
keys, url, ipBox?, notes}]}.

Examples:
  keyward doctor ip
  keyward doctor ip --ask-metadata
  keyward --json doctor ip`;

export function registerDoctorIp(doctor: Command, program: Command, run: Run): void {
  doctor
    .command('ip')
    .description('the public address, the source address, which keys let it in, and what to do when it changes')
    .option('--ask-metadata', 'also ask the metadata service of a cloud (169.254.169.254)')
    .addHelpText('after', help)
    .action(({ askMetadata }: { askMetadata?: boolean }) =>
      run(async (context) =>
        showIp(await doctorIp(context.session(program.opts()), { askMetadata: askMetadata === true }), context),
      ),
    );
}

function showIp(report: IpReport, context: Context): Output {
  const exit = exitOf(report.checks);
  const last = { 0: 'Nothing is wrong.', 1: 'Something is wrong.', 3: 'Something could not be found out.' }[
    exit as 0 | 1 | 3
  ];
  const lines = [
    ...checkRows(report.checks, context),
    '',
    ...keepLines(report, context),
    '',
    ...relistLines(report, context),
    last,
  ];
  return { exit, lines, json: report };
}

/** How to get an address that stays: in full where the kind of host is known, else a line for each kind. */
function keepLines({ hosting, localAddress }: IpReport, context: Context): string[] {
  const { style } = context;
  const isKnown = hosting.every(({ evidence }) => evidence !== undefined);
  const pin =
    localAddress === undefined
      ? 'To pin one, where this host has several: write it as network.localAddress into keyward.yaml, then start keyward up again.'
      : 'The pin is network.localAddress in keyward.yaml.';
  const kinds = isKnown
    ? hosting.flatMap(({ name, steps, source, read }) => [
        ...said(`${name}:`, context, 2),
        ...steps.flatMap((step) => item('-', step, context)),
        ...said(`(${source}; ${read})`, context, 4).map(style.dim),
      ])
    : hosting.flatMap(({ name, brief }) => item('-', `${name}: ${brief}`, context));
  return [style.bold('An address that stays'), ...kinds, ...item('-', pin, context)];
}

/** What to do at each exchange when the address changes. */
function relistLines({ relist }: IpReport, context: Context): string[] {
  const { style } = context;
  if (relist.length === 0) return [];
  const steps = [
    'Put the new address beside the old one in the list of each key, save with your second factor.',
    'keyward key audit shows what the exchange has now.',
    'Take the old address out once nothing uses it: whoever gets it next is let in.',
  ];
  const pages = relist.flatMap(({ name, keys, url, ipBox, notes }) => [
    ...said(`${name}: ${keys.join(', ')}`, context, 2),
    ...said(ipBox === undefined ? url : `${url}, the field "${ipBox}"`, context, 4),
    ...notes.flatMap((note) => said(note, context, 4).map(style.dim)),
  ]);
  return [
    style.bold('When it changes'),
    ...steps.flatMap((step, at) => item(`${at + 1}.`, step, context)),
    ...pages,
    '',
  ];
}

function item(mark: string, text: string, { columns }: Context): string[] {
  const room = Math.min(columns, WIDEST) - 2;
  return wrap(`${mark} ${text}`, room, mark.length + 1).map((line) => `  ${line}`);
}

function said(text: string, { columns }: Context, indent: number): string[] {
  return wrap(text, Math.min(columns, WIDEST) - indent).map((line) => ' '.repeat(indent) + line);
}
