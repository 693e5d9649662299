import { createHash } from 'node:crypto';
import { plainText } from '../../core/index.ts';
import type { Severity } from '../check.ts';
import type { Report } from '../report.ts';
import type { ReportedCheck, ReportedFinding, State } from '../reported.ts';
import { saysOf, wordText } from './words.ts';

/** As GitHub reads it: a number from which its own levels follow. */
const SECURITY: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0' };
const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;
/** `open`: it is not known whether it is so; `review`: a human has to look. */
const KINDS: Readonly<Record<State, 'fail' | 'pass' | 'open' | 'notApplicable'>> = {
  fail: 'fail',
  warn: 'fail',
  waived: 'fail',
  unknown: 'open',
  attested: 'pass',
  pass: 'pass',
  'not-applicable': 'notApplicable',
};

/** SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0, read 2026-11-22): each finding, by its place in a file or by what it is about. */
export function reportSarif(report: Report): object {
  const { version, checks, notes } = report;
  const rules = [...checks].sort((a, b) => a.id.localeCompare(b.id));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'keyward check', semanticVersion: version, rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: new Date(report.atMs).toISOString(),
            toolExecutionNotifications: notes.map((note) => ({ level: 'note', message: { text: plainText(note) } })),
          },
        ],
        results: checks.flatMap((check) =>
          check.findings.map((finding) => resultOf(check, finding, indexes.get(check.id)!)),
        ),
        properties:
          report.score === undefined
            ? { asked: report.asked ?? [] }
            : { score: report.score.points, letter: report.score.letter },
      },
    ],
  };
}

function ruleOf({ id, title, severity, family, why, how, findings, undo, references }: ReportedCheck): object {
  const [link] = references.filter((one) => one.startsWith('https://'));
  const fix = findings.find(({ state }) => state !== 'pass')?.fix ?? findings[0]?.fix ?? '';
  const help = [why, `How it is measured: ${how}`, `Fix: ${fix}`, `Undo: ${undo}`];
  const read = references.length === 0 ? [] : [`See: ${references.join(', ')}`];
  return {
    id,
    name: id,
    shortDescription: { text: plainText(title) },
    fullDescription: { text: plainText(why) },
    help: { text: [...help, ...read].map(plainText).join('\n') },
    ...(link === undefined ? {} : { helpUri: link }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['security', family], 'security-severity': SECURITY[severity] },
  };
}

function resultOf({ id }: ReportedCheck, finding: ReportedFinding, ruleIndex: number): object {
  const { state, severity, about, by, fix, confidence, word } = finding;
  const kind = KINDS[state];
  return {
    ruleId: id,
    ruleIndex,
    kind,
    // Of anything else than a failure a level must not say more.
    level: kind === 'fail' ? (state === 'warn' ? 'warning' : LEVELS[severity]) : 'none',
    message: { text: plainText(saysOf(finding)) },
    locations: locationsOf(finding),
    partialFingerprints: { 'keywardCheck/v1': printOf(id, about) },
    ...(state === 'waived' && word
      ? { suppressions: [{ kind: 'external', status: 'accepted', justification: plainText(wordText(word)) }] }
      : {}),
    properties: { state, severity, confidence, measuredBy: plainText(by), fix: plainText(fix) },
  };
}

/** Where a finding has no place in a file, what it is about is its place. */
function locationsOf({ places = [], about }: ReportedFinding): readonly object[] {
  const logicalLocations = [{ fullyQualifiedName: plainText(about), kind: 'resource' }];
  if (places.length === 0) return [{ logicalLocations }];
  return places.map(({ file, line }) => ({
    physicalLocation: {
      artifactLocation: uriOf(file),
      ...(line === undefined || line < 1 ? {} : { region: { startLine: Math.floor(line) } }),
    },
    logicalLocations,
  }));
}

/** A relative path as a URI reference below the root of the repository; what begins otherwise stays as it is. */
function uriOf(path: string): object {
  const uri = path.split('/').map(encoded).join('/');
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}

/** A lone surrogate has no encoding. */
const encoded = (part: string): string => encodeURIComponent(Buffer.from(part).toString());

const printOf = (id: string, about: string): string =>
  createHash('sha256').update(`${id}\0${about}`).digest('hex').slice(0, 32);
