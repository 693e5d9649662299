import type { Wait } from '../facts.ts';

/** A name or pattern of an exception stands for this package. What cannot be understood stands for all. */
export function isExcepted(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => {
    const at = pattern.indexOf('@', 1);
    const plain = (at === -1 ? pattern : pattern.slice(0, at)).toLowerCase();
    const parts = plain.split(/\*+/);
    if (!/^[@\w./*~-]+$/.test(plain) || parts.length > 3) return true;
    const [first = '', ...rest] = parts;
    if (rest.length === 0) return first === name.toLowerCase() || first.replace(/[-_.]+/g, '-') === name;
    const shape = parts.map((part) => part.replace(/[.~/@-]/g, '\\$&')).join('.*');
    return new RegExp(`^${shape}$`, 'i').test(name);
  });
}

/** The setting that holds for the lock file of a tool in a folder: one beside it before one of its user. */
export function waitFor(waits: readonly Wait[], tool: string, folder: string): Wait | undefined {
  const own = waits.filter((one) => one.tool === tool);
  return own.find((one) => one.folder === folder) ?? own.find((one) => one.folder === undefined);
}
