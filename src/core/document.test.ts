import { describe, expect, it } from 'vitest';
import { htmlOf, markdownOf } from './document.ts';

const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

describe('the report', () => {
  it('keeps a name of a file in the lines of a shell from ending them', () => {
    for (const name of ["'a\n```\n# INJECTED\n'", "'a````'", '```'])
      for (const text of [markdownOf('t', [{ shell: [`git rm ${name}`, name] }])]) {
        const [fence = '', ...lines] = text.trimEnd().split('\n').slice(2);
        const close = fence.replace('sh', '');
        expect(lines.at(-1)).toBe(close);
        expect(lines.slice(0, -1).join('\n')).not.toContain(close);
        expect(lines).toHaveLength(3);
      }
  });

  it('wraps a line of the shell that is wider than its box, on a screen too', () => {
    const screen = htmlOf('a title', [{ shell: ['git push '.repeat(60)] }]).split('@media print')[0]!;
    const box = / pre \{([^}]*)\}/.exec(screen)?.[1];
    expect(box).toContain('white-space: pre-wrap');
    expect(box).toContain('overflow-wrap: anywhere');
    expect(box).not.toContain('overflow-x');
  });

  it('has no character that steers a terminal', () => {
    const blocks = [{ text: 'a \u001b[2J b' }, { list: ['\u009b2J'] }, { shell: ['git remote add origin \u001b[2J'] }];
    for (const text of [markdownOf('t\u001b', blocks), htmlOf('t\u001b', blocks)]) expect(text).not.toMatch(STEERING);
  });
});
