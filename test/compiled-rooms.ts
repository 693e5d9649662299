import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './source-tree.ts';

const compilerOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  rewriteRelativeImportExtensions: true,
  verbatimModuleSyntax: true,
};

/** Compiles rooms to plain JavaScript in a folder, so that processes of their own can run them: `<folder>/<room>/index.js`. */
export function compileRooms(folder: string, rooms: readonly string[]): void {
  for (const room of rooms) {
    const source = join(root, 'src', room);
    for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || /\.(?:test|contract)\.ts$/.test(name)) continue;
      const { outputText } = ts.transpileModule(readFileSync(join(source, name), 'utf8'), { compilerOptions });
      const target = join(folder, room, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, outputText);
    }
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
}
