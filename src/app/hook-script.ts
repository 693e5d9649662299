/** The hooks of git that Keyward has a part in. */
export const hookNames = ['pre-commit', 'pre-push'] as const;
export type HookName = (typeof hookNames)[number];

/** How a hook calls Keyward. */
export interface HookCall {
  /** This Node and this program, by their paths; absent where others have the file too: then `keyward` of their PATH. */
  readonly program?: { readonly node: string; readonly main: string };
  /** From the top of the working tree. */
  readonly baseline?: string;
}

const MARK = '# keyward hook';
/** What a hook that was there before is called from then on. */
export const KEPT = '.before-keyward';

/** The hook as a script for the shell that comes with git. It refuses what it cannot look through. */
export function hookScript(name: HookName, { program, baseline }: HookCall): string {
  const args = baseline === undefined ? '' : ` --baseline ${quoted(baseline)}`;
  const own = program === undefined ? [] : ownProgram(program);
  const what = name === 'pre-commit' ? 'commit' : 'push';
  return [
    '#!/bin/sh',
    `${MARK} ${name}, 1: looks for keys in what is about to leave. \`keyward hook uninstall\` takes it away.`,
    `kept="$(dirname "$0")/${name}${KEPT}"`,
    ...(name === 'pre-push'
      ? ['refs="$(cat)"', 'tell() { if [ -n "$refs" ]; then printf \'%s\\n\' "$refs"; fi; }']
      : []),
    'find_keyward() {',
    ...own,
    '  if command -v keyward >/dev/null 2>&1; then keyward "$@"; return; fi',
    `  echo "keyward: not found, so the ${what} was not looked through and is refused." >&2`,
    `  echo "Install it again (keyward hook install), or take this hook away: $0" >&2`,
    '  return 1',
    '}',
    ...(name === 'pre-push'
      ? [
          'if [ -x "$kept" ]; then tell | "$kept" "$@" || exit $?; fi',
          `tell | find_keyward hook run ${name}${args} -- "$@"`,
        ]
      : ['if [ -x "$kept" ]; then "$kept" "$@" || exit $?; fi', `find_keyward hook run ${name}${args}`]),
    '',
  ].join('\n');
}

function ownProgram({ node, main }: { readonly node: string; readonly main: string }): string[] {
  return [
    `  main=${quoted(main)}`,
    '  if [ -f "$main" ]; then',
    `    node=${quoted(node)}`,
    '    [ -x "$node" ] || node=node',
    '    "$node" "$main" "$@"; return',
    '  fi',
  ];
}

/** As one word of the shell; Windows takes slashes too. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '/').replaceAll("'", `'\\''`)}'`;

/** The baseline that a hook of Keyward names. */
export function baselineOf(script: string): string | undefined {
  const [, word] = / hook run pre-[a-z]+ --baseline ('(?:[^']|'\\'')*')/.exec(script) ?? [];
  return word?.slice(1, -1).replaceAll("'\\''", "'");
}

/** Whether a hook is one that Keyward wrote. */
export const isOurs = (script: string): boolean => script.split('\n', 3).some((line) => line.startsWith(`${MARK} `));

/** Whether a hook of somebody else calls Keyward. */
export const callsKeyward = (script: string): boolean =>
  /^[^#\n]*\bkeyward['"]? (?:hook run|scan --staged|scan --range)/m.test(script);
