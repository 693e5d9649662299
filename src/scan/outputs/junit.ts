import { xmlText } from '../../core/index.ts';
import type { Reported } from './sarif.ts';
import { notReadOf, saysOf } from './says.ts';

/** JUnit XML as CI systems read it: a case for each leak, that fails; those that are excused are skipped, and what was not read is told. */
export function junitOf({ leaks, unscanned }: Reported): string {
  const cases = leaks.map((leak) => {
    const [{ path, line }] = leak.places as [Leak0];
    const name = `${path}:${line} ${leak.title}`;
    const inside = leak.excused
      ? `<skipped message="${xmlText(leak.excused.reason)}"/>`
      : `<failure type="${leak.severity}" message="${xmlText(saysOf(leak))}"/>`;
    return `    <testcase classname="keyward.scan.${xmlText(leak.rule)}" name="${xmlText(name)}" file="${xmlText(path)}" line="${line}">${inside}</testcase>`;
  });
  const clean = '    <testcase classname="keyward.scan" name="nothing was found"/>';
  const failures = leaks.filter(({ excused }) => !excused).length;
  const skipped = leaks.length - failures;
  const out = notReadOf(unscanned).map(xmlText).join('\n');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${Math.max(1, leaks.length)}" failures="${failures}">`,
    `  <testsuite name="keyward scan" tests="${Math.max(1, leaks.length)}" failures="${failures}" skipped="${skipped}" errors="0">`,
    ...(cases.length === 0 ? [clean] : cases),
    ...(out === '' ? [] : [`    <system-out>${out}</system-out>`]),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

type Leak0 = Reported['leaks'][number]['places'][number];
