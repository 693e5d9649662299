import { xmlText } from '../../core/index.ts';
import type { Report } from '../report.ts';
import type { ReportedCheck, ReportedFinding } from '../reported.ts';
import { countsText, saysOf, scoreText, wordText } from './words.ts';

/**
 * JUnit XML as CI systems read it: a suite for each family, a case for each finding. What fails is a failure; what could not be seen is an error,
 * for it is no pass; what warns, is waived or does not apply is skipped, with its reason.
 */
export function reportJunit(report: Report): string {
  const families = [...new Set(report.checks.map(({ family }) => family))].sort();
  const suites = families.map((family) =>
    suiteOf(
      family,
      report.checks.filter((check) => check.family === family),
    ),
  );
  const [tests, failures, errors, skipped] = (['tests', 'failures', 'errors', 'skipped'] as const).map((what) =>
    suites.reduce((all, suite) => all + suite[what], 0),
  );
  const out = [`${scoreText(report)}${countsText(report)}`, ...report.notes].map(xmlText).join('\n');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="keyward check" tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}">`,
    ...suites.map(({ xml }) => xml),
    `  <testsuite name="keyward check" tests="0" failures="0" errors="0" skipped="0" timestamp="${new Date(report.atMs).toISOString().slice(0, 19)}">`,
    `    <system-out>${out}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function suiteOf(family: string, checks: readonly ReportedCheck[]): Suite {
  const cases = checks.flatMap((check) => check.findings.map((finding) => caseOf(check, finding)));
  const count = (kind: Case['kind']): number => cases.filter((one) => one.kind === kind).length;
  const [tests, failures, errors, skipped] = [cases.length, count('failure'), count('error'), count('skipped')];
  const xml = [
    `  <testsuite name="${xmlText(family)}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}">`,
    ...cases.map((one) => one.xml),
    '  </testsuite>',
  ].join('\n');
  return { xml, tests, failures, errors, skipped };
}

interface Case {
  readonly kind: 'failure' | 'error' | 'skipped' | 'passed';
  readonly xml: string;
}

function caseOf({ id, title }: ReportedCheck, finding: ReportedFinding): Case {
  const { state, severity, about, fix, by, word, places } = finding;
  const name = xmlText(`${id} ${title}: ${about}`);
  const [place] = places ?? [];
  const at =
    place === undefined
      ? ''
      : ` file="${xmlText(place.file)}"${place.line === undefined ? '' : ` line="${place.line}"`}`;
  const open = `    <testcase classname="keyward.check.${xmlText(id)}" name="${name}"${at}`;
  const says = xmlText(saysOf(finding));
  const more = xmlText(`measured by ${by}\nfix: ${fix}`);
  if (state === 'fail')
    return {
      kind: 'failure',
      xml: `${open}><failure type="${severity}" message="${says}">${more}</failure></testcase>`,
    };
  if (state === 'unknown')
    return { kind: 'error', xml: `${open}><error type="unknown" message="${says}">${more}</error></testcase>` };
  if (state === 'pass' || state === 'attested') return { kind: 'passed', xml: `${open}/>` };
  const why = state === 'waived' && word ? xmlText(wordText(word)) : says;
  return { kind: 'skipped', xml: `${open}><skipped message="${state}: ${why}"/></testcase>` };
}
