// Puts the compiled modules of a folder into few files: Node takes longer to find hundreds of modules than to run most commands.
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

/** What is started or imported by its path; it stays where it is. All else may be joined, as far below the folder. */
const ENTRIES = ['cli/main', 'app/aws-rotation'];
const PARTS = 'parts';
/** Tells which rules and which engine a scan had, which are asked for when nothing but the joined files are there. */
const RULES = 'scan/rules-version.js';

/** @param {string} folder */
async function bundle(folder) {
  const entries = ENTRIES.filter((name) => existsSync(join(folder, `${name}.js`)));
  const bundler = await rolldown({
    input: Object.fromEntries(entries.map((name) => [name, join(folder, `${name}.js`)])),
    // Where each module was stands above it, from here.
    cwd: folder,
    platform: 'node',
    // Packages are where npm put them.
    external: (/** @type {string} */ id) => !id.startsWith('.') && !isAbsolute(id),
  });
  const { output } = await bundler.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: `${PARTS}/[name]-[hash].js`,
  });
  await bundler.close();
  const rules = await rulesIn(folder);
  // Beside it, and swapped at the end: an end before that leaves the folder as it was.
  const [joined, apart] = [`${folder}-joined`, `${folder}-apart`];
  for (const each of [joined, apart]) rmSync(each, { recursive: true, force: true });
  cpSync(folder, joined, { recursive: true, filter: (name) => !name.endsWith('.js') });
  for (const part of output) {
    if (part.type !== 'chunk') throw new Error(`what is ${part.fileName}?`);
    const path = join(joined, part.fileName);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, part.code);
  }
  if (rules !== undefined) writeFileSync(join(joined, PARTS, 'scan.sha256'), rules);
  renameSync(folder, apart);
  renameSync(joined, folder);
  rmSync(apart, { recursive: true, force: true });
}

/** @param {string} folder */
async function rulesIn(folder) {
  const path = join(folder, RULES);
  if (!existsSync(path)) return undefined;
  const { codeDigest } = await import(pathToFileURL(path).href);
  return codeDigest(dirname(path));
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/bundle.js FOLDER');
await bundle(folder);
