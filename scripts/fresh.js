import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One hash over files and folders of `root`, by name and content; a name that is not there counts as absent.
 * @param {string} root
 * @param {readonly string[]} names files or folders, relative to `root`
 * @param {(name: string) => boolean} [keep] which files of a folder count
 */
export function fingerprint(root, names, keep = () => true) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const name of names.flatMap((each) => filesOf(root, each)).filter(keep)) {
    const content = readText(join(root, name));
    hash.update(`\0${name}\0${content === undefined ? 'absent' : content.length}\0`).update(content ?? '');
  }
  return hash.digest('hex');
}

/**
 * The files under a name, sorted; the name itself when it is no folder.
 * @param {string} root
 * @param {string} name
 * @returns {string[]}
 */
function filesOf(root, name) {
  const entries = listFolder(join(root, name));
  if (!entries) return [name];
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(root, `${name}/${entry.name}`) : [`${name}/${entry.name}`]));
}

/** @param {string} path */
function listFolder(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/**
 * The text of a file; `undefined` when it cannot be read.
 * @param {string} path
 */
export function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
