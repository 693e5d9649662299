import type { NamedPackage, Origin } from '../facts.ts';
import { canonicalName } from '../names.ts';
import { gitOrigin, hostOf, isPlain, pathOrigin } from './origin.ts';

/** No name or address is longer; patterns need no more time than this takes. */
const LONGEST = 4_096;

/** One requirement of Python as PEP 508 and pip write it; undefined for what is none. */
export function requirementOf(text: string): NamedPackage | undefined {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/ --?[a-z-]+[ =].*$/i, '')
    .slice(0, LONGEST)
    .trim();
  const address = /^(?:([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*@\s*)?([a-z][a-z+]*:\/\/?\S+|file:\S+)/.exec(plain);
  if (address?.[2]) return atAddress(address[1] ?? nameInAddress(address[2]), address[2]);
  if (/^(\.{0,2}\/|\.{1,2}$|[\w.-]+\/)/.test(plain)) return atPath(plain);
  const found = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(\(?[^;]*)/.exec(plain);
  if (!found?.[1]) return undefined;
  if (/\.(whl|tar\.gz|zip)$/.test(plain)) return atPath(plain);
  const range = (found[2] ?? '').replace(/[()]/g, '').trim();
  if (range !== '' && !/^([<>=!~]=?|===)/.test(range)) return undefined;
  const version = /^={2,3}\s*([\w.+!-]+)$/.exec(range)?.[1];
  return {
    ecosystem: 'pypi',
    name: canonicalName('pypi', found[1]),
    ...(version === undefined ? {} : { version }),
    origin: { kind: 'unsaid' },
    digest: 'none',
    isDirect: true,
  };
}

function atAddress(name: string, address: string): NamedPackage {
  const origin = pythonOrigin(address);
  const isHeld = origin.kind === 'path' || (origin.kind === 'git' && origin.isPinned);
  const digest = isHeld ? 'held' : /[#&]sha(256|384|512)=/.test(address) ? 'strong' : 'none';
  return { ecosystem: 'pypi', name: canonicalName('pypi', name), origin, digest, isDirect: true };
}

function atPath(path: string): NamedPackage {
  const base =
    path
      .replace(/\[[^\]]*\]$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? path;
  return {
    ecosystem: 'pypi',
    name: canonicalName('pypi', base || '.'),
    origin: pathOrigin(path),
    digest: 'held',
    isDirect: true,
  };
}

/** `git+https://host/path@commit#egg=name` and the like. */
export function pythonOrigin(address: string): Origin {
  if (/^file:/.test(address)) return pathOrigin(address.replace(/^file:(\/\/)?/, ''));
  const host = hostOf(address) ?? 'an unknown host';
  if (!/^(git|hg|svn|bzr)\+/.test(address)) return { kind: 'url', host, isPlain: isPlain(address) };
  const reference = /^[^#]*\/[^@#]*@([^#@]+)/.exec(address.replace(/^[a-z+]+:\/\//, '/'))?.[1];
  return gitOrigin(host, isPlain(address) || /^\w+\+http:/.test(address), reference);
}

function nameInAddress(address: string): string {
  const egg = /[#&]egg=([\w.-]+)/.exec(address)?.[1];
  if (egg) return egg;
  const base =
    address
      .split(/[?#]/)[0]
      ?.replace(/@[^/]*$/, '')
      .split('/')
      .at(-1) ?? '';
  return base.replace(/\.git$/, '').replace(/-\d.*$/, '') || 'unnamed';
}
