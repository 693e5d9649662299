import { statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { isatty } from 'node:tty';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import {
  livingOf,
  type ScanDone,
  type ScanOrigin,
  type ScanParts,
  type ScanReport,
  type ScanRequest,
  type ScanSource,
  scanExit,
  scanFor,
  scanJunit,
  scanSarif,
  type VerifyPlan,
  wholeInput,
  withVerified,
} from '../../app/index.scan.ts';
import { KeywardError, notOneOf } from '../../core/index.ts';
import { clean, cleanJson } from '../clean.ts';
import type { Context, GlobalOptions, Output, Register } from '../command.ts';
import { confirm } from '../confirm.ts';
import { paragraph } from '../paragraph.ts';
import { notReadCounts, scanLines } from '../scan-lines.ts';
import { registerScanBaseline, registerScanFound } from './scan-known.ts';

const help = `
Looks for exchange keys, wallets, and what opens a vault. Nothing of a secret is
shown but its first letters, and nothing leaves this host, unless with --verify
or --repo. Without a path: the files here that git has or would add, and ignored
ones of telling names; other ignored ones are counted. A path is a file, a
folder, or - for standard input; a folder called found or baseline is ./found or
./baseline.

With --verify the exchanges are asked what the keys can do that were found
whole, by the calls that change nothing; the hosts are said first.

A bot key of Keyward opens nothing elsewhere: it is told as low, and counts.

A comment \`keyward:ignore REASON\` beside a finding, or on a line of its own
above, leaves it out of the count; without a reason it does not. With --publish
no comment does: it becomes public too. The baseline still does.

What is found, by a hook too, stays on the list of \`keyward scan found\` until it
is shown dead: a keyed hash and what is shown here, in the state folder, where
that can be written. \`keyward leak --finding ID\` takes the id that is told.

Examples:
  keyward scan
  keyward scan ../bot logs/
  keyward scan --staged
  keyward scan --history --baseline keyward-baseline.jsonl
  keyward scan --range origin/main..HEAD --sarif scan.sarif
  keyward scan --repo https://example.com/bot.git --publish
  keyward scan --machine
  docker logs bot 2>&1 | keyward scan -
  keyward scan --history --only-verified

Exit codes: 0 nothing that counts; 1 something was found, with --only-verified
something that is alive; 3 nothing was, but something is missing from the
repository or damaged in it, left out by a sparse checkout, cannot be opened, is
over 64 MiB or holds over 2000 values, a folder is a bare repository (--history
reads it), or nobody could say whether what was found is alive; and where --repo
cannot be fetched.
With --history what no commit has is told as 'bot.py (staged)', or as
'object 93263f1108ab (in no commit)'; --json has that as its path.
Logs that gzip packed are read. What is packed otherwise, kept by git-lfs, a
submodule, binary, a link, or by its name a lockfile, a list of sums or an SVG,
is counted, and ends with 3 where it is packed or kept by git-lfs and was named,
came on standard input, is all there is, or --publish is asked.
With --json: {findings: [{id, rule, title, severity, parts: [{part, by, name,
line, masked}], missing, places: [{path, line, column, commit?, author?, at?}],
excused?: {by, reason, owner?, until?}, notes, verified?: {is, says, can?,
ipBound?}}], unscanned: [{path, why}], notRead: {WHY: count}, read, readBefore,
bytes, samples: [{why, values}], exposed: [{path, mode}], toRevoke: [{id, title,
where, shown, found}], notKept?: why, notAsked?: {id: why}, dead?: count}. A
right in can that nobody tells for sure ends with ?. Samples are values that are
published, as in the documents of an exchange: they are counted apart.`;

interface Options {
  readonly staged?: boolean;
  readonly history?: boolean;
  readonly range?: string;
  readonly repo?: string;
  readonly machine?: boolean;
  readonly publish?: boolean;
  readonly baseline?: string;
  readonly verify?: boolean;
  readonly onlyVerified?: boolean;
  readonly yes?: boolean;
  readonly format?: string;
  readonly sarif?: string;
  readonly junit?: string;
}

const FORMATS = ['table', 'json', 'sarif', 'junit'];

export const registerScan: Register = (program, run) => {
  const scan = program
    .command('scan [paths...]')
    .description('finds keys and secrets that leaked into files, logs, the index or the history of git')
    .option('--staged', 'what the next commit would take along, as the index has it')
    .option('--history', 'all that the repository has ever had, in whatever it still holds')
    .option('--range <commits>', 'what these commits bring, as main..HEAD')
    .option('--repo <url>', 'all refs of a repository elsewhere; fetched, read and removed')
    .option('--machine', 'where keys are left behind in your home folder')
    .option('--publish', 'before a repository becomes public: its history, and all is critical')
    .option('--baseline <file>', 'leaks that are known, until the day that stands there')
    .option('--verify', 'ask the exchanges which keys live, and what they can do')
    .option('--only-verified', 'with --verify: only those that are alive')
    .option('--yes', 'do not ask before --verify')
    .option('--format <name>', 'table, json, sarif or junit')
    .option('--sarif <file>', 'write SARIF 2.1.0 too')
    .option('--junit <file>', 'write JUnit XML too')
    .addHelpText('after', help)
    .action((paths: readonly string[], options: Options) =>
      run(async (context) => {
        const format = options.format ?? 'table';
        if (!FORMATS.includes(format)) throw new KeywardError('usage', notOneOf('format', format, FORMATS));
        const request = await requestOf(context, paths, options);
        const parts = partsOf(context, program.opts<GlobalOptions>());
        const done = await scanFor(request, parts);
        parts.tell('');
        const asked = options.verify || options.onlyVerified ? await ask(context, program, done, options) : {};
        const whole = { ...done.report, ...asked };
        const report = { ...shownOf(whole, options), ...(await done.keep(whole.leaks)) };
        const isSarif = format === 'sarif' || options.sarif !== undefined;
        const origin = isSarif ? await done.origin() : undefined;
        return outputOf(context, report, { options, format, origin });
      }),
    );
  registerScanBaseline(scan, program, run, { sourceOf, partsOf });
  registerScanFound(scan, run);
};

/** With `--only-verified` those alone that live, or may. */
function shownOf(report: ScanReport, { onlyVerified }: Options): ScanReport {
  return onlyVerified ? { ...report, ...livingOf(report.leaks) } : report;
}

type Asked = Pick<ScanReport, 'leaks'> & { readonly notAsked: ReadonlyMap<string, string> };

/** Asks the exchanges, once somebody has said yes to their hosts. What asks is loaded only then: a hook waits for every commit. */
async function ask(context: Context, program: Command, { report, raw }: ScanDone, options: Options): Promise<Asked> {
  const { planVerify, verifyLeaks } = await import('../../app/index.ts');
  const session = context.session(program.opts());
  const open = report.leaks.filter(({ excused }) => !excused);
  const plan = planVerify(open, raw, session);
  await announce(context, plan, options);
  const verified = await verifyLeaks(plan, raw, session);
  const isDead = new Set(open.flatMap(({ id, severity }) => (severity === 'info' ? [id] : [])));
  return {
    leaks: withVerified(report.leaks, verified, options.publish === true),
    notAsked: new Map([...plan.left].filter(([id]) => !isDead.has(id))),
  };
}

/** The hosts first; with `--yes` nobody is asked. */
async function announce(context: Context, plan: VerifyPlan, { yes }: Options): Promise<void> {
  if (plan.asked.length === 0) return;
  const lines = planLines(plan);
  await confirm(context, { plan: lines, word: 'ask', yes });
  if (!yes) return;
  for (const line of lines)
    for (const folded of line.startsWith(' ') ? [line] : paragraph(line, context.columns)) context.say(folded);
}

function planLines({ hosts }: VerifyPlan): string[] {
  return [
    'Keyward will ask what these keys can do, with calls that change nothing. It sends the key and a signature, and some exchanges want the secret too:',
    ...hosts.map(({ exchange, keys, hosts: names }) => {
      const count = keys === 1 ? '1 key' : `${keys} keys`;
      return `  ${exchange}, ${count}: ${names.join(', ')}`;
    }),
  ];
}

function outputOf(
  context: Context,
  report: ScanReport,
  {
    options,
    format,
    origin,
  }: { readonly options: Options; readonly format: string; readonly origin: ScanOrigin | undefined },
): Output {
  const { folder, version } = context;
  const isPublish = options.publish === true;
  const sarif = (): string => `${cleanJson(JSON.stringify(scanSarif(report, version, origin), null, 1))}\n`;
  const junit = (): string => scanJunit(report, version);
  if (options.sarif !== undefined) write(resolve(folder, options.sarif), sarif());
  if (options.junit !== undefined) write(resolve(folder, options.junit), junit());
  const exit = scanExit(report, { isPublish, onlyVerified: options.onlyVerified === true });
  const json = jsonOf(report);
  if (format === 'sarif') return { exit, lines: [sarif().trimEnd()], json };
  if (format === 'junit') return { exit, lines: [junit().trimEnd()], json };
  if (format === 'json') return { exit, lines: [cleanJson(JSON.stringify(json))], json };
  const empty = emptyOf(options);
  return { exit, lines: scanLines(context, report, { isPublish, ...(empty === undefined ? {} : { empty }) }), json };
}

function emptyOf({ range, staged }: Options): string | undefined {
  if (range !== undefined) return `the range is empty, no commit is in ${clean(range)}`;
  return staged ? 'nothing is staged' : undefined;
}

function jsonOf(report: ScanReport): object {
  const { leaks, unscanned, fingerprints: _fingerprints, notAsked, ...rest } = report;
  return {
    findings: leaks,
    unscanned: unscanned.flatMap(({ path, why }) => (path === '' ? [] : [{ path, why }])),
    notRead: notReadCounts(unscanned),
    ...rest,
    ...(notAsked === undefined ? {} : { notAsked: Object.fromEntries(notAsked) }),
  };
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new KeywardError(
      'usage',
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
      {
        cause: error,
        lines: ['The folder has to be there, and to be yours.'],
      },
    );
  }
}

async function requestOf(context: Context, paths: readonly string[], options: Options): Promise<ScanRequest> {
  const { folder } = context;
  return {
    source: await sourceOf(context, paths, options),
    isPublish: options.publish === true,
    ...(options.baseline === undefined ? {} : { baseline: resolve(folder, options.baseline) }),
  };
}

/** The one source that the command line names. */
async function sourceOf(context: Context, paths: readonly string[], options: Options): Promise<ScanSource> {
  const { folder, environment } = context;
  const { staged, history, range, repo, machine, publish } = options;
  const named = [
    ...(staged ? ['--staged'] : []),
    ...(history ? ['--history'] : []),
    ...(range === undefined ? [] : ['--range']),
    ...(repo === undefined ? [] : ['--repo']),
    ...(machine ? ['--machine'] : []),
  ];
  if (named.length > 1) throw new KeywardError('usage', `${named.join(' and ')} cannot go together`);
  const [only] = named;
  if (publish && only !== undefined && only !== '--history' && only !== '--repo')
    throw new KeywardError('usage', `--publish reads the whole history, and cannot go with ${only}`);
  if (repo !== undefined || machine) {
    if (paths.length > 0) throw new KeywardError('usage', `${only} takes no path`);
    if (repo !== undefined) return { kind: 'repo', url: addressOf(resolve(folder, repo), repo) };
    return { kind: 'machine', home: environment.variables['HOME'] ?? homedir() };
  }
  if (only === undefined && !publish) {
    if (paths.includes('-')) {
      if (paths.length > 1) throw new KeywardError('usage', '- cannot go with other paths');
      return { kind: 'input', bytes: await wholeInput() };
    }
    const wanted = paths.length === 0 ? ['.'] : paths;
    return {
      kind: 'paths',
      paths: wanted.map((path) => {
        const whole = resolve(folder, path);
        const isFolder = statSync(whole, { throwIfNoEntry: false })?.isDirectory() === true;
        return { path: whole, name: wanted.length === 1 && isFolder ? '' : join(path) };
      }),
    };
  }
  if (paths.length > 1 || paths.includes('-'))
    throw new KeywardError('usage', `${only ?? '--publish'} takes one repository`);
  const path = resolve(folder, paths[0] ?? '.');
  if (range !== undefined) return { kind: 'range', path, range };
  if (!staged) return { kind: 'history', path };
  // Of this folder: for `git commit -a` git names its hooks an index of its own.
  return { kind: 'staged', path, ...(paths.length === 0 ? { variables: environment.variables } : {}) };
}

/** A folder of this machine is an address too. */
const addressOf = (path: string, repo: string): string =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? pathToFileURL(path).href : repo;

const BAR = 24;

function partsOf(context: Context, { json }: GlobalOptions): ScanParts {
  const { environment, clock, stopping, version } = context;
  const isShown = isatty(2) && !json;
  const { HOME: userHome = homedir() } = environment.variables;
  return {
    home: environment.home,
    userHome,
    variables: environment.variables,
    clock,
    version,
    stopping,
    tell: (progress) => {
      if (isShown)
        void context.pass('stderr', Buffer.from(`\r\u001b[K${progressText(progress)}`)).catch(() => undefined);
    },
  };
}

function progressText(progress: string | { readonly read: number; readonly of: number }): string {
  if (typeof progress === 'string') return clean(progress).slice(0, 70);
  const { read, of } = progress;
  const done = of === 0 ? 0 : Math.round((read / of) * BAR);
  return `${'█'.repeat(done)}${'░'.repeat(BAR - done)} ${read} of ${of} objects`;
}
