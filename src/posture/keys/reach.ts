import type { AuditedKey } from '../../audit/index.ts';

/** More ways than these are counted. */
const MOST_WAYS = 3;

/** By which ways value can leave, or be locked, with what the key has: `can still …`; what its permissions are called says less. */
export function reachText({ key, reach }: AuditedKey): string {
  const sure = reach.filter(({ can }) => can === 'yes');
  const open = reach.length - sure.length;
  const perhaps = open === 0 ? '' : `${sure.length === 0 ? '' : ', and '}${open} that nobody rules out`;
  if (sure.length === 0) return open === 0 ? '' : `it may still move value in ${ways(open)}${perhaps}`;
  const named = sure.slice(0, MOST_WAYS).map(({ what }) => what);
  const more = sure.length - named.length;
  const rest = more === 0 ? '' : `, and ${more} more${perhaps} (\`keyward key audit ${key}\`)`;
  return `it can still ${named.join('; ')}${rest === '' ? perhaps : rest}`;
}

function ways(count: number): string {
  return count === 1 ? 'one way' : `${count} ways`;
}
