import ts from 'typescript';
import { type Import, importsOf, isTest, lineOf, type Source } from './source-tree.ts';

/** One row of the room table in ARCHITECTURE.md. */
export interface Room {
  readonly name: string;
  readonly isLater: boolean;
  /** Room → which of its values may be imported. Types may always be: they hold no behaviour. */
  readonly mayImport: ReadonlyMap<string, RegExp>;
}

const limits: Record<string, RegExp> = { '': /^/, 'facts only': /facts$/i, 'schemas only': /schemas?$/i };
const toAll = ['core', 'halt'];

/** Reads the rows `| layer | room | what it holds | may import | built |`; throws on a row that it cannot read. */
export function roomTable(markdown: string): Map<string, Room> {
  const rows = [...markdown.matchAll(/^\|[^|\n]*\| *`([a-z]+)` *\|[^|\n]*\|([^|\n]*)\|([^|\n]*)\|$/gm)];
  const names = rows.map((row) => row[1] as string);
  return new Map(
    rows.map(([, name = '', cell = '', built = ''], at) => {
      const mayImport = readCell(cell.trim(), names.slice(0, at));
      return [name, { name, isLater: built.trim().startsWith('later'), mayImport }];
    }),
  );
}

function readCell(cell: string, above: readonly string[]): Map<string, RegExp> {
  if (cell === 'nothing') return new Map();
  const parts = cell === 'all of the above' ? above : cell.split(',').map((part) => part.trim());
  return new Map([...toAll, ...parts].map(readPart));
}

function readPart(part: string): [string, RegExp] {
  const [, name, limit = ''] = /^([a-z]+)(?: \((.+)\))?$/.exec(part) ?? [];
  const pattern = limits[limit];
  if (!name || !pattern) throw new Error(`room table: cannot read "${part}"`);
  return [name, pattern];
}

/** The room of a path; undefined for a file outside of every room. */
export function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** Rooms without a row, rows without a room, and files that stand in no room. */
export function roomFaults(table: ReadonlyMap<string, Room>, sources: readonly Source[]): string[] {
  const rooms = new Set(sources.map((source) => roomOf(source.path)));
  return [
    ...sources.filter((source) => !roomOf(source.path)).map((source) => `${source.path} stands in no room`),
    ...[...rooms].filter((room) => room && !table.has(room)).map((room) => `the room ${room} has no row`),
    ...[...table.values()]
      .filter((row) => rooms.has(row.name) === row.isLater)
      .map(
        (row) =>
          `the row ${row.name} says ${row.isLater ? 'later, but the room is there' : 'built, but there is no room'}`,
      ),
  ];
}

/** Imports that the table does not allow, that pass by a room's front door, or that use the own one. */
export function importFaults(table: ReadonlyMap<string, Room>, sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap((each) => {
      const fault = importFault(table, source.path, each);
      return fault ? [`${source.path}:${each.line} ${fault}`] : [];
    }),
  );
}

/** The front door of a room, or one of the doors to a part of it: those who need that part alone start without the rest. */
const isDoorOf = (room: string, path: string): boolean =>
  path.startsWith(`src/${room}/index.`) && /^index(?:\.[a-z]+)?\.ts$/.test(path.slice(`src/${room}/`.length));

function importFault(table: ReadonlyMap<string, Room>, path: string, each: Import): string | undefined {
  if (each.specifier === '?') return 'imports something that is not written out';
  if (each.to === undefined) return undefined;
  const [from, to] = [roomOf(path) ?? '', roomOf(each.to)];
  if (!to) return isTest(path) && each.to.startsWith('test/') ? undefined : `imports ${each.to}, outside of src`;
  const isDoor = isDoorOf(to, each.to);
  if (from === to) return isDoor && !isTest(path) ? 'imports its own index.ts' : undefined;
  const allowed = table.get(from)?.mayImport.get(to);
  if (!allowed) return `imports ${to}: ${from} may not`;
  if (!isDoor) return `imports ${each.to} past src/${to}/index.ts`;
  if (each.isTypeOnly || allowed.test('')) return undefined;
  const wrong = each.names === 'all' ? ['everything'] : each.names.filter((name) => !allowed.test(name));
  return wrong.length > 0 ? `imports ${wrong.join(', ')} of ${to}: not in the limit of the room table` : undefined;
}

/** Loops of imports between files, type imports included; each as the files in it, sorted. */
export function importLoops(sources: readonly Source[]): string[][] {
  const targets = new Map(sources.map((source) => [source.path, importsOf(source).flatMap((each) => each.to ?? [])]));
  const reach = (from: string) => {
    const seen = new Set<string>();
    const queue = [...(targets.get(from) ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...(targets.get(next) ?? []));
    }
    return seen;
  };
  const reached = new Map([...targets.keys()].map((path) => [path, reach(path)]));
  const loops = [...reached]
    .filter(([path, seen]) => seen.has(path))
    .map(([path, seen]) =>
      [...seen]
        .filter((other) => reached.get(other)?.has(path))
        .sort()
        .join('\n'),
    );
  return [...new Set(loops)].map((loop) => loop.split('\n'));
}

/** Front doors that hold code: an index.ts lists what leaves the room, and for a family its registry; a door to a part of it re-exports alone. */
export function doorFaults(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => /^src\/[^/]+\/index(?:\.[a-z]+)?\.ts$/.test(source.path))
    .flatMap((source) =>
      source.ast.statements
        .filter((statement) => !isListing(statement, source.path.endsWith('/index.ts')))
        .map((statement) => `${source.path}:${lineOf(source, statement)} holds code`),
    );
}

function isListing(statement: ts.Statement, isWhole: boolean): boolean {
  if (!isWhole) return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return true;
  if (!ts.isVariableStatement(statement)) return false;
  return !/=>|\bfunction\b|\bclass\b/.test(statement.getText());
}
