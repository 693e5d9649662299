import type { Find } from '../../find.ts';
import type { Page } from '../../page.ts';
import type { Rule } from '../../rule.ts';
import { pem } from './rule.ts';

/** As far before a private key its file says that it is of a service account of Google, in bytes. */
const FAR = 600;

/** A private key in PEM as the secret of the exchange that the text speaks of and that takes such keys; any other find as it is. */
export function ownedPem(page: Page, find: Find, rules: readonly Rule[]): Find {
  if (find.rule !== pem) return find;
  const { start, length } = find.found;
  const near = page.bytes.toString('latin1', Math.max(0, start - FAR), start + length + FAR);
  const google = rules.find(({ id }) => id === 'gcp');
  if (google && /service_account|gserviceaccount/.test(near)) return { ...find, rule: google };
  const takers = rules.filter(({ takesPem }) => takesPem === true);
  for (const id of page.told.at(start)) {
    const rule = takers.find(({ words }) => words.id === id);
    if (rule) return { rule, found: { ...find.found, part: 'secret' } };
  }
  return find;
}
