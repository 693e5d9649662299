import type { KeptLeak, ScanReport } from '../app/index.scan.ts';
import { cleanAll } from './clean.ts';
import type { Context, Style } from './command.ts';
import { paragraph } from './paragraph.ts';
import { fields, fittedTable } from './table.ts';

type FoundSecret = ScanReport['leaks'][number];
type Place = FoundSecret['places'][number];

/** The terminal shows so many; with `--json` there are all. */
const MOST_SHOWN = 50;
const MOST_NAMED = 5;
/** So many places of one leak: each is to be dealt with. */
const MOST_PLACES = 10;
const INDENT = 10;

/** What of the command line the lines depend on. */
export interface Asked {
  readonly isPublish: boolean;
  /** What it means that there was nothing to read. */
  readonly empty?: string;
}

/** What was found, the worst first; what is known is counted, and what was not read is told. */
export function scanLines(
  context: Context,
  { fingerprints: _fingerprints, notAsked, ...found }: ScanReport,
  asked: Asked,
): string[] {
  const { isPublish } = asked;
  const { style, columns } = context;
  const report = cleanAll(found);
  const { leaks, exposed } = report;
  const open = leaks.filter(({ excused }) => !excused);
  const shown = open.slice(0, MOST_SHOWN);
  return [
    ...shown.flatMap((leak) => [...leakLines(context, leak), '']),
    ...(open.length > shown.length ? [`… and ${open.length - shown.length} more: --json lists all`, ''] : []),
    ...exposed.flatMap(({ path, mode }) =>
      paragraph(style.yellow(`${path} can be read by every user of this machine (mode ${mode}): chmod 600`), columns),
    ),
    summary(style, { ...report, notAsked }, open, asked),
    ...notAskedLines(context, notAsked),
    ...excusedLines(style, leaks, isPublish),
    ...sampleLines(context, report),
    ...notReadLines(context, report),
    ...adviceLines(context, report, open),
  ];
}

function leakLines({ style, columns }: Context, leak: FoundSecret): string[] {
  const { id, severity, title, parts, missing, places, notes, verified } = leak;
  const [first, ...rest] = places;
  const is = parts.map(({ part, masked }) => `${part} ${masked}`);
  const left = places.length - MOST_PLACES;
  const texts = [
    placeText(first!),
    [...is, ...missing.map((part) => `no ${part}`)].join(', '),
    ...originText(first!),
    ...rest.slice(0, MOST_PLACES - 1).map((place) => `also in ${placeText(place)}`),
    ...(left > 0 ? [`and in ${left} more places: --json lists all`] : []),
    ...(verified ? [verified.says.replace('WITHDRAW', style.red('WITHDRAW'))] : []),
    ...notes,
  ];
  return [
    `${painted(style, severity)}${' '.repeat(INDENT - severity.length)}${style.bold(title)}  ${style.dim(id)}`,
    ...texts.flatMap((text) => paragraph(text, columns, INDENT)),
  ];
}

const placeText = ({ path, line }: Place): string => `${path}:${line}`;

function originText({ commit, author, at }: Place): string[] {
  return commit === undefined
    ? []
    : [`commit ${commit.slice(0, 12)} of ${at?.slice(0, 10) ?? '?'} by ${author ?? '?'}`];
}

function painted(style: Style, severity: FoundSecret['severity']): string {
  if (severity === 'critical' || severity === 'high') return style.red(severity);
  return severity === 'medium' ? style.yellow(severity) : style.dim(severity);
}

function summary(
  style: Style,
  report: ScanReport,
  open: readonly FoundSecret[],
  { isPublish, empty = 'there is nothing' }: Asked,
): string {
  const isEmpty = report.read === 0 && report.readBefore === 0 && report.leaks.length === 0;
  if (isEmpty) return style.yellow(`Nothing was read${report.unscanned.length === 0 ? `: ${empty}` : ''}.`);
  const texts = textsOf(report);
  if (open.length === 0) return emptySummary(style, report, texts);
  const dead = open.filter(({ severity }) => severity === 'info').length;
  const ends = [`${open.length} found in ${texts}`, ...(dead === 0 ? [] : [`${dead} dead`])].join(', ');
  if (dead === open.length) return style.green(`${ends}.`);
  return style.red(isPublish ? `${ends}: do not publish this repository.` : `${ends}.`);
}

function emptySummary(style: Style, { leaks, dead = 0, notAsked }: ScanReport, texts: string): string {
  const unknown = notAsked?.size ?? 0;
  if (dead + unknown > 0) {
    const found = `${dead + unknown} found in ${texts}`;
    return unknown > 0
      ? style.yellow(`${found}, ${unknown} of which nobody could be asked whether it is alive.`)
      : style.green(`${found}, none of which is alive.`);
  }
  return style.green(`Nothing ${leaks.some(({ excused }) => excused) ? 'new ' : ''}was found in ${texts}.`);
}

/** What was read, and what was before. */
function textsOf({ read, readBefore }: ScanReport): string {
  const count = (texts: number): string => (texts === 1 ? '1 text' : `${texts} texts`);
  if (readBefore === 0) return count(read);
  return read === 0 ? `${count(readBefore)}, read before` : `${count(read)}, and ${readBefore} read before`;
}

function notAskedLines({ style, columns }: Context, notAsked: ScanReport['notAsked']): string[] {
  const reasons = [...(notAsked?.values() ?? [])];
  return [...new Set(reasons)].flatMap((why) =>
    paragraph(`Not asked: ${reasons.filter((one) => one === why).length}: ${why}`, columns).map(style.yellow),
  );
}

function excusedLines(style: Style, leaks: readonly FoundSecret[], isPublish: boolean): string[] {
  const by = (what: string): number => leaks.filter(({ excused }) => excused?.by === what).length;
  const known = by('baseline');
  if (isPublish && known > 0) return [style.yellow(`Published all the same: ${known} in the baseline.`)];
  const texts = [
    ...(known === 0 ? [] : [`${known} in the baseline`]),
    ...(by('comment') === 0 ? [] : [`${by('comment')} ignored by a comment with a reason`]),
  ];
  return texts.length === 0 ? [] : [style.dim(`Not counted: ${texts.join(', ')}.`)];
}

function sampleLines({ style, columns }: Context, { samples }: ScanReport): string[] {
  return samples.flatMap(({ values, why }) =>
    paragraph(`Not counted: ${values} published sample${values === 1 ? '' : 's'} (${why}).`, columns).map(style.dim),
  );
}

const WHY: Readonly<Record<string, string>> = {
  missing: 'missing from this copy of the repository',
  damaged: 'damaged in this copy of the repository',
  repository: 'bare repositories: `keyward scan --history FOLDER` reads one',
  sparse: 'that a sparse checkout leaves out: --history reads them',
  'no-file': 'neither file nor folder: hand it over on standard input, with -',
  unreadable: 'that could not be opened',
  'too-big': 'over 64 MiB',
  'too-many': 'beyond its first 2000 values',
  archive: 'packed',
  lfs: 'of which git-lfs keeps the content elsewhere',
  submodule: 'submodules: each is a repository of its own',
  link: 'links or no files',
  others: 'folders of what others wrote',
  gone: 'that git has and that are not there',
  binary: 'binary',
  generated: 'lockfiles, lists of sums or drawings, by their names',
  ignored: 'that git is told to leave out: name the file or the folder to have it read',
};

const MINOR = new Set(['binary', 'generated', 'link', 'gone', 'ignored']);

/** How many were not read, by why. */
export function notReadCounts(unscanned: ScanReport['unscanned']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { why } of unscanned) counts[why] = (counts[why] ?? 0) + 1;
  return counts;
}

/** What was not read, and why. */
export function notReadLines({ style, columns }: Context, { unscanned }: Pick<ScanReport, 'unscanned'>): string[] {
  return Object.entries(WHY).flatMap(([why, text]) => {
    const of = unscanned.filter((one) => one.why === why);
    if (of.length === 0) return [];
    const names = of.map(({ path }) => path).filter((path) => path !== '');
    const isNamed = !MINOR.has(why) && names.length > 0;
    const left = names.length > MOST_NAMED ? ', …' : '';
    const named = isNamed ? `: ${names.slice(0, MOST_NAMED).join(', ')}${left}` : '';
    const paint = MINOR.has(why) ? style.dim : style.yellow;
    return paragraph(`Not read: ${of.length} ${text}${named}`, columns).map(paint);
  });
}

function adviceLines(
  { style, columns }: Context,
  { leaks, toRevoke, notKept }: ScanReport,
  open: readonly FoundSecret[],
): string[] {
  const here = new Set(leaks.map(({ id }) => id));
  const before = toRevoke.filter(({ id }) => !here.has(id)).length;
  const counted = open.filter(({ severity }) => severity !== 'info');
  const texts = [
    ...(counted.length === 0
      ? []
      : ['Revoke each at its exchange or service first: taking it out of the files or the history leaves it open.']),
    ...(before === 0
      ? []
      : [`${before} found before ${before === 1 ? 'is' : 'are'} still to be revoked: keyward scan found`]),
    ...(notKept === undefined ? [] : [`It could not be written down that these are to be revoked: ${notKept}`]),
  ];
  return texts.flatMap((text) => paragraph(text, columns)).map(style.dim);
}

/** What is to be revoked, and what was shown dead. */
export function keptLines({ style, columns }: Context, kept: readonly KeptLeak[]): string[] {
  if (kept.length === 0) return ['No scan has found anything yet.'];
  const rows = kept.map(({ id, title, shown, where, found, dead }) => [
    id,
    dead === undefined ? style.red('to revoke') : style.green(`dead ${dead}`),
    found,
    `${title}, ${shown}, ${where}`,
  ]);
  return fittedTable([['id', 'state', 'found', 'what'].map(style.dim), ...rows], columns);
}

/** Names beside what they say, for a baseline that was written. */
export const baselineFields = (rows: readonly (readonly string[])[], { columns }: Context): string[] =>
  fields(rows, columns, 2);
