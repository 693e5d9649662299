import { type Block, htmlOf, markdownOf, type Tone } from '../../core/index.ts';
import { type CheckedBox, checkedBoxes } from '../guide.ts';
import { movedText } from '../history.ts';
import type { Drift, Report } from '../report.ts';
import type { ReportedCheck, ReportedFinding, State } from '../reported.ts';
import { countsText, dayOf, momentOf, openFindings, saysOf, sinceOf, TONES } from './words.ts';

/** The report as one Markdown file. */
export function reportMarkdown(report: Report): string {
  return markdownOf(titleOf(report), blocksOf(report));
}

/** The report as one HTML file: no script, light and dark, and it prints well. */
export function reportHtml(report: Report): string {
  return htmlOf(titleOf(report), blocksOf(report));
}

const titleOf = ({ atMs }: Report): string => `Keyward check, ${dayOf(atMs)}`;

function blocksOf(report: Report): readonly Block[] {
  return [
    ...summary(report),
    ...driftBlocks(report),
    ...toDo(report),
    ...answered(report),
    ...fine(report),
    ...scoreBlocks(report),
    ...guide(report),
  ];
}

const LETTERS: Readonly<Record<string, Tone>> = { A: 'good', B: 'good', C: 'warn', D: 'warn', F: 'bad' };

function summary(report: Report): Block[] {
  const { atMs, version, score, notes, before } = report;
  const moved = before && [
    before.worse.length === 0 ? '' : `worse: ${before.worse.join(', ')}`,
    before.better.length === 0 ? '' : `better: ${before.better.join(', ')}`,
  ];
  const since = moved?.filter((part) => part !== '').join('; ');
  return [
    score === undefined
      ? { text: `Only ${(report.asked ?? []).join(', ')}, which makes no score: ${countsText(report)}.` }
      : {
          figure: score.letter,
          tone: LETTERS[score.letter] ?? 'plain',
          says: `${score.points} of 100: ${countsText(report)}`,
        },
    ...(score?.caps ?? []).map(
      ({ points, why, ids }): Block => ({ text: `No more than ${points}: ${why} (${ids.join(', ')}).`, isLoud: true }),
    ),
    ...(before
      ? [
          {
            text: `Before, on ${momentOf(before.atMs)}: ${before.letter}, ${before.points} of 100. ${since === '' ? 'Nothing has changed since.' : `Since then ${since}.`}`,
          },
        ]
      : []),
    {
      text: `Looked at on ${momentOf(atMs)} by Keyward ${version}. What could not be seen is unknown, and never a pass.`,
      isSmall: true,
    },
    ...(notes.length === 0 ? [] : [{ list: notes }]),
  ];
}

/** What differs from the state that its owner has called good. */
function driftBlocks({ drift }: Report): Block[] {
  if (drift === undefined) return [];
  if (drift.length === 0) return [{ text: 'Everything is as in the blessed state.' }];
  return [{ head: 'Not as in the blessed state' }, { rows: [['check', 'about', 'was', 'is'], ...drift.map(driftRow)] }];
}

function driftRow(drift: Drift): string[] {
  const { was, is } = movedText(drift);
  return [drift.id, drift.about, was, is];
}

const OPEN: ReadonlySet<State> = new Set(['fail', 'warn', 'unknown']);

/** Worst first: what fails and warns with all that is known of it, what could not be seen in a table. */
function toDo(report: Report): Block[] {
  const { checks, atMs } = report;
  const bad = checks.filter(({ state }) => state === 'fail' || state === 'warn');
  const unknown = checks.filter(({ state }) => state === 'unknown');
  return [
    { head: 'To do' },
    ...(bad.length === 0
      ? [{ text: 'Nothing fails and nothing warns.' }]
      : bad.flatMap((check) => checkBlocks(check, atMs))),
    ...(unknown.length === 0
      ? []
      : [
          { head: 'Not seen' },
          ...findingTable(unknown.flatMap((check) => openFindings(check).map((finding) => ({ check, finding })))),
        ]),
  ];
}

function checkBlocks(check: ReportedCheck, atMs: number): Block[] {
  const { id, title, severity, why, how, undo, references } = check;
  const open = check.findings.filter((finding) => OPEN.has(finding.state));
  const fixes = [...new Set(open.filter((one) => one.state !== 'unknown').map(({ fix }) => fix))];
  return [
    { head: `${id} (${severity}): ${title}`, isSub: true },
    { text: why },
    {
      rows: [['is', 'what', 'seen', 'by'], ...open.map((finding) => findingRow(finding, { atMs, usual: severity }))],
      tones: open.map((finding) => TONES[finding.state]),
    },
    ...fixes.map((text): Block => ({ label: 'Fix', text })),
    { label: 'Undo', text: undo, isSmall: true },
    {
      label: 'Measured',
      text: `${how}${references.length === 0 ? '' : ` See ${references.join(', ')}.`}`,
      isSmall: true,
    },
  ];
}

function findingRow(
  finding: ReportedFinding,
  { atMs, usual }: { readonly atMs: number; readonly usual: ReportedCheck['severity'] },
): readonly string[] {
  const { state, about, says, by, places = [], confidence, severity } = finding;
  // What the sentence names already is not named again.
  const at = places.filter(
    ({ file, line }) => !says.includes(file) || (line !== undefined && !says.includes(`${line}`)),
  );
  const extra = [
    at.map(({ file, line }) => `${file}${line === undefined ? '' : `:${line}`}`).join(', '),
    severity === usual ? '' : severity,
    confidence === 'likely' ? 'likely' : '',
    sinceOf(finding, atMs),
  ].filter((part) => part !== '');
  return [state, about, extra.length === 0 ? says : `${says} (${extra.join('; ')})`, by];
}

interface Told {
  readonly check: ReportedCheck;
  readonly finding: ReportedFinding;
}

function findingTable(all: readonly Told[]): Block[] {
  return [
    {
      rows: [
        ['check', 'what', 'why not', 'to see it'],
        ...all.map(({ check, finding }) => [check.id, finding.about, finding.says, finding.fix]),
      ],
      tones: all.map(({ finding }) => TONES[finding.state]),
    },
  ];
}

/** What its owner has answered, also in checks that fail by something else. */
function answered({ checks }: Report): Block[] {
  const all = checks.flatMap((check) =>
    check.findings
      .filter(({ state }) => state === 'waived' || state === 'attested')
      .map((finding) => ({ check, finding })),
  );
  if (all.length === 0) return [];
  return [
    { head: 'Answered by its owner' },
    {
      rows: [['check', 'is', 'what']].concat(
        all.map(({ check, finding }) => [check.id, finding.state, saysOf(finding)]),
      ),
      tones: all.map(({ finding }) => TONES[finding.state]),
    },
  ];
}

function fine({ checks }: Report): Block[] {
  const good = checks.filter(({ state }) => state === 'pass' || state === 'attested');
  const idle = checks.filter(({ state }) => state === 'not-applicable');
  const rowsOf = (list: readonly ReportedCheck[]): string[][] =>
    list.map(({ id, title, findings }) => [
      id,
      title,
      findings.map(({ about, says }) => `${about}: ${says}`).join('; '),
    ]);
  return [
    ...(good.length === 0
      ? []
      : [
          { head: 'Fine' },
          { rows: [['check', 'what is so', 'seen'], ...rowsOf(good)], tones: good.map(() => 'good' as const) },
        ]),
    ...(idle.length === 0
      ? []
      : [{ head: 'Does not apply here' }, { rows: [['check', 'asks', 'why not'], ...rowsOf(idle)] }]),
  ];
}

function scoreBlocks({ score }: Report): Block[] {
  if (score === undefined || score.deductions.length === 0) return [];
  return [
    { head: `${score.points} of 100` },
    { rows: [['check', 'points', 'for'], ...score.deductions.map(({ id, points, why }) => [id, `-${points}`, why])] },
  ];
}

/** The list of the public guides, each box with what answers it. */
function guide({ checks }: Report): Block[] {
  const boxes = checkedBoxes(checks);
  const stateOf = ({ state, done }: CheckedBox): string => state ?? (done === undefined ? 'nothing asks' : 'done');
  return [
    { head: 'The checklist of the guides' },
    {
      rows: [
        ['is', 'box', 'checks'],
        ...boxes.map((box) => [
          stateOf(box),
          `${box.number}. ${box.text}`,
          box.checks.length === 0 ? (box.done ?? '') : box.checks.map(({ id, state }) => `${id} ${state}`).join(', '),
        ]),
      ],
      tones: boxes.map(({ state, done }) =>
        state === undefined ? (done === undefined ? 'dim' : 'good') : TONES[state],
      ),
    },
  ];
}
