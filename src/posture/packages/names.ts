import type { Ecosystem } from './facts.ts';

/** The name as the registry compares it. */
export function canonicalName(ecosystem: Ecosystem, name: string): string {
  const plain = name.trim().toLowerCase();
  return ecosystem === 'pypi' ? plain.replace(/[-_.]+/g, '-') : plain;
}

/** A name that the registry could hold. */
export function isName(ecosystem: Ecosystem, name: string): boolean {
  return ecosystem === 'pypi'
    ? /^[a-z0-9]([a-z0-9._-]{0,98}[a-z0-9])?$/i.test(name)
    : /^(@[a-z0-9~._-]{1,100}\/)?[a-z0-9~._-]{1,214}$/i.test(name);
}
