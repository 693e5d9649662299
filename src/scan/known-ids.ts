import { idOf } from './finding.ts';
import { rules } from './rules/index.ts';

/** The ids that findings of these values have, whichever rule has found them. `key`: of the ids. */
export function idsOfValues(values: readonly string[], key: Buffer): ReadonlySet<string> {
  return new Set(rules.flatMap(({ id }) => values.map((value) => idOf(id, value, key))));
}
