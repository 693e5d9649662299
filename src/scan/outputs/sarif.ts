import { createHash } from 'node:crypto';
import type { Place } from '../finding.ts';
import type { FoundSecret, Severity } from '../found-secret.ts';
import type { Unscanned } from '../scan.ts';
import { notReadOf, saysOf } from './says.ts';

/** What a report is made of. */
export interface Reported {
  readonly version: string;
  readonly leaks: readonly FoundSecret[];
  readonly unscanned: readonly Unscanned[];
  /** Of a leak, under the key of the baseline; absent without one. */
  readonly fingerprints?: ReadonlyMap<string, string>;
}

/** As GitHub reads it: a number from which its own levels follow. */
const SECURITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.5',
};
const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' } as const;
const MOST_RELATED = 100;

/**
 * SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0, read 2026-11-22), with nothing of a secret: no snippets, and fingerprints under the key of
 * the baseline or of the place alone.
 */
export function sarifOf({ version, leaks, unscanned, fingerprints }: Reported): object {
  const ids = [...new Set(leaks.map(({ rule }) => rule))].sort();
  const titles = new Map(leaks.map(({ rule, title }) => [rule, title]));
  const severities = new Map([...leaks].reverse().map(({ rule, severity }) => [rule, severity]));
  const placeHash = placeHashes();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'keyward scan',
            semanticVersion: version,
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: titles.get(id) ?? id },
              help: {
                text: 'Revoke it first, then replace it; taking it out of the files or the history changes nothing.',
              },
              properties: {
                tags: ['security', 'secret'],
                'security-severity': SECURITY[severities.get(id) ?? 'medium'],
              },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notReadOf(unscanned).map((text) => ({ level: 'note', message: { text } })),
          },
        ],
        results: leaks.map((leak) => {
          const fingerprint = fingerprints?.get(leak.id);
          const print =
            fingerprint === undefined ? { 'keywardPlace/v1': placeHash(leak) } : { 'keywardSecret/v1': fingerprint };
          return resultOf(leak, ids.indexOf(leak.rule), print);
        }),
      },
    ],
  };
}

function resultOf(leak: FoundSecret, ruleIndex: number, partialFingerprints: Readonly<Record<string, string>>): object {
  const [first, ...rest] = leak.places;
  const { excused, verified } = leak;
  return {
    ruleId: leak.rule,
    ruleIndex,
    level: LEVELS[leak.severity],
    message: { text: saysOf(leak) },
    locations: [locationOf(first!)],
    ...(rest.length === 0
      ? {}
      : { relatedLocations: rest.slice(0, MOST_RELATED).map((place, id) => ({ id: id + 1, ...locationOf(place) })) }),
    partialFingerprints,
    ...(excused
      ? {
          suppressions: [
            {
              kind: excused.by === 'comment' ? 'inSource' : 'external',
              status: 'accepted',
              justification: excused.reason,
            },
          ],
        }
      : {}),
    properties: {
      'security-severity': SECURITY[leak.severity],
      severity: leak.severity,
      ...(verified ? { verified: verified.is } : {}),
      ...(first!.commit === undefined ? {} : { commit: first!.commit }),
    },
  };
}

function locationOf({ path, line, column, commit }: Place): object {
  return {
    physicalLocation: {
      artifactLocation: uriOf(path),
      region: { startLine: line, startColumn: column },
    },
    ...(commit === undefined ? {} : { message: { text: `came with the commit ${commit}` } }),
  };
}

/** A relative path as a URI reference, below the root of the repository; what begins otherwise stays as it is. */
function uriOf(path: string): object {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}

/** Of each leak in turn the same for as long as its rule finds as many before it at the path. */
function placeHashes(): (leak: FoundSecret) => string {
  const counts = new Map<string, number>();
  return ({ rule, places: [first] }) => {
    const place = `${rule}\0${first!.path}`;
    const same = counts.get(place) ?? 0;
    counts.set(place, same + 1);
    const about = [rule, first!.path, first!.commit ?? '', same].join('\0');
    return createHash('sha256').update(about).digest('hex').slice(0, 32);
  };
}
