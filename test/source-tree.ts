import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A file of ours, parsed. `path` is relative to the root, with `/`. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly ast: ts.SourceFile;
}

export interface Import {
  readonly line: number;
  readonly specifier: string;
  /** The file of ours that is meant, relative to the root; absent for a package. */
  readonly to?: string;
  /** The names taken, by their name in the other file; `all` when the whole module is. */
  readonly names: readonly string[] | 'all';
  readonly isTypeOnly: boolean;
}

/** Every file that git tracks or would add, relative to the root, sorted. */
export function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  return [...new Set(listed.toString().split('\0'))]
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .sort();
}

export function readTracked(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function parseSource(path: string, text: string): Source {
  return { path, text, ast: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

/** The TypeScript and JavaScript files under these folders. */
export function sourcesUnder(...folders: readonly string[]): Source[] {
  return trackedFiles()
    .filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)) && /\.[jt]sx?$/.test(path))
    .map((path) => parseSource(path, readTracked(path)));
}

/** Tests and contracts stand beside the code and are not shipped. */
export function isTest(path: string): boolean {
  return /\.(test|contract)\.ts$|\/contract-fixture\.ts$/.test(path);
}

/** Calls `visit` with each node of a file, outermost first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

export function lineOf(source: Source, node: ts.Node): number {
  return source.ast.getLineAndCharacterOfPosition(node.getStart(source.ast)).line + 1;
}

/** Every import of a file: static, re-export, type (`import('x').Y`), dynamic and `require`. A target that is not written out is `?`. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node, target: ts.Node | undefined, names: Import['names'], isTypeOnly: boolean) => {
    const specifier = target && ts.isStringLiteralLike(target) ? target.text : '?';
    const isOurs = specifier.startsWith('.');
    const to = isOurs ? { to: posix.join(posix.dirname(source.path), specifier) } : {};
    found.push({ line: lineOf(source, node), specifier, ...to, names, isTypeOnly });
  };
  walk(source.ast, (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, ...importedNames(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(node, node.moduleSpecifier, ...exportedNames(node));
    else if (ts.isImportTypeNode(node)) add(node, (node.argument as ts.LiteralTypeNode).literal, 'all', true);
    else if (ts.isExternalModuleReference(node)) add(node, node.expression, 'all', false);
    else if (ts.isCallExpression(node) && isLoader(node.expression)) add(node, node.arguments[0], 'all', false);
  });
  return found;
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function importedNames(clause: ts.ImportClause | undefined): [Import['names'], boolean] {
  if (!clause) return ['all', false];
  const isType = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (clause.name) return ['all', isType];
  const bindings = clause.namedBindings;
  if (!bindings || ts.isNamespaceImport(bindings)) return ['all', isType];
  return valuesAmong(bindings.elements, isType);
}

function exportedNames(node: ts.ExportDeclaration): [Import['names'], boolean] {
  if (!node.exportClause || ts.isNamespaceExport(node.exportClause)) return ['all', node.isTypeOnly];
  return valuesAmong(node.exportClause.elements, node.isTypeOnly);
}

/** The names that are values; all of them when the import holds types only. */
function valuesAmong(
  elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[],
  isTypeClause: boolean,
): [string[], boolean] {
  const name = (element: ts.ImportSpecifier | ts.ExportSpecifier) => (element.propertyName ?? element.name).text;
  const values = isTypeClause ? [] : elements.filter((element) => !element.isTypeOnly);
  return values.length > 0 ? [values.map(name), false] : [elements.map(name), true];
}
