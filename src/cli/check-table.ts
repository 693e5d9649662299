import {
  type CheckedBox,
  type CheckReport,
  type CheckState,
  endText,
  movedText,
  type ReportedCheck,
  type ReportedFinding,
} from '../app/index.ts';
import { clean, cleanAll } from './clean.ts';
import type { Context, Style } from './command.ts';
import { fixLines } from './fix-lines.ts';
import { WIDEST } from './paragraph.ts';
import { fields } from './table.ts';
import { wrap } from './wrap.ts';

const ORDER: readonly CheckState[] = ['fail', 'warn', 'unknown', 'waived', 'attested', 'pass', 'not-applicable'];
const SHOWN: ReadonlySet<CheckState> = new Set(['fail', 'warn', 'unknown']);
const WORD = 9;
const SEVERITY = 10;
const ID = 9;
const LEAST_ROOM = 36;

const stateText = (state: CheckState): string => (state === 'not-applicable' ? 'n/a' : state);

function paintState(style: Style, state: CheckState, text: string): string {
  if (state === 'fail') return style.red(text);
  if (state === 'warn' || state === 'unknown') return style.yellow(text);
  return state === 'pass' ? style.green(text) : style.dim(text);
}

/** The whole report: the score, what is open, one line each, worst first, and how many are fine. `isAll` tells of those too. */
export function reportLines(report: CheckReport, context: Context, isAll: boolean): string[] {
  const { checks, counts, notes, drift } = report;
  const { style, columns } = context;
  const shown = checks.filter(({ state }) => isAll || SHOWN.has(state));
  const rest = ORDER.filter((state) => !(isAll || SHOWN.has(state)) && counts[state] > 0);
  const total = ORDER.filter((state) => counts[state] > 0).map(
    (state) => `${counts[state]} ${state === 'not-applicable' ? 'not applicable' : state}`,
  );
  return [
    ...scoreLines(report, context),
    ...notes.flatMap((note) => ['', ...wrap(clean(note), columns).map(style.yellow)]),
    ...(shown.length === 0 ? [] : ['', ...grouped(shown).flatMap((group) => checkRow(group, context))]),
    ...(drift === undefined ? [] : driftLines(drift, context)),
    '',
    ...wrap(total.join(', '), columns),
    ...(rest.length === 0 ? [] : wrap('`keyward check --all` tells of those as well.', columns).map(style.dim)),
    ...wrap('`keyward check ID` has the evidence and the fix, `keyward explain ID` why.', columns).map(style.dim),
  ];
}

/** Of all checks; a part has no letter. */
function scoreLines(report: CheckReport, { style, columns }: Context): string[] {
  const { score, asked = [], checks, before, atMs } = report;
  if (score === undefined) {
    const count = `${checks.length} ${checks.length === 1 ? 'check' : 'checks'}`;
    return wrap(`${asked.join(', ')}: ${count}, without a score, which is of all`, columns).map(style.bold);
  }
  const { points, letter, caps } = score;
  const paint =
    letter === 'A' || letter === 'B' ? style.green : letter === 'F' || letter === 'D' ? style.red : style.yellow;
  const was =
    before === undefined
      ? ''
      : `  was ${before.letter}, ${before.points}, on ${whenText(before.atMs, atMs)}${sinceText(before)}`;
  const [first = '', ...rest] = wrap(`${letter}  ${points} of 100${was}`, columns, 3);
  const head = `${letter}  ${points} of 100`;
  const held = caps
    .filter((cap) => cap.points === points || cap.points < 100)
    .flatMap((cap) => wrap(`at most ${cap.points}: ${clean(cap.why)} (${cap.ids.join(', ')})`, columns, 2));
  return [
    `${style.bold(paint(letter))}${head.slice(letter.length)}${style.dim(first.slice(head.length))}`,
    ...[...rest, ...held].map((line) => style.dim(line)),
  ];
}

const DAY_MS = 86_400_000;

/** The day; of the last day with the minute. */
function whenText(ms: number, nowMs: number): string {
  const text = new Date(ms).toISOString();
  return Math.abs(nowMs - ms) < DAY_MS ? `${text.slice(0, 16).replace('T', ' ')} UTC` : text.slice(0, 10);
}

function sinceText({ better, worse }: NonNullable<CheckReport['before']>): string {
  const parts = [
    ...(worse.length === 0 ? [] : [`worse: ${some(worse)}`]),
    ...(better.length === 0 ? [] : [`better: ${some(better)}`]),
  ];
  return parts.length === 0 ? '; nothing has changed' : `; ${parts.join('; ')}`;
}

const some = (ids: readonly string[]): string =>
  ids.length <= 4 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;

/** What stands in a line of its own: a check, with others that could not be seen for the same reason. */
interface Row {
  readonly check: ReportedCheck;
  readonly text: string;
  readonly others: readonly string[];
}

function grouped(checks: readonly ReportedCheck[]): readonly Row[] {
  const rows = checks.map((check) => ({ check, text: textOf(check), others: [] as string[] }));
  const firsts = new Map<string, { others: string[] }>();
  return rows.filter((row) => {
    if (row.check.state !== 'unknown') return true;
    const first = firsts.get(row.text);
    if (!first) firsts.set(row.text, row);
    first?.others.push(row.check.id);
    return first === undefined;
  });
}

/** The worst finding, and how many more are as bad. */
function textOf({ title, state, findings }: ReportedCheck): string {
  if (state === 'pass' || state === 'not-applicable') return title;
  const worst = cleanAll(findings)[0]!;
  const more = findings.filter((finding) => finding.state === state).length - 1;
  return `${worst.about}: ${worst.says}${more > 0 ? ` (and ${more} more)` : ''}`;
}

/** One line, or two where the terminal is narrow. */
function checkRow({ check, text, others }: Row, { style, columns }: Context): string[] {
  const { id, state, severity } = check;
  const left = `${paintState(style, state, stateText(state).padEnd(WORD))} ${severity.padEnd(SEVERITY)}${id.padEnd(ID)}`;
  const indent = WORD + 1 + SEVERITY + ID;
  const also = others.length === 0 ? [] : [`so too ${[...others].sort().join(', ')}`];
  if (columns - indent < LEAST_ROOM)
    return [left.trimEnd(), ...[text, ...also].flatMap((part) => wrap(part, columns - 2)).map((line) => `  ${line}`)];
  const lines = [
    ...wrap(text, columns - indent),
    ...also.flatMap((part) => wrap(part, columns - indent)).map((line) => style.dim(line)),
  ];
  return lines.map((line, at) => (at === 0 ? left : ' '.repeat(indent)) + line);
}

function driftLines(drift: NonNullable<CheckReport['drift']>, { style, columns }: Context): string[] {
  if (drift.length === 0) return ['', style.dim('nothing differs from the baseline')];
  return [
    '',
    style.bold('differs from the baseline'),
    ...cleanAll(drift).flatMap((one) => {
      const { was, is } = movedText(one);
      return wrap(`${one.id}  ${one.about}: was ${was}, is ${is}`, columns - 2, 2).map((line) => `  ${line}`);
    }),
  ];
}

/** Checks in full: what was seen of each thing, how, and what to do. */
export function detailLines(checks: readonly ReportedCheck[], context: Context): string[] {
  return checks.flatMap((check, at) => [...(at === 0 ? [] : ['']), ...checkInFull(check, context)]);
}

function checkInFull({ id, title, severity, state, findings, undo }: ReportedCheck, context: Context): string[] {
  const { style, columns } = context;
  const open = findings.some((finding) => SHOWN.has(finding.state));
  return [
    ...wrap(`${id}: ${title}`, columns).map(style.bold),
    `${paintState(style, state, stateText(state))}, ${severity}`,
    ...cleanAll(findings).flatMap((finding) => {
      const { about, says, by, fix, places, confidence, word, sinceMs } = finding;
      const likely = confidence === 'likely' ? ' (likely)' : '';
      const rows = [
        ['seen by', by],
        ...(sinceMs === undefined ? [] : [['since', new Date(sinceMs).toISOString().slice(0, 16).replace('T', ' ')]]),
        ...(places ?? [])
          .slice(0, 8)
          .map(({ file, line }, index) => [index === 0 ? 'where' : '', line === undefined ? file : `${file}:${line}`]),
        ...((places?.length ?? 0) > 8 ? [['', `and ${places!.length - 8} more`]] : []),
        ...(word === undefined ? [] : [[word.kind === 'attest' ? 'attested' : 'waived', wordText(word)]]),
        ...(SHOWN.has(finding.state) ? [['fix', fix]] : []),
      ];
      return [
        '',
        ...wrap(
          `${paintState(style, finding.state, stateText(finding.state))}  ${about}: ${says}${likely}`,
          columns,
          2,
        ),
        ...fields(rows, columns, 2, fixLines),
      ];
    }),
    ...(open ? ['', ...fixLines(`Taken back: ${undo}`, Math.min(columns, WIDEST))] : []),
  ];
}

/** What its owner has answered, and whether it counts. */
function wordText({ who, why, untilMs, hasEnded, isOutgrown }: NonNullable<ReportedFinding['word']>): string {
  const end = hasEnded ? ', which is over' : isOutgrown ? ', for less than is found now, so it does not count' : '';
  return `by ${who} until ${endText(untilMs)}${end}: ${why}`;
}

/** The guides' own list: each box with its state and the checks that answer it. */
export function checklistLines(boxes: readonly CheckedBox[], { style, columns }: Context): string[] {
  return boxes.flatMap((box, at) => {
    const head = boxes[at - 1]?.part === box.part ? [] : [...(at === 0 ? [] : ['']), style.bold(box.part)];
    const state = box.state === undefined ? (box.done === undefined ? 'not asked' : 'built in') : stateText(box.state);
    const painted =
      box.state === undefined
        ? (box.done === undefined ? style.dim : style.green)(state.padEnd(WORD))
        : paintState(style, box.state, state.padEnd(WORD));
    const left = `${String(box.number).padStart(2)}  ${painted} `;
    const indent = 4 + WORD + 1;
    const by = box.checks.map(({ id }) => id).join(', ');
    const texts = [
      ...wrap(box.text, columns - indent),
      ...(box.done === undefined ? [] : wrap(box.done, columns - indent).map(style.dim)),
      ...(by === '' ? [] : wrap(by, columns - indent).map(style.dim)),
    ];
    return [...head, ...texts.map((line, index) => (index === 0 ? left : ' '.repeat(indent)) + line)];
  });
}
