import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';

/**
 * Writes a repository with a history of the size of a well-known bot's: about 35,000 commits and 2 GB of files as they were, the same for the same
 * seed. Usage: `node history.js FOLDER [COMMITS]`, or `seedHistory`.
 */
const FILES = 380;
const MEAN_LINES = 680;
/** A commit in so many is a merge. */
const MERGE_EACH = 17;
/** A commit in so many adds a key by mistake, and the next takes it away. */
const LEAK_EACH = 3_000;
const FIRST_TIME_S = 1_500_000_000;
const WORDS =
  `order price market trade balance amount candle frame index signal entry exit stop limit open close high low volume pair stake wallet exchange config
  strategy timeframe backtest result profit ratio value current last first next data list dict name key default count total start end time date row`
    .split(/\s+/)
    .filter((word) => word !== '');

/** Numbers that look like chance and are the same each time (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Chance = () => number;
const below = (chance: Chance, most: number): number => Math.floor(chance() * most);
const wordOf = (chance: Chance): string => WORDS[below(chance, WORDS.length)]!;
const nameOf = (chance: Chance): string => `${wordOf(chance)}_${wordOf(chance)}`;

interface Kind {
  readonly path: (number: number, chance: Chance) => string;
  readonly line: (chance: Chance) => string;
}

const KINDS: readonly (readonly [share: number, kind: Kind])[] = [
  [
    0.72,
    {
      path: (number, chance) => `src/${wordOf(chance)}/${wordOf(chance)}/${nameOf(chance)}_${number}.py`,
      line: codeLine,
    },
  ],
  [0.16, { path: (number, chance) => `docs/${nameOf(chance)}-${number}.md`, line: proseLine }],
  [
    0.08,
    {
      path: (number, chance) => `tests/data/${nameOf(chance)}_${number}.json`,
      line: (chance) =>
        `    ["${nameOf(chance)}", ${1_500_000_000 + below(chance, 1e8)}, ${(chance() * 1e4).toFixed(6)}, ${(chance() * 10).toFixed(8)}],`,
    },
  ],
  [
    0.04,
    {
      path: (number) => `requirements/part-${number}.lock`,
      line: (chance) => `    --hash=sha256:${hexOf(chance, 64)} \\`,
    },
  ],
];

function codeLine(chance: Chance): string {
  const depth = '    '.repeat(1 + below(chance, 3));
  switch (below(chance, 8)) {
    case 0:
      return '';
    case 1:
      return `    def ${nameOf(chance)}(self, ${wordOf(chance)}: float, ${wordOf(chance)}: str) -> None:`;
    case 2:
      return `${depth}# ${sayingOf(chance, 4 + below(chance, 8))}`;
    case 3:
      return `${depth}if self.${nameOf(chance)}['${nameOf(chance)}'] > ${below(chance, 1_000)}:`;
    case 4:
      return `${depth}return ${nameOf(chance)}(${wordOf(chance)}=self._${nameOf(chance)}, ${wordOf(chance)}=${chance().toFixed(4)})`;
    case 5:
      return `${depth}logger.info(f"${wordOf(chance)} ${wordOf(chance)} {${nameOf(chance)}} for {${wordOf(chance)}}.")`;
    case 6:
      return chance() < 0.06 ? `${depth}order_id = "${hexOf(chance, 32)}"` : `${depth}self.${nameOf(chance)} = None`;
    default:
      return `${depth}${nameOf(chance)} = self.${nameOf(chance)}.get('${nameOf(chance)}', ${below(chance, 100)})`;
  }
}

function proseLine(chance: Chance): string {
  if (chance() < 0.2) return '';
  return `${sayingOf(chance, 8 + below(chance, 9))}.`;
}

/** Words with small ones between them: without those, words of this field would now and then be a seed phrase whose checksum holds. */
const SMALL = ['the', 'of', 'and', 'is', 'to', 'for', 'in', 'with'];
const sayingOf = (chance: Chance, words: number): string =>
  Array.from({ length: words }, (_, at) => (at % 3 === 1 ? SMALL[below(chance, SMALL.length)]! : wordOf(chance))).join(
    ' ',
  );

function hexOf(chance: Chance, length: number): string {
  let text = '';
  while (text.length < length)
    text += below(chance, 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return text.slice(0, length);
}

/** A key of the shape of Binance's: 64 letters and digits, of nobody. */
function keyOf(label: string): string {
  let text = '';
  for (let part = 0; text.length < 64; part++)
    text += createHash('sha256').update(`${label} ${part}`).digest('base64').replace(/[+/=]/g, '');
  return text.slice(0, 64);
}

interface Touch {
  readonly commit: number;
  readonly mark: number;
}

/** Which commits touch which file, and under which mark each version is written. */
function scheduleOf(commits: number, chance: Chance): { readonly touches: Touch[][]; readonly marks: number } {
  const touches: Touch[][] = Array.from({ length: FILES }, () => []);
  let mark = commits + 1;
  for (let commit = 1; commit <= commits; commit++) {
    const count = commit === 1 ? FILES : 1 + (chance() < 0.3 ? 1 : 0);
    for (let at = 0; at < count; at++) {
      // Some files are worked on much more than others.
      const file = commit === 1 ? at : Math.floor(FILES * chance() ** 2);
      if (touches[file]!.at(-1)?.commit === commit) continue;
      touches[file]!.push({ commit, mark: mark++ });
    }
  }
  return { touches, marks: mark };
}

/** Changes a file as a commit does: a few lines here and there, more of them added than removed. */
function change(lines: string[], kind: Kind, chance: Chance): void {
  const hunks = 1 + below(chance, 3);
  for (let hunk = 0; hunk < hunks; hunk++) {
    const at = below(chance, lines.length + 1);
    const removed = below(chance, 5);
    const added = removed + (lines.length < 2 * MEAN_LINES ? below(chance, 3) : -below(chance, 2));
    const fresh = Array.from({ length: Math.max(0, added) }, () => kind.line(chance));
    lines.splice(at, removed, ...fresh);
  }
}

function kindOf(chance: Chance): Kind {
  let left = chance();
  for (const [share, kind] of KINDS) if ((left -= share) < 0) return kind;
  return KINDS[0]![1];
}

export interface SeededHistory {
  readonly commits: number;
  readonly blobs: number;
  readonly bytes: number;
  /** Credentials that were put in. */
  readonly leaks: number;
}

/** Writes the repository into a new folder. */
export async function seedHistory(folder: string, commits = 35_000, seed = 1): Promise<SeededHistory> {
  mkdirSync(folder, { recursive: true });
  await once(spawn('git', ['init', '-q', '-b', 'main', folder]), 'close');
  const git = spawn('git', ['-C', folder, 'fast-import', '--quiet', '--done'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const put = async (text: string): Promise<void> => {
    if (!git.stdin.write(text)) await once(git.stdin, 'drain');
  };
  const chance = chanceOf(seed);
  const { touches, marks } = scheduleOf(commits, chance);
  const byCommit: string[][] = Array.from({ length: commits + 1 }, () => []);
  let blobs = 0;
  let bytes = 0;
  for (const [number, versions] of touches.entries()) {
    const own = chanceOf(seed * 100_003 + number);
    const kind = kindOf(own);
    const path = kind.path(number, own);
    const lines = Array.from({ length: below(own, MEAN_LINES) + MEAN_LINES / 2 }, () => kind.line(own));
    for (const { commit, mark } of versions) {
      if (commit > 1) change(lines, kind, own);
      const text = `${lines.join('\n')}\n`;
      await put(`blob\nmark :${mark}\ndata ${text.length}\n${text}\n`);
      byCommit[commit]!.push(`M 100644 :${mark} ${path}`);
      blobs++;
      bytes += text.length;
    }
  }
  let leaks = 0;
  for (let commit = 1; commit <= commits; commit++) {
    const changes = byCommit[commit]!;
    if (commit % LEAK_EACH === 1) {
      leaks++;
      const text = `BINANCE_API_KEY=${keyOf(`key ${commit}`)}\nBINANCE_API_SECRET=${keyOf(`secret ${commit}`)}\n`;
      changes.push(`M 100644 inline .env\ndata ${text.length}\n${text}`);
    } else if (commit % LEAK_EACH === 2) changes.push('D .env');
    await put(commitOf(commit, changes, chance));
  }
  await put('done\n');
  git.stdin.end();
  const [code] = (await once(git, 'close')) as [number];
  if (code !== 0) throw new Error(`git fast-import ended with ${code}, at most mark ${marks}`);
  return { commits, blobs, bytes, leaks };
}

function commitOf(commit: number, changes: readonly string[], chance: Chance): string {
  const who = `Author ${commit % 40} <author${commit % 40}@example.org> ${FIRST_TIME_S + commit * 5_000} +0000`;
  const message = `${wordOf(chance)} ${wordOf(chance)} ${wordOf(chance)} (#${commit})\n`;
  const parents = commit === 1 ? '' : `from :${commit - 1}\n`;
  const merged = commit % MERGE_EACH === 0 && commit > 9 ? `merge :${commit - 9}\n` : '';
  return `commit refs/heads/main\nmark :${commit}\nauthor ${who}\ncommitter ${who}\ndata ${message.length}\n${message}${parents}${merged}${changes.join('\n')}\n\n`;
}

const [, script = '', folder, commits] = process.argv;
if (/history\.[jt]s$/.test(script) && folder !== undefined)
  console.log(await seedHistory(folder, commits === undefined ? undefined : Number(commits)));
