import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMadeOn, readShapes, templatePath } from '../bench/scan/corpus.ts';
import { none, score } from '../bench/scan/scoring.ts';
import { inspections } from '../src/exchanges/index.ts';
import { rules } from '../src/scan/rules/index.ts';
import { root } from './source-tree.ts';

describe('the corpus of the scan', () => {
  it('is found where rules are made on it, and no decoy of it', () => {
    const folder = join(root, 'bench', 'scan');
    const shapes = readShapes(folder);
    const count = none();
    const flagged: string[] = [];
    for (const snippet of readMadeOn(folder))
      score(snippet, {
        shapes,
        seed: 'seed 1',
        count,
        say: (line) => {
          if (snippet.kind === 'decoy') flagged.push(line);
        },
      });
    expect(flagged).toEqual([]);
    expect(count.values).toBeGreaterThan(1_100);
    expect(count.found / count.values).toBeGreaterThanOrEqual(0.99);
    expect(count.joined / count.credentials).toBeGreaterThanOrEqual(0.985);
  });

  it.each(['corpus', 'fresh', 'blind', 'decoys', 'sealed'])(
    'has in %s the templates that its index names, and git takes each',
    (part) => {
      const folder = join(root, 'bench', 'scan', part);
      const named = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as readonly {
        readonly file: string;
      }[];
      const wanted = named.map(({ file }) => templatePath(file)).sort();
      const found = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.tpl'))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .sort();
      expect(found).toEqual(wanted);
      const left = spawnSync('git', ['-C', root, 'check-ignore', '--no-index', '--stdin'], {
        input: wanted.map((file) => join(folder, file)).join('\n'),
        encoding: 'utf8',
      });
      expect(left.stdout).toBe('');
      expect(wanted.filter((file) => /(?:^|\/)\.git(?:\/|$)/.test(file))).toEqual([]);
    },
  );
});

describe('the rules of the scan', () => {
  it('know the keys of every exchange that a key can be inspected at', () => {
    const known = new Set(rules.map(({ id }) => id));
    expect(Object.keys(inspections).filter((id) => !known.has(id))).toEqual([]);
    expect(Object.keys(inspections).length).toBeGreaterThan(20);
  });
});
