import type { Part } from './part.ts';

/** Reads `NAME=value` lines as python-dotenv and compose do: `export`, quotes, comments. Lines that are none are left out. */
export function readEnv(text: string): Part {
  const entries = new Map<string, Part>();
  text.split(/\r?\n/).forEach((line, at) => {
    const [, name, raw = ''] = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) entries.set(name, { line: at + 1, value: unquoted(raw) });
  });
  return { line: 1, value: entries };
}

function unquoted(raw: string): string {
  const quote = raw[0];
  const end = quote === '"' || quote === "'" ? raw.indexOf(quote, 1) : -1;
  return end > 0 ? raw.slice(1, end) : raw.replace(/(^|\s)#.*$/, '').trimEnd();
}
