import { join } from 'node:path';
import type { Eyes } from '../eyes.ts';
import type { HookSight } from './facts.ts';
import { commandsIn } from './hook-lines.ts';
import { managedRuns } from './hook-managers.ts';

/** Programs that look for secrets, by what calls them. */
const SCANNERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['keyward', /(?:^|[\s"'/&|;(])keyward['"]?\s+(?:hook\s+run|scan)\b|^# keyward hook |\bid:\s*keyward\b/],
  ['gitleaks', /\bgitleaks\b/],
  ['betterleaks', /\bbetterleaks\b/],
  ['detect-secrets', /\bdetect-secrets(?:-hook)?\b/],
  ['trufflehog', /\btrufflehog\b/],
  ['git-secrets', /\bgit[- ]secrets\b/],
  ['ggshield', /\bggshield\b/],
  ['talisman', /\btalisman\b/],
  ['secretlint', /\bsecretlint\b/],
  ['ripsecrets', /\bripsecrets\b/],
  ['detect-private-key', /\bdetect-private-key\b/],
];
/** Finds private keys alone, and no key of an exchange. */
const TOO_LITTLE = new Set(['detect-private-key']);
/** What hooks call that has settings of its own, and where these stand. */
const MANAGERS: readonly (readonly [name: string, called: RegExp, files: readonly string[]])[] = [
  [
    'pre-commit',
    /pre_commit\b|\bpre-commit (?:run|hook-impl)|exec pre-commit\b|\bprek\b/,
    ['.pre-commit-config.yaml', '.pre-commit-config.yml'],
  ],
  ['lefthook', /lefthook/, ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml', 'lefthook.toml', 'lefthook.json']],
  ['husky', /\bhusky\b|husky\.sh/, ['.husky/pre-commit']],
  ['lint-staged', /\blint-staged\b/, ['package.json', '.lintstagedrc', '.lintstagedrc.json', '.lintstagedrc.yml']],
];
const MOST_BYTES = 64 * 1024;

/** Names the scanners that text calls outside of comments; a line that is a comment of ours counts as well. */
export function scannersIn(text: string): string[] {
  const code = text
    .split('\n')
    .filter((line) => !/^\s*(?:#(?!\s?keyward hook )|\/\/)/.test(line))
    .join('\n');
  return SCANNERS.filter(([name, pattern]) => !TOO_LITTLE.has(name) && pattern.test(code)).map(([name]) => name);
}

/** What calls another program that it is given. */
const RUNNERS =
  /^(?:exec|command|sudo|env|nice|npx|bunx|uvx|pnpx|yarn|(?:npm|pnpm|mise|bundle) (?:exec|x|dlx)|pnpm|(?:pipx|poetry|uv|pdm|hatch|bun) (?:run|x)|timeout \S+|(?:--?[\w-]+|\w+=\S*)(?= ))\s+/;
const TELLS_ONLY =
  /^(?:echo|printf|:|true|which|type|hash)(?:\s|$)|^command -[vV]\s|\s(?:--version|version|--help|help)$/;

/** Runs of a scanner that end well whatever they find, or where it cannot be told. */
const ENDS_WELL =
  /\s--(?:exit-code[= ]0|exit-zero|no-fail|soft-fail)\b|\bdetect-secrets scan\b|\btrufflehog\b(?!.*\s--fail\b)/;

/** The commands of a hook that it reaches and that do more than tell; of another language than a shell's all its text. */
function reachedIn(
  script: string,
  stops: boolean,
): { readonly commands: readonly string[]; readonly sure: readonly string[] } {
  const isShell = !/^#!/.test(script) || /^#![^\n]*\b(?:ba|da|z|k)?sh\b/.test(script);
  if (!isShell) return { commands: script.split('\n'), sure: [] };
  const all = commandsIn(script, stops).map(({ words, isSure }) => ({ line: words.join(' '), isSure }));
  const lines = all.filter(({ line }) => !TELLS_ONLY.test(line));
  return { commands: lines.map(({ line }) => line), sure: lines.flatMap(({ line, isSure }) => (isSure ? [line] : [])) };
}

/**
 * Names the scanners that a hook runs: a command of it that is reached at each commit calls one, and its failure ends the commit. `stops`: the hook is run
 * so that a failure ends it.
 */
export function scannersRunBy(script: string, stops = false): string[] {
  const { sure } = reachedIn(script, stops);
  const commands = sure.filter((line) => !ENDS_WELL.test(line));
  // A function or an alias of that name stands before the program.
  const isOther = (name: string): boolean =>
    new RegExp(`(?:^|[\\n;])\\s*(?:${name}\\s*\\(\\)|function\\s+${name}\\b|alias\\s+${name}=)`).test(script);
  const called = commands.flatMap((line) => {
    let left = line;
    while (RUNNERS.test(left)) left = left.replace(RUNNERS, '');
    if (TELLS_ONLY.test(left)) return [];
    const [first = '', second = '', ...rest] = left.split(/\s+/);
    const name = first.replace(/^.*\//, '').replace(/^find_keyward$/, 'keyward');
    // Of a container it is the image that is named.
    if (/^(?:docker|podman)$/.test(name) && second === 'run')
      return rest.map((word) => word.replace(/^.*\//, '').replace(/[:@].*$/, ''));
    // Without these it looks at other files than those of the commit.
    if (name === 'keyward' && second === 'scan' && !/\s--(?:staged|range)\b/.test(left)) return [];
    return [/^(?:git|keyward)$/.test(name) ? [name, second, ...rest.slice(0, 1)].join(' ') : name];
  });
  return scannersIn(called.filter((one) => !/^git (?!secrets\b)/.test(one)).join('\n')).filter(
    (name) => !isOther(name),
  );
}

/** The scanners that the settings of a manager run at a commit. */
export function scannersOf(file: string, text: string): string[] {
  if (file.startsWith('.husky/')) return scannersRunBy(text, true);
  return managedRuns(file, text).flatMap(({ id, run }) =>
    id === undefined ? scannersRunBy(run) : scannersIn(`id: ${id}`),
  );
}

/** What looks through a commit: by the hooks that git calls, and by what these call. `hooks`: where git looks for them. */
export async function lookAtHooks(top: string, hooks: string, eyes: Eyes): Promise<HookSight> {
  const read = async (path: string): Promise<string> => {
    const got = await eyes.read(path, MOST_BYTES);
    return 'fault' in got ? '' : got.bytes.toString('utf8');
  };
  // Husky keeps a hook for git beside those of its user.
  const folders = /\/\.husky\/_$/.test(hooks) ? [hooks, join(hooks, '..')] : [hooks];
  const texts: { readonly text: string; readonly stops: boolean }[] = [];
  for (const folder of folders)
    for (const name of ['pre-commit', 'pre-push', 'commit-msg', 'prepare-commit-msg']) {
      const about = await eyes.look(join(folder, name));
      // Git passes one by that may not be run.
      const isRun = !('fault' in about) && (about.kind === 'link' || (about.mode & 0o111) !== 0 || folder !== hooks);
      // Husky runs those of its user by `sh -e`.
      if (isRun) texts.push({ text: await read(join(folder, name)), stops: folder !== hooks });
    }
  const called = texts.flatMap(({ text, stops }) => reachedIn(text, stops).commands).join('\n');
  const scanners = new Set(texts.flatMap(({ text, stops }) => scannersRunBy(text, stops)));
  let [unsure] = texts.flatMap(({ text }) => scannersIn(text));
  let notInstalled: string | undefined;
  for (const [, calledBy, files] of MANAGERS)
    for (const file of files) {
      const text = await read(join(top, file));
      const named = scannersIn(text);
      if (named.length === 0) continue;
      const run = scannersOf(file, text);
      if (calledBy.test(called)) {
        for (const one of run) scanners.add(one);
        if (!/package\.json$/.test(file)) unsure ??= named[0];
      } else if (!file.startsWith('package')) notInstalled ??= file;
    }
  if (scanners.size === 0 && unsure !== undefined) return { scanners: [], unsure };
  return { scanners: [...scanners], ...(notInstalled !== undefined && scanners.size === 0 && { notInstalled }) };
}
