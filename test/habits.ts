import { basename } from 'node:path';
import ts from 'typescript';
import { importsOf, isTest, lineOf, type Source, walk } from './source-tree.ts';

export const LONGEST_FUNCTION = 70;
export const LONGEST_FILE = 400;

const EXITER = 'src/cli/main.ts';
/** The second is called by AWS Lambda, which takes what is printed for its log. */
const PRINTERS = [EXITER, 'src/app/aws-rotation.ts'];
const CLOCK = 'src/core/clock.ts';
const dataFiles = new Set([
  'facts.ts',
  'endpoints.ts',
  'catalogue.ts',
  'inspection-facts.ts',
  'vendors.ts',
  'exchange-rules.ts',
  'service-rules.ts',
]);
const vagueNames = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'types', 'misc', 'shared']);

/** Functions of more than 70 lines, as `path name`. */
export function longFunctions(source: Source): string[] {
  const found: string[] = [];
  walk(source.ast, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
    const lines = source.ast.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(source, node);
    if (lines > LONGEST_FUNCTION) found.push(`${source.path} ${nameOf(node)}`);
  });
  return found;
}

function nameOf(node: ts.Node): string {
  const holder = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.parent : node;
  const name = (holder as { name?: ts.Node }).name;
  return name ? name.getText() : ts.isConstructorDeclaration(node) ? 'constructor' : 'anonymous';
}

/** True for a file that is over 400 lines and holds no mere data. */
export function isLongFile(source: Source): boolean {
  return !dataFiles.has(basename(source.path)) && source.text.trimEnd().split('\n').length > LONGEST_FILE;
}

/** A folder or file whose name says nothing of what it holds. */
export function vagueName(path: string): string | undefined {
  return path.split('/').find((part) => vagueNames.has(part.replace(/\.[jt]sx?$/, '')));
}

/** Uses of what only one file may touch: the process, the console, the clock, chance; and default exports. */
export function reachFaults(source: Source): string[] {
  if (isTest(source.path)) return [];
  const found: string[] = [];
  const add = (node: ts.Node, what: string) => found.push(`${source.path}:${lineOf(source, node)} ${what}`);
  walk(source.ast, (node) => {
    const fault = reachFault(source.path, node);
    if (fault) add(node, fault);
  });
  const viaModule = importsOf(source).filter((each) => /^(node:)?(process|console)$/.test(each.specifier));
  return [...found, ...viaModule.map((each) => `${source.path}:${each.line} imports ${each.specifier}`)];
}

function reachFault(path: string, node: ts.Node): string | undefined {
  if (isDefaultExport(node)) return 'exports a default';
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return path === CLOCK ? undefined : 'reads the clock';
  if (ts.isIdentifier(node) && isReference(node)) return globalFault(path, node);
  return undefined;
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return ts.canHaveModifiers(node) && !!node.modifiers?.some((each) => each.kind === ts.SyntaxKind.DefaultKeyword);
}

/** False for a property, a key or a parameter that has the same name as a global. */
function isReference(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent))
    return parent.expression === node || parent.expression.getText() === 'globalThis';
  return ts.isExpression(parent) || (ts.isVariableDeclaration(parent) && parent.initializer === node);
}

function globalFault(path: string, node: ts.Identifier): string | undefined {
  const access = memberOf(node);
  const whole = `${node.text}.${access ?? '*'}`;
  if (node.text === 'console') return path === EXITER ? undefined : 'prints';
  if (whole === 'process.stdout' && PRINTERS.includes(path)) return undefined;
  if (/^process\.(stdout|stderr|exit|exitCode|abort|\*)$/.test(whole))
    return path === EXITER ? undefined : 'prints or exits';
  if (/^process\.(env|loadEnvFile)$/.test(whole))
    return path.startsWith('src/config/') ? undefined : 'reads the environment';
  if (/^(Date\.now|performance\.now|process\.hrtime|process\.uptime)$/.test(whole))
    return path === CLOCK ? undefined : 'reads the clock';
  return whole === 'Math.random' ? 'leaves it to chance' : undefined;
}

/** `env` for `process` in `process.env` and `globalThis.process.env`; undefined when the whole object is taken. */
function memberOf(node: ts.Identifier): string | undefined {
  const self = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
  return ts.isPropertyAccessExpression(self.parent) && self.parent.expression === self
    ? self.parent.name.text
    : undefined;
}

/** Titles of tests, also those in the rows of a table, that say "should" instead of stating a fact. */
export function vagueTitles(source: Source): string[] {
  const found: string[] = [];
  walk(source.ast, (node) => {
    if (!ts.isCallExpression(node) || !/^(it|test|describe)\b/.test(node.expression.getText())) return;
    const first = node.arguments[0];
    const rows = first && ts.isArrayLiteralExpression(first) ? first.elements : [];
    const titles = [first, ...rows.map((row) => (ts.isArrayLiteralExpression(row) ? row.elements[0] : row))];
    for (const title of titles) {
      const isText = title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title));
      if (isText && /\bshould\b/i.test(title.getText()))
        found.push(`${source.path}:${lineOf(source, title)} ${title.getText()}`);
    }
  });
  return found;
}

const ours = (...parts: string[]) => new RegExp(parts.join(''), 'i');

/** What may stand in no file of ours: where packages come from is the user's setting, and a path of one machine is no one else's. */
const foreign: readonly (readonly [string, RegExp])[] = [
  [
    'a package registry',
    ours(
      '\\b(npm',
      'js\\.(org|com)|py',
      'pi\\.(org|io)|python',
      'hosted\\.org|crates',
      '\\.io|golang',
      '\\.org|npm',
      'mirror\\.com)\\b',
    ),
  ],
  [
    'a path of a machine',
    ours('(?<![\\w.$}-])/(work', '/|farm', '/|root', '/|home', '/[a-z]\\w*/|Users', '/\\w+/|tmp', '/[a-z])'),
  ],
];

/** Names of package registries and absolute paths of one machine. */
export function foreignPlaces(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, at) =>
      foreign.filter(([, found]) => found.test(line)).map(([what]) => `${path}:${at + 1} names ${what}`),
    );
}
