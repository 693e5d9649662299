import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Filled, fill } from '../../src/scan/fill.contract.ts';

/**
 * Parts of the corpus. Rules are made on all but the last; what the second half of the sealed part holds is known to nobody who makes rules, and is what
 * counts.
 */
export const PARTS = ['first', 'second', 'fresh', 'blind', 'decoys', 'sealed', 'reported'] as const;
export type CorpusPart = (typeof PARTS)[number];

const MADE_ON: readonly CorpusPart[] = ['first', 'second', 'fresh', 'blind', 'decoys', 'sealed'];

/** How parts are told: the titles of columns, and what each sums up. */
export const COLUMNS: readonly (readonly [title: string, parts: readonly CorpusPart[]])[] = [
  ['made on', MADE_ON],
  ['of that, fresh', ['fresh']],
  ['of that, blind', ['blind']],
  ['of that, decoys', ['decoys']],
  ['of that, sealed', ['sealed']],
  ['reported', ['reported']],
];

/** A file of the corpus: a template that leaks, or one that only looks so. */
export interface Snippet {
  readonly part: CorpusPart;
  /** The folder that names the case. */
  readonly slug: string;
  readonly kind: 'leak' | 'decoy';
  /** The path that a user would have. */
  readonly path: string;
  readonly provider: string;
  /** Ids of the values to be found: name[@provider][#number]. */
  readonly expects: readonly string[];
  readonly template: string;
}

interface IndexEntry {
  readonly file: string;
  readonly kind: 'leak' | 'decoy';
  readonly exchange?: string;
  readonly expects: readonly string[];
}

interface Placeholders {
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Values = Placeholders['values'];

/** The files on which rules are made; no other template is opened. `root`: where the folders of the corpus stand. */
export const readMadeOn = (root: string): Snippet[] => readParts(root, MADE_ON);

/** All files. */
export const readCorpus = (root: string): Snippet[] => readParts(root, PARTS);

/** Folders of the corpus, and the part that each of their cases is of. */
const FOLDERS: readonly (readonly [folder: string, partOf: (slug: string) => CorpusPart])[] = [
  ['corpus', halfOf],
  ['fresh', () => 'fresh'],
  ['decoys', () => 'decoys'],
  ['blind', () => 'blind'],
  ['sealed', (slug) => (halfOf(slug) === 'first' ? 'sealed' : 'reported')],
];

function readParts(root: string, parts: readonly CorpusPart[]): Snippet[] {
  return FOLDERS.flatMap(([folder, partOf]) =>
    existsSync(join(root, folder, 'index.json')) ? snippetsIn(join(root, folder), partOf, parts) : [],
  );
}

function snippetsIn(folder: string, partOf: (slug: string) => CorpusPart, parts: readonly CorpusPart[]): Snippet[] {
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as readonly IndexEntry[];
  return index.flatMap(({ file, kind, exchange, expects }) => {
    const [, slug = '', ...path] = file.split('/');
    const part = partOf(slug);
    if (!parts.includes(part)) return [];
    const template = readFileSync(join(folder, templatePath(file)), 'utf8');
    return { part, slug, kind, path: path.join('/'), provider: exchange ?? '', expects, template };
  });
}

/** Under names of their own the templates are no sources to any other tool, and none that git leaves out. */
export const templatePath = (file: string): string =>
  `${file.replace(/(^|\/)\.env([^/]*)$/, '$1_env$2').replaceAll('/.git/', '/_git/')}.tpl`;

/** What each secret is filled with, by provider: as the corpus says, and over that what a later part says of its own. */
export function readShapes(root: string): Readonly<Record<CorpusPart, Values>> {
  const valuesOf = (folder: string): Values => {
    const file = join(root, folder, 'placeholders.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Placeholders).values : {};
  };
  const over = (under: Values, own: Values): Values =>
    Object.fromEntries(
      [...Object.keys(under), ...Object.keys(own)].map((one) => [one, { ...under[one], ...own[one] }]),
    );
  const made = valuesOf('corpus');
  const fresh = over(made, valuesOf('fresh'));
  const blind = over(made, valuesOf('blind'));
  return { first: made, second: made, fresh, blind, decoys: made, sealed: made, reported: made };
}

/** A family is the first word of a slug, so that near twins stand in one half. */
function halfOf(slug: string): 'first' | 'second' {
  const family = slug.split('-')[0]!;
  return createHash('sha256').update(family).digest()[0]! % 2 === 0 ? 'first' : 'second';
}

export function fillSnippet(snippet: Snippet, shapes: Readonly<Record<CorpusPart, Values>>, seed: string): Filled {
  const { slug, part, provider, template } = snippet;
  return fill(template, { seed: `${seed} ${slug}`, provider, shapes: shapes[part] });
}
