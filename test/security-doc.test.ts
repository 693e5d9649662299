import { describe, expect, it } from 'vitest';
import { exchanges } from '../src/exchanges/index.ts';
import { readTracked } from './source-tree.ts';

const page = readTracked('SECURITY.md');

describe('SECURITY.md', () => {
  it('says of each exchange what its signature does not cover', () => {
    const rows = [...page.matchAll(/^\| `([a-z]+)` \| (.+) \|$/gm)].map(([, id, what]) => [id, what]);
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(Object.entries(exchanges).map(([id, { facts }]) => [id, facts.signing.notCovered.join(', ')])),
    );
  });

  it('gives ten promises, each with tests that are there', () => {
    const [, promises = ''] = /## What Keyward promises\n([\s\S]*?)\n## /.exec(page) ?? [];
    const parts = promises.split(/^(?=\d+\. )/m).slice(1);
    expect(parts).toHaveLength(10);
    for (const part of parts) {
      const tests = [...part.matchAll(/^ +`([^`]+)`: "(.+)"$/gm)];
      expect(tests.length, part).toBeGreaterThan(0);
      for (const [, path = '', title = ''] of tests) expect(readTracked(path), `${path}: ${title}`).toContain(title);
    }
  });

  it('names no test that is not there', () => {
    const tests = [...page.matchAll(/^ +`(test|src)\/([^`]+)`: "(.+)"$/gm)];
    expect(tests.length).toBeGreaterThan(30);
    for (const [, room = '', path = '', title = ''] of tests)
      expect(readTracked(`${room}/${path}`), `${path}: ${title}`).toContain(title);
  });

  it('links to files that are there', () => {
    for (const [, link = ''] of page.matchAll(/\]\(([^)#]+)\)/g))
      expect([link, readTracked(link).length > 0]).toEqual([link, true]);
  });
});
