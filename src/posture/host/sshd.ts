import type { RootLogin, SshView } from './facts.ts';

/** What `sshd -T` prints: each word with its values, lines of the same word joined. */
export function readSettings(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    const [word = '', ...values] = line.trim().split(/\s+/);
    if (word !== '') found.set(word.toLowerCase(), [...(found.get(word.toLowerCase()) ?? []), ...values]);
  }
  return found;
}

/** `undefined`: that is not what `sshd -T` prints. */
export function viewOf(
  who: { readonly who: string; readonly user?: string; readonly isInside: boolean },
  settings: ReadonlyMap<string, readonly string[]>,
): SshView | undefined {
  const of = (word: string): string | undefined => settings.get(word)?.[0]?.toLowerCase();
  const root = of('permitrootlogin') === 'without-password' ? 'prohibit-password' : of('permitrootlogin');
  if (of('passwordauthentication') === undefined || !isRootLogin(root)) return undefined;
  const methods = settings.get('authenticationmethods') ?? ['any'];
  return {
    ...who,
    password: of('passwordauthentication') === 'yes',
    keyboard: (of('kbdinteractiveauthentication') ?? of('challengeresponseauthentication')) === 'yes',
    usesPam: of('usepam') === 'yes',
    emptyPasswords: of('permitemptypasswords') === 'yes',
    publicKey: of('pubkeyauthentication') !== 'no',
    root,
    methods: methods[0]?.toLowerCase() === 'any' ? [] : methods.map((one) => one.toLowerCase().split(',')),
  };
}

function isRootLogin(value: string | undefined): value is RootLogin {
  return value === 'yes' || value === 'no' || value === 'prohibit-password' || value === 'forced-commands-only';
}

/** Whether somebody gets in with a password and nothing else. */
export function takesPassword({ password, keyboard, usesPam, methods }: SshView): boolean {
  const asks = (method: string): boolean => {
    const [kind = ''] = method.split(':');
    return kind === 'password' ? password : kind === 'keyboard-interactive' ? keyboard && usesPam : false;
  };
  if (methods.length === 0) return password || (keyboard && usesPam);
  return methods.some((all) => all.length > 0 && all.every(asks));
}

/** The lines of a settings file that tell what to ask: where words stand, what it includes, and what stands behind `Match`. */
export type SshLine =
  | { readonly word: string; readonly line: number }
  | { readonly include: readonly string[] }
  | { readonly match: string };

export function readSshFile(text: string): readonly SshLine[] {
  return text.split('\n').flatMap((raw, at): readonly SshLine[] => {
    const found = /^\s*([A-Za-z]\w*)(?:\s*=\s*|\s+)(.*?)\s*$/.exec(raw);
    const word = found?.[1]?.toLowerCase();
    if (word === undefined || found?.[2] === undefined) return [];
    if (word === 'match') return [{ match: found[2] }];
    if (word === 'include') return [{ include: found[2].split(/\s+/).map((one) => one.replace(/^"(.*)"$/, '$1')) }];
    return [{ word, line: at + 1 }];
  });
}

/** The patterns that a `Match` line has for one of its words. */
export function patternsOf(
  match: string,
  wanted: 'user' | 'group' | 'address' | 'host' | 'localaddress' | 'localport',
): readonly string[] {
  const words = match.replaceAll('"', '').split(/[\s=]+/);
  const at = words.findIndex((word) => word.toLowerCase() === wanted);
  return at < 0 ? [] : (words[at + 1]?.split(',') ?? []).filter((one) => one !== '' && !one.startsWith('!'));
}

/** Whether a name fits a list of sshd's patterns; a negated one that fits refuses. `user@host` counts by its user. */
export function fitsList(name: string, patterns: readonly string[]): boolean {
  const fits = (pattern: string): boolean => {
    const [user = ''] = pattern.split('@');
    const source = user
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replace(/\?/g, '.');
    return new RegExp(`^${source}$`).test(name);
  };
  if (patterns.some((one) => one.startsWith('!') && fits(one.slice(1)))) return false;
  return patterns.some((one) => !one.startsWith('!') && fits(one));
}

/** The keys of an `authorized_keys` file that are not bound to one command. */
export function countKeys(text: string): number {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && /\b(?:ssh-|ecdsa-|sk-)[\w@.-]+ +[A-Za-z0-9+/]/.test(line))
    .filter((line) => !/(?:^|,)command="/i.test(line.split(/ (?=(?:ssh-|ecdsa-|sk-))/)[0] ?? '')).length;
}
