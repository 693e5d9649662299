import type { CheckParts } from './check-parts.ts';

/** Work that several families want, done once in each run of the checks. */
export function oncePerCheck<T>(work: (parts: CheckParts) => Promise<T>): (parts: CheckParts) => Promise<T> {
  const known = new WeakMap<CheckParts, Promise<T>>();
  return (parts) => {
    const before = known.get(parts);
    if (before) return before;
    const begun = work(parts);
    known.set(parts, begun);
    return begun;
  };
}
