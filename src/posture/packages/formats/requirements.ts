import type { IndexOption, NamedPackage } from '../facts.ts';
import { Unreadable } from './json.ts';
import { hostOf, isPlain } from './origin.ts';
import { requirementOf } from './requirement.ts';

/** A list for pip as it was read. */
export interface Requirements {
  readonly packages: NamedPackage[];
  readonly options: IndexOption[];
  /** Other lists that it takes in; `-c` only bounds versions. */
  readonly includes: { readonly path: string; readonly line: number }[];
  /** pip refuses what has no digest. */
  readonly requiresHashes: boolean;
}

const OPTIONS: Readonly<Record<string, IndexOption['what']>> = {
  '-i': 'index',
  '--index-url': 'index',
  '--pypi-url': 'index',
  '--extra-index-url': 'extra-index',
  '--trusted-host': 'trusted-host',
  '-f': 'find-links',
  '--find-links': 'find-links',
};

/** Reads a requirements.txt, a constraints.txt or a requirements.in. */
export function readRequirements(text: string): Requirements {
  if (text.includes('\u0000')) throw new Unreadable('is no text');
  const read: Requirements & { requiresHashes: boolean } = {
    packages: [],
    options: [],
    includes: [],
    requiresHashes: false,
  };
  for (const { line, content } of logicalLines(text)) {
    const option = /^(--?[a-z-]+)(?:\s*=\s*|\s+|(?<=^-[a-z])(?=\S)|$)(.*)$/i.exec(content);
    if (!option) addPackage(read, content, line);
    else if (option[1] === '--require-hashes') read.requiresHashes = true;
    else addOption(read, option[1] ?? '', (option[2] ?? '').trim().replace(/^["']|["']$/g, ''), line);
  }
  return read;
}

function addOption(read: Requirements, name: string, value: string, line: number): void {
  if (['-r', '--requirement', '-c', '--constraint'].includes(name)) read.includes.push({ path: value, line });
  if (name === '-e' || name === '--editable') addPackage(read, value, line);
  const what = OPTIONS[name];
  if (what === undefined) return;
  if (what === 'trusted-host') read.options.push({ what, host: value.toLowerCase(), isPlain: true, line });
  // A folder of this host is no index.
  else if (/^[a-z]+:\/\//i.test(value) && !value.startsWith('file:'))
    read.options.push({ what, host: hostOf(value) ?? 'an unknown host', isPlain: isPlain(value), line });
}

function addPackage(read: Requirements, content: string, line: number): void {
  const found = requirementOf(content);
  if (!found) throw new Unreadable(`cannot be read at line ${line}`);
  const isHashed = /--hash[ =]sha(256|384|512):[0-9a-f]{64,}/i.test(content);
  read.packages.push({ ...found, ...(isHashed ? { digest: 'strong' as const } : {}), line });
}

/** Lines with what a backslash continues, without comments; `line` is where it begins. */
function logicalLines(text: string): { readonly line: number; readonly content: string }[] {
  const found: { line: number; content: string }[] = [];
  let open: { line: number; content: string } | undefined;
  text.split(/\r?\n/).forEach((raw, at) => {
    const plain = raw.replace(/(^|\s)#.*$/, '');
    const isContinued = plain.endsWith('\\');
    const part = isContinued ? plain.slice(0, -1) : plain;
    open = open ? { ...open, content: `${open.content} ${part.trim()}` } : { line: at + 1, content: part };
    if (isContinued) return;
    if (open.content.trim() !== '') found.push({ line: open.line, content: open.content.trim() });
    open = undefined;
  });
  if (open && open.content.trim() !== '') found.push({ line: open.line, content: open.content.trim() });
  return found;
}
