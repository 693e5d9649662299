import { describe, expect, it } from 'vitest';
import { reportWith } from '../src/posture/outputs/report.contract.ts';
import { reportSarif } from '../src/posture/outputs/sarif.ts';
import type { FoundSecret } from '../src/scan/found-secret.ts';
import { sarifOf } from '../src/scan/outputs/sarif.ts';
import { sarifFaults } from './sarif.ts';

type Path = readonly (string | number)[];

const leak: FoundSecret = {
  id: '0123456789abcdef',
  rule: 'binance',
  title: 'Binance credential',
  severity: 'high',
  parts: [],
  missing: [],
  places: [
    { path: 'a.env', line: 1, column: 1 },
    { path: 'b.env', line: 2, column: 3 },
  ],
  notes: [],
  excused: { by: 'baseline', reason: 'known' },
};

/** Logs with all that Keyward writes. */
const logs: Readonly<Record<string, () => object>> = {
  check: () =>
    reportSarif(
      reportWith(
        [
          { result: 'fail', places: [{ file: 'bot/config.json', line: 3 }] },
          { result: 'fail', about: 'nft', word: 'waive' },
        ],
        { notes: ['the settings cannot be read'] },
      ),
    ),
  scan: () => sarifOf({ version: '1.0.0', leaks: [leak], unscanned: [{ path: 'x', why: 'binary' }] }),
};

function changed(
  log: object,
  path: Path,
  change: (holder: Record<string | number, unknown>, key: string | number) => void,
) {
  const copy = JSON.parse(JSON.stringify(log)) as Record<string | number, unknown>;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  expect(holder[last]).toBeDefined();
  change(holder, last);
  return copy;
}

const REQUIRED: readonly Path[] = [
  ['version'],
  ['runs'],
  ['runs', 0, 'tool'],
  ['runs', 0, 'tool', 'driver'],
  ['runs', 0, 'tool', 'driver', 'name'],
  ['runs', 0, 'tool', 'driver', 'rules', 0, 'id'],
  ['runs', 0, 'tool', 'driver', 'rules', 0, 'shortDescription', 'text'],
  ['runs', 0, 'invocations', 0, 'executionSuccessful'],
  ['runs', 0, 'invocations', 0, 'toolExecutionNotifications', 0, 'message'],
  ['runs', 0, 'results', 0, 'message'],
  ['runs', 0, 'results', 0, 'message', 'text'],
  ['runs', 0, 'results', 0, 'locations', 0, 'physicalLocation', 'artifactLocation'],
];
const WRONG: readonly (readonly [Path, unknown])[] = [
  [['version'], '2.0.0'],
  [['$schema'], 'sarif 2.1.0'],
  [['runs', 0, 'columnKind'], 'utf8'],
  [['runs', 0, 'results', 0, 'level'], 'critical'],
  [['runs', 0, 'results', 0, 'ruleIndex'], 7],
  [['runs', 0, 'results', 0, 'ruleIndex'], -2],
  [['runs', 0, 'results', 0, 'ruleId'], 'another'],
  [['runs', 0, 'results', 0, 'partialFingerprints'], { print: 1 }],
  [['runs', 0, 'results', 0, 'locations', 0, 'physicalLocation', 'region', 'startLine'], 0],
  [['runs', 0, 'results', 0, 'locations', 0, 'physicalLocation', 'artifactLocation', 'uri'], 'a b.env'],
  [['runs', 0, 'results', 0, 'locations', 0, 'physicalLocation', 'artifactLocation', 'uri'], '/etc/passwd'],
];

describe.each(Object.entries(logs))('the schema, against a log of keyward %s', (_name, log) => {
  it('finds no fault in it as it is', () => {
    expect(sarifFaults(log())).toEqual([]);
  });

  it.each(REQUIRED.map((path) => [path.join('.'), path] as const))('misses %s', (_path, path) => {
    expect(sarifFaults(changed(log(), path, (holder, key) => delete holder[key]))).not.toEqual([]);
  });

  it.each(WRONG.map(([path, value]) => [path.join('.'), value, path] as const))(
    'refuses %s as %j',
    (_p, value, path) => {
      const set = (holder: Record<string | number, unknown>, key: string | number) => {
        holder[key] = value;
      };
      expect(sarifFaults(changed(log(), path, set))).not.toEqual([]);
    },
  );

  it('refuses a property that the format does not have', () => {
    expect(sarifFaults({ ...log(), result: [] })).not.toEqual([]);
  });
});

it('a suppression names its kind', () => {
  const log = logs['scan']!();
  expect(
    sarifFaults(
      changed(log, ['runs', 0, 'results', 0, 'suppressions', 0, 'kind'], (holder, key) => delete holder[key]),
    ),
  ).not.toEqual([]);
});
