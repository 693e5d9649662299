import type { Call } from '../exchanges/index.ts';

/** More pages than any list has; an exchange that gives ever new ones gives none. */
const MAX_PAGES = 20;

/** One page: what it lists, and the call for the page after it, if there is one. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: Call | undefined;
}

/** A list with all of its pages; `undefined` when one of them did not come, or they do not end. */
export async function everyPage<T>(
  first: Call,
  read: (call: Call) => Promise<Page<T> | undefined>,
): Promise<readonly T[] | undefined> {
  const found: T[] = [];
  let call: Call | undefined = first;
  for (let page = 0; call && page < MAX_PAGES; page++) {
    const answer: Page<T> | undefined = await read(call);
    if (!answer) return undefined;
    found.push(...answer.rows);
    call = answer.next;
  }
  return call ? undefined : found;
}
