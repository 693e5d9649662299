import type { NamedPackage } from '../facts.ts';
import { canonicalName, isName } from '../names.ts';
import { entriesOf, type Fields, fieldOf } from './json.ts';
import { originOf } from './origin.ts';

const ON_INSTALL = ['preinstall', 'install', 'postinstall'];
const GROUPS = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'];

/** What a package.json wants. */
export function wantedOf(manifest: Fields): NamedPackage[] {
  return GROUPS.flatMap((group) =>
    entriesOf(fieldOf(manifest, group)).flatMap(([name, range]) =>
      typeof range === 'string' ? [wantedPackage(name, range, group === 'devDependencies')] : [],
    ),
  );
}

function wantedPackage(alias: string, range: string, isDev: boolean): NamedPackage {
  const named = npmAlias(alias, range);
  const name = canonicalName('npm', named.name);
  const version = /^v?=?\s*(\d+\.\d+\.\d+[\w.+-]*)$/.exec(named.range)?.[1];
  const isAddress = /^[a-z+]+:|^\.{0,2}\/|^[\w.-]+\/[\w.-]+(#.*)?$|^[\w.-]+@[\w.-]+:/i.test(named.range);
  return {
    ecosystem: 'npm',
    name,
    ...(version === undefined ? {} : { version }),
    origin: isAddress && !named.range.startsWith('npm:') ? originOf(named.range, name, undefined) : { kind: 'unsaid' },
    digest: 'unsaid',
    isDirect: true,
    ...(isDev ? { isDev } : {}),
  };
}

/** `npm:real@range` stands for another package than the name it is given. */
export function npmAlias(name: string, range: string): { readonly name: string; readonly range: string } {
  const alias = /^npm:((?:@[^/@]+\/)?[^@]+)(?:@(.*))?$/.exec(range.trim());
  if (alias?.[1] && isName('npm', alias[1])) return { name: alias[1], range: alias[2] ?? '*' };
  return { name, range: range.trim() };
}

/** The scripts of a package that run when it is installed. */
export function installScripts(manifest: Fields): string[] {
  const scripts = fieldOf(manifest, 'scripts');
  return ON_INSTALL.filter((name) => {
    const script = fieldOf(scripts, name);
    return typeof script === 'string' && script.trim() !== '';
  });
}
