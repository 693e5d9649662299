/** What an object of SARIF 2.1.0 has: its properties with their checks, and which must be there. */
interface Form {
  readonly needs: readonly string[];
  readonly has: Readonly<Record<string, Check>>;
}
type Check = (value: unknown, path: string) => string[];

const fault = (isGood: boolean, path: string, what: string): string[] => (isGood ? [] : [`${path} ${what}`]);
const text: Check = (value, path) => fault(typeof value === 'string', path, 'is no string');
const truth: Check = (value, path) => fault(typeof value === 'boolean', path, 'is no boolean');
const bag: Check = (value, path) => fault(isObject(value), path, 'is no object');
const atLeast =
  (least: number): Check =>
  (value, path) =>
    fault(Number.isInteger(value) && (value as number) >= least, path, `is no integer from ${least}`);
const oneOf =
  (...words: readonly string[]): Check =>
  (value, path) =>
    fault(words.includes(value as string), path, `is not one of ${words.join(', ')}`);
const uri: Check = (value, path) =>
  fault(
    typeof value === 'string' && /^(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-F]{2})*$/.test(value),
    path,
    'is no URI reference',
  );
const texts: Check = (value, path) =>
  fault(
    isObject(value) && Object.values(value).every((one) => typeof one === 'string'),
    path,
    'holds no strings alone',
  );
const listOf =
  (check: Check): Check =>
  (value, path) =>
    Array.isArray(value) ? value.flatMap((one, at) => check(one, `${path}[${at}]`)) : [`${path} is no list`];
const objectOf =
  ({ needs, has }: Form): Check =>
  (value, path) => {
    if (!isObject(value)) return [`${path} is no object`];
    return [
      ...needs.filter((name) => !(name in value)).map((name) => `${path} has no ${name}`),
      ...Object.entries(value).flatMap(([name, one]) =>
        Object.hasOwn(has, name)
          ? has[name]!(one, `${path}.${name}`)
          : [`${path} has ${name}, which the format does not know`],
      ),
    ];
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const message = objectOf({ needs: ['text'], has: { text } });
const location = objectOf({
  needs: [],
  has: {
    id: atLeast(0),
    message,
    physicalLocation: objectOf({
      needs: ['artifactLocation'],
      has: {
        artifactLocation: objectOf({ needs: ['uri'], has: { uri, uriBaseId: text } }),
        region: objectOf({ needs: ['startLine'], has: { startLine: atLeast(1), startColumn: atLeast(1) } }),
      },
    }),
    logicalLocations: listOf(objectOf({ needs: [], has: { fullyQualifiedName: text, kind: text } })),
  },
});
const level = oneOf('none', 'note', 'warning', 'error');
const kind = oneOf('notApplicable', 'pass', 'fail', 'review', 'open', 'informational');
const moment: Check = (value, path) =>
  fault(
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value),
    path,
    'is no date-time',
  );
const run = objectOf({
  needs: ['tool', 'results'],
  has: {
    tool: objectOf({
      needs: ['driver'],
      has: {
        driver: objectOf({
          needs: ['name'],
          has: {
            name: text,
            semanticVersion: text,
            rules: listOf(
              objectOf({
                needs: ['id'],
                has: {
                  id: text,
                  name: text,
                  shortDescription: message,
                  fullDescription: message,
                  help: message,
                  helpUri: uri,
                  defaultConfiguration: objectOf({ needs: [], has: { level } }),
                  properties: bag,
                },
              }),
            ),
          },
        }),
      },
    }),
    columnKind: oneOf('utf16CodeUnits', 'unicodeCodePoints'),
    invocations: listOf(
      objectOf({
        needs: ['executionSuccessful'],
        has: {
          executionSuccessful: truth,
          endTimeUtc: moment,
          toolExecutionNotifications: listOf(objectOf({ needs: ['message'], has: { level, message } })),
        },
      }),
    ),
    results: listOf(
      objectOf({
        needs: ['message'],
        has: {
          ruleId: text,
          ruleIndex: atLeast(0),
          kind,
          level,
          message,
          locations: listOf(location),
          relatedLocations: listOf(location),
          partialFingerprints: texts,
          suppressions: listOf(
            objectOf({
              needs: ['kind'],
              has: {
                kind: oneOf('inSource', 'external'),
                status: oneOf('accepted', 'underReview', 'rejected'),
                justification: text,
              },
            }),
          ),
          properties: bag,
        },
      }),
    ),
    properties: bag,
  },
});
const log = objectOf({
  needs: ['version', 'runs'],
  has: { $schema: uri, version: oneOf('2.1.0'), runs: listOf(run) },
});

/**
 * What is wrong with a log by the specification (SARIF 2.1.0, errata 01, §3.13 and below; read 2026-11-22), as far as Keyward writes it: a property
 * that is not listed here fails, and so does a result whose rule is not the one that its index names.
 */
export function sarifFaults(value: unknown): string[] {
  const faults = log(value, 'log');
  if (faults.length > 0) return faults;
  const { runs } = value as { runs: readonly SarifRun[] };
  return runs.flatMap(({ tool, results }) =>
    results.flatMap(({ ruleId, ruleIndex, kind: is = 'fail', level: how = 'warning' }, at) => [
      ...fault(tool.driver.rules[ruleIndex]?.id === ruleId, `results[${at}]`, 'names another rule than its index'),
      // §3.27.9 and §3.27.10.
      ...fault(is === 'fail' || how === 'none', `results[${at}]`, 'has a level although it is no failure'),
    ]),
  );
}

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly kind?: string;
    readonly level?: string;
  }[];
}
