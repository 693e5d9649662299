import type { Eyes } from '../eyes.ts';

/**
 * Eyes on files by their path, and on programs by how their command begins. A text `-> /path` is a link, `!denied` may not be read, `!cut` is longer
 * than is read; all else is missing.
 */
export function scene(files: Readonly<Record<string, string>>, programs: Readonly<Record<string, string>> = {}): Eyes {
  const target = (path: string): string => {
    const text = files[path];
    return text?.startsWith('-> ') === true ? target(text.slice(3)) : path;
  };
  return {
    uid: 0,
    nowMs: Date.parse('2026-11-23T10:00:00Z'),
    run: async (command) => {
      const words = command.join(' ');
      const [program = ''] = command;
      const path = command.at(-1) ?? '';
      if (program === 'readlink') return { status: 0, out: `${target(path)}\n`, err: '' };
      const known = Object.entries(programs).find(([start]) => words.startsWith(start));
      return known === undefined ? { fault: 'missing' } : { status: 0, out: known[1], err: '' };
    },
    read: async (path) => {
      const end = target(path);
      if (end === '/dev/null') return { fault: 'no-file' };
      const text = files[end];
      if (text === undefined) return { fault: 'missing' };
      if (text === '!denied') return { fault: 'denied' };
      return { bytes: Buffer.from(text), isCut: text === '!cut' };
    },
    look: async (path) => {
      const text = files[path];
      if (text === undefined) return { fault: 'missing' };
      const kind = text.startsWith('-> ') ? 'link' : path.endsWith('.sock') ? 'other' : 'file';
      return { kind, mode: 0o600, uid: 0, gid: 0, size: text.length, changedMs: 0 };
    },
    list: async (folder) => {
      if (files[folder] === '!denied') return { fault: 'denied' };
      const names = Object.keys(files).flatMap((path) =>
        path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1).split('/')[0] ?? ''] : [],
      );
      return names.length === 0 ? { fault: 'missing' } : [...new Set(names)].sort();
    },
  };
}
