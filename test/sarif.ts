import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { root } from './source-tree.ts';

/**
 * The schema of OASIS, errata 01, byte for byte (github.com/oasis-tcs/sarif-spec at a560296ca8c9, sarif-2.1/schema; read 2026-11-23). OASIS lets its
 * documents be copied to implement them; it is used in tests alone, and not published with the package.
 */
const SCHEMA = JSON.parse(readFileSync(join(root, 'test', 'sarif-schema-2.1.0.json'), 'utf8')) as {
  readonly id: string;
  readonly definitions: Readonly<Record<string, { readonly additionalProperties?: boolean }>>;
};
/** Of an address that names a path below the base of its log. */
const BELOW = /^(?![a-z][a-z0-9+.-]*:|\/)/i;

const validate: ValidateFunction = (() => {
  const ajv = new draft04.default({ allErrors: true, strict: false });
  formats.default(ajv);
  return ajv.compile(SCHEMA);
})();

/** What is wrong with a log of SARIF 2.1.0: by the official schema, and by what the specification says beyond it. */
export function sarifFaults(value: unknown): string[] {
  if (!validate(value))
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [`log${instancePath}`, message, JSON.stringify(params)].join(' '),
    );
  const { $schema, runs } = value as { readonly $schema?: string; readonly runs: readonly SarifRun[] };
  return [...($schema === SCHEMA.id ? [] : [`log names the schema ${$schema}`]), ...runs.flatMap(runFaults)];
}

function runFaults({ tool, results }: SarifRun): string[] {
  return results.flatMap((result, at) => {
    const { ruleId, ruleIndex, kind = 'fail', level = 'warning', locations = [], relatedLocations = [] } = result;
    const addresses = [...locations, ...relatedLocations].flatMap(
      ({ physicalLocation }) => physicalLocation?.artifactLocation ?? [],
    );
    return [
      // §3.27.6: the rule of the index is the one that is named.
      ...(tool.driver.rules[ruleIndex]?.id === ruleId ? [] : ['names another rule than its index']),
      // §3.27.9 and §3.27.10.
      ...(kind === 'fail' || level === 'none' ? [] : ['has a level although it is no failure']),
      // §3.4.4: what stands below a base is a relative reference.
      ...addresses
        .filter(({ uri, uriBaseId }) => uriBaseId !== undefined && !BELOW.test(uri))
        .map(({ uri }) => `names ${uri} below a base`),
    ].map((fault) => `results[${at}] ${fault}`);
  });
}

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly kind?: string;
    readonly level?: string;
    readonly locations?: readonly SarifLocation[];
    readonly relatedLocations?: readonly SarifLocation[];
  }[];
}

interface SarifLocation {
  readonly physicalLocation?: { readonly artifactLocation?: { readonly uri: string; readonly uriBaseId?: string } };
}
