/** What a systemd unit says of the program that it starts; the later line wins, an empty one takes back. */
export interface UnitFile {
  readonly commands: readonly (readonly string[])[];
  readonly user?: string;
  readonly folder?: string;
  /** `NAME=value` with the line of its own file. */
  readonly environment: readonly {
    readonly name: string;
    readonly value: string;
    readonly file: string;
    readonly line: number;
  }[];
  readonly environmentFiles: readonly string[];
}

export interface UnitLine {
  readonly section: string;
  readonly name: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
}

/** Reads a unit and its drop-ins, in the order in which systemd does; `home` stands for `%h`. */
export function readUnit(texts: readonly { readonly file: string; readonly text: string }[], home: string): UnitFile {
  const lines = texts.flatMap(({ file, text }) => unitLines(file, text));
  const of = (name: string) => since(lines.filter((line) => line.section === 'Service' && line.name === name));
  const expand = (value: string) => value.replaceAll('%h', home).replaceAll('%%', '%');
  const last = (name: string) => of(name).at(-1)?.value;
  const user = last('User');
  const folder = last('WorkingDirectory')?.replace(/^-/, '');
  return {
    commands: of('ExecStart').map(({ value }) => wordsOf(expand(value.replace(/^[@:+!|-]+/, '')))),
    ...(user === undefined ? {} : { user }),
    ...(folder === undefined ? {} : { folder: folder === '~' ? home : expand(folder) }),
    environment: of('Environment').flatMap(({ value, file, line }) =>
      wordsOf(value).flatMap((word) => {
        const [, name, text = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word) ?? [];
        return name === undefined ? [] : [{ name, value: text, file, line }];
      }),
    ),
    environmentFiles: of('EnvironmentFile').map(({ value }) => expand(value.replace(/^-/, ''))),
  };
}

/** An empty value takes back what stood before. */
function since(lines: readonly UnitLine[]): readonly UnitLine[] {
  return lines.slice(lines.findLastIndex(({ value }) => value === '') + 1);
}

/** The assignments of a file, with those that go on over several lines joined. */
export function unitLines(file: string, text: string): UnitLine[] {
  const found: UnitLine[] = [];
  let section = '';
  const rows = text.split(/\r?\n/);
  for (let at = 0; at < rows.length; at += 1) {
    const line = at + 1;
    const pieces = [(rows[at] as string).trim()];
    // A comment does not go on, and stands between the lines of what does.
    if (isComment(pieces[0]!)) continue;
    while (pieces.at(-1)!.endsWith('\\') && at + 1 < rows.length) {
      const next = (rows[(at += 1)] as string).trim();
      if (!isComment(next)) pieces.push(`${pieces.pop()!.slice(0, -1)} `, next);
    }
    const row = pieces.join('');
    const [, name] = /^\[(.+)\]$/.exec(row) ?? [];
    if (name !== undefined) section = name;
    const [, key, value = ''] = /^(\w+)\s*=\s*(.*)$/.exec(row) ?? [];
    if (key !== undefined) found.push({ section, name: key, value, file, line });
  }
  return found;
}

const isComment = (row: string): boolean => /^[#;]/.test(row);

/** Words as systemd and shells split them: quotes hold a word together, a backslash the next character. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let isOpen = false;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === '\\' && quote !== "'" && at + 1 < text.length) word += text[(at += 1)];
    else if (quote !== '') {
      if (char === quote) quote = '';
      else word += char;
    } else if (char === '"' || char === "'") [quote, isOpen] = [char, true];
    else if (/\s/.test(char)) {
      if (word !== '' || isOpen) words.push(word);
      [word, isOpen] = ['', false];
    } else word += char;
  }
  if (word !== '' || isOpen) words.push(word);
  return words;
}
