import type { Origin } from '../facts.ts';

/** No address is longer; patterns need no more time than this takes. */
const LONGEST = 2_048;
const PLAIN = new Set(['http:', 'git:', 'git+http:', 'ftp:', 'svn:']);

/** The host of an address, without what stands before it; undefined for what is no address. */
export function hostOf(whole: string): string | undefined {
  const address = whole.slice(0, LONGEST);
  const scp = /^(?:[\w.-]+@)?([\w.-]+\.[\w-]+):(?!\/\/)/.exec(address);
  if (scp?.[1]) return scp[1].toLowerCase();
  try {
    const { host } = new URL(address.replace(/^git\+/, ''));
    return host === '' ? undefined : host.toLowerCase();
  } catch {
    return undefined;
  }
}

/** Whether nobody between here and there is kept from changing what it brings. */
export const isPlain = (address: string): boolean => PLAIN.has(/^[a-z+]+:/i.exec(address)?.[0].toLowerCase() ?? '');

/** A whole commit, so that the same bytes come each time. */
const isCommit = (text: string | undefined): boolean => /^[0-9a-f]{40}([0-9a-f]{24})?$/i.test(text ?? '');

/** Where an address of a lock file points. `name` and `version` are those that the entry is for. */
export function originOf(address: string, name: string, version: string | undefined): Origin {
  const [before = '', fragment] = address.slice(0, LONGEST).split('#', 2);
  if (/^(file|link|portal|workspace):|^\.{0,2}\/|^[a-z]:\\/i.test(before)) return pathOrigin(before);
  const host = hostOf(before) ?? 'an unknown host';
  if (/^(git|git\+[a-z]+|ssh):/i.test(before) || /\.git$/.test(before) || /^[\w.-]+@[\w.-]+:/.test(before))
    return gitOrigin(host, isPlain(before), fragment);
  if (/^(github|gitlab|bitbucket|gist):|^[\w.-]+\/[\w.-]+$/i.test(before))
    return gitOrigin(before.split(/[:/]/)[0] ?? host, false, fragment);
  const path = pathOf(before);
  const shape = /^(.*)\/-\/([^/]+)\.tgz$/.exec(path);
  if (!shape) return { kind: 'url', host, isPlain: isPlain(before) };
  const base = name.slice(name.lastIndexOf('/') + 1);
  const isNamed = `/${shape[1]}`.toLowerCase().endsWith(`/${name}`);
  const isVersioned = version === undefined || shape[2]?.toLowerCase() === `${base}-${version}`.toLowerCase();
  return { kind: 'registry', host, isPlain: isPlain(before), fits: isNamed && isVersioned };
}

export function gitOrigin(host: string, plain: boolean, reference: string | undefined): Origin {
  const commit = /^(?:commit=|semver:)?([^&:]*)/.exec(reference ?? '')?.[1];
  return { kind: 'git', host, isPlain: plain, isPinned: isCommit(commit) };
}

/** A folder or file of this host, relative to the one that names it. */
export function pathOrigin(path: string): Origin {
  const plain = path.slice(0, LONGEST).replace(/^[a-z]+:/i, '');
  const isOutside = /^([\\/~]|[a-z]:\\)|(^|[\\/])\.\.([\\/]|$)/i.test(plain);
  return { kind: 'path', isInside: !isOutside };
}

function pathOf(address: string): string {
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    return '';
  }
}

/** How strong a digest is that stands as `sha512-…` or `sha256:…`. */
export function digestOf(whole: unknown): 'strong' | 'weak' | 'none' {
  const text = typeof whole === 'string' ? whole.slice(0, LONGEST) : whole;
  if (typeof text !== 'string' || text.trim() === '') return 'none';
  return /\b(sha(256|384|512)|blake2b?)\b|^10c\d*\//i.test(text) ||
    /^[0-9a-f]{128}$|^([\w.]+\/)?[0-9a-f]{64,}$/i.test(text)
    ? 'strong'
    : 'weak';
}
