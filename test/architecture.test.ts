import { describe, expect, it } from 'vitest';
import { doorFaults, importFaults, importLoops, type Room, roomFaults, roomTable } from './architecture.ts';
import { isTest, parseSource, readTracked, sourcesUnder } from './source-tree.ts';

const table = roomTable(readTracked('ARCHITECTURE.md'));
const sources = sourcesUnder('src');
const shipped = sources.filter((source) => !isTest(source.path));

describe('the house', () => {
  it('is seen by these tests', () => {
    expect(table.size).toBeGreaterThanOrEqual(19);
    expect(shipped.length).toBeGreaterThan(15);
    expect(table.get('core')?.mayImport.size).toBe(0);
    expect(table.get('gateway')?.mayImport.has('journal')).toBe(true);
  });

  it('has a row for each room, and a room for each row that says it is built', () => {
    expect(roomFaults(table, sources)).toEqual([]);
  });

  it('imports only what the room table allows, through the front door', () => {
    expect(importFaults(table, sources)).toEqual([]);
  });

  it('has no loop of imports', () => {
    expect(importLoops(shipped)).toEqual([]);
  });

  it('has front doors that only list', () => {
    expect(doorFaults(sources)).toEqual([]);
  });
});

const sampleTable = roomTable(`
| floor | \`core\` | errors | nothing | yes |
| | \`halt\` | the level | core | yes |
| | \`exchanges\` | facts | core | yes |
| | \`gateway\` | requests | exchanges | yes |
| | \`practice\` | a simulator | exchanges (facts only) | yes |
| | \`config\` | settings | exchanges (schemas only) | yes |
| | \`app\` | all | all of the above | later |
`);

function faultsOf(path: string, text: string): string[] {
  return importFaults(sampleTable, [parseSource(path, text)]);
}

describe('the import rule', () => {
  it.each([
    ['a room below', 'src/gateway/a.ts', `import { x } from '../exchanges/index.ts';`],
    [
      'core and halt from everywhere',
      'src/config/a.ts',
      `import { x } from '../core/index.ts'; import { y } from '../halt/index.ts';`,
    ],
    ['a sibling file', 'src/gateway/a.ts', `import { x } from './b.ts';`],
    ['a package', 'src/gateway/a.ts', `import { z } from 'zod';`],
    ['all of the above', 'src/app/a.ts', `import { x } from '../gateway/index.ts';`],
    [
      'facts where facts only are allowed',
      'src/practice/a.ts',
      `import { binanceFacts, facts } from '../exchanges/index.ts';`,
    ],
    ['types where facts only are allowed', 'src/practice/a.ts', `import type { Wire } from '../exchanges/index.ts';`],
    ['schemas where schemas only are allowed', 'src/config/a.ts', `import { keySchema } from '../exchanges/index.ts';`],
    ['a door to a part of a room', 'src/gateway/a.ts', `import { x } from '../exchanges/index.start.ts';`],
    ['the own front door in a contract test', 'src/exchanges/all.test.ts', `import { x } from './index.ts';`],
    ['the shared parts of tests in a test', 'src/exchanges/all.test.ts', `import { x } from '../../test/canary.ts';`],
  ])('allows %s', (_title, path, text) => {
    expect(faultsOf(path, text)).toEqual([]);
  });

  it.each([
    [
      'a room that the table does not allow',
      'src/exchanges/a.ts',
      `import { x } from '../gateway/index.ts';`,
      'may not',
    ],
    ['anything in core', 'src/core/a.ts', `import { x } from '../halt/index.ts';`, 'may not'],
    ['a type of such a room', 'src/exchanges/a.ts', `import type { X } from '../gateway/index.ts';`, 'may not'],
    ['an inline type of such a room', 'src/exchanges/a.ts', `type X = import('../gateway/index.ts').X;`, 'may not'],
    ['such a room later', 'src/exchanges/a.ts', `const x = await import('../gateway/index.ts');`, 'may not'],
    ['such a room by re-export', 'src/exchanges/a.ts', `export * from '../gateway/index.ts';`, 'may not'],
    ['a file past a front door', 'src/gateway/a.ts', `import { x } from '../exchanges/okx/wire.ts';`, 'past'],
    ['its own front door', 'src/gateway/a.ts', `import { x } from './index.ts';`, 'own index'],
    ['its own door to a part', 'src/gateway/a.ts', `import { x } from './index.start.ts';`, 'own index'],
    ['a door in a folder', 'src/gateway/a.ts', `import { x } from '../exchanges/okx/index.start.ts';`, 'past'],
    ['what is only called like a door', 'src/gateway/a.ts', `import { x } from '../exchanges/index.a.b.ts';`, 'past'],
    ['its own front door from a folder', 'src/exchanges/okx/a.ts', `import { x } from '../index.ts';`, 'own index'],
    ['a file outside of src', 'src/gateway/a.ts', `import { x } from '../../test/canary.ts';`, 'outside'],
    ['a target that is not written out', 'src/gateway/a.ts', `const x = await import(name);`, 'not written out'],
    ['more than facts', 'src/practice/a.ts', `import { facts, wire } from '../exchanges/index.ts';`, 'imports wire of'],
    [
      'everything where facts only are allowed',
      'src/practice/a.ts',
      `import * as x from '../exchanges/index.ts';`,
      'everything',
    ],
    [
      'a wire renamed to facts',
      'src/practice/a.ts',
      `import { wire as facts } from '../exchanges/index.ts';`,
      'imports wire of',
    ],
    [
      'more than schemas',
      'src/config/a.ts',
      `import { okx, type Wire } from '../exchanges/index.ts';`,
      'imports okx of',
    ],
  ])('refuses %s', (_title, path, text, fault) => {
    expect(faultsOf(path, text)).toEqual([expect.stringContaining(fault)]);
  });

  it('refuses a room table that it cannot read', () => {
    expect(() => roomTable('| | `gateway` | requests | exchanges (some of it) | yes |')).toThrow('cannot read');
  });
});

describe('the other rules of the house', () => {
  const at = (path: string) => parseSource(path, '');
  const rows = new Map<string, Room>([...sampleTable].filter(([name]) => ['core', 'app'].includes(name)));

  it.each([
    ['a room without a row', ['src/core/a.ts', 'src/attic/a.ts'], 'the room attic has no row'],
    ['a row without a room', [], 'the row core says built, but there is no room'],
    [
      'a row that says later of a room that is there',
      ['src/core/a.ts', 'src/app/a.ts'],
      'the row app says later, but the room is there',
    ],
    ['a file in no room', ['src/core/a.ts', 'src/a.ts'], 'src/a.ts stands in no room'],
  ])('refuse %s', (_title, paths, fault) => {
    expect(roomFaults(rows, paths.map(at))).toEqual([fault]);
  });

  it('find a loop of imports, also of types only', () => {
    const loop = [
      parseSource('src/core/a.ts', `import { b } from './b.ts';`),
      parseSource('src/core/b.ts', `import type { C } from './c.ts';`),
      parseSource('src/core/c.ts', `export { a } from './a.ts';`),
      parseSource('src/core/d.ts', `import { a } from './a.ts';`),
    ];
    expect(importLoops(loop)).toEqual([['src/core/a.ts', 'src/core/b.ts', 'src/core/c.ts']]);
  });

  it.each([
    ['a function', 'export function open() {}'],
    ['an arrow', 'export const open = () => 1;'],
    ['a call', 'start();'],
  ])('refuse %s in a front door', (_title, text) => {
    expect(doorFaults([parseSource('src/core/index.ts', text)])).toEqual(['src/core/index.ts:1 holds code']);
  });

  it.each([
    ['a function', 'export function open() {}'],
    ['a registry', 'export const exchanges = {} as const;'],
    ['an import', `import { okx } from './okx/okx.ts';`],
  ])('refuse %s in a door to a part of a room', (_title, text) => {
    expect(doorFaults([parseSource('src/core/index.start.ts', text)])).toEqual([
      'src/core/index.start.ts:1 holds code',
    ]);
    expect(doorFaults([parseSource('src/core/index.start.ts', `export { a } from './a.ts';`)])).toEqual([]);
  });

  it('allow a registry in a front door', () => {
    const text = `import { okx } from './okx/okx.ts';\nexport const exchanges = { okx } as const;`;
    expect(doorFaults([parseSource('src/exchanges/index.ts', text)])).toEqual([]);
  });
});
