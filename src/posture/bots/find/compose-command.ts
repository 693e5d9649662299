import { basename } from 'node:path';

/** A command of docker or podman that brings compose files up. */
export interface ComposeCommand {
  /** As they were named; none where compose takes those of the folder. */
  readonly files: readonly string[];
  /** The folder of the project, where it is named. */
  readonly folder?: string;
  /** Its variables come from files that are not those beside the first. */
  readonly hasOtherVariables?: true;
}

const TAKE_ONE =
  /^(?:-[cHlpf]|--(?:context|host|config|log-level|connection|url|identity|profile|project-name|ansi|progress|parallel|file|env-file|project-directory|workdir|podman-path|podman-args|podman-run-args))$/;
const STARTS = new Set(['up', 'start', 'restart', 'run', 'create', 'watch', 'logs', 'attach', 'exec']);

/** Reads the words of a command line; undefined where it is none that brings compose files up. */
export function composeCommandOf(words: readonly string[]): ComposeCommand | undefined {
  const [program = '', ...rest] = words;
  const name = basename(program);
  if (/^(?:docker|podman)-compose$/.test(name)) return readOptions(rest[0] === 'compose' ? rest.slice(1) : rest);
  if (!/^(?:docker|podman)$/.test(name)) return undefined;
  const at = firstPlain(rest);
  return rest[at] === 'compose' ? readOptions(rest.slice(at + 1)) : undefined;
}

/** Where the first word stands that is no option and no value of one. */
function firstPlain(words: readonly string[]): number {
  let at = 0;
  while (at < words.length && (words[at] as string).startsWith('-')) at += TAKE_ONE.test(words[at] as string) ? 2 : 1;
  return at;
}

function readOptions(words: readonly string[]): ComposeCommand | undefined {
  const end = firstPlain(words);
  if (!STARTS.has(words[end] ?? '')) return undefined;
  const options = words.slice(0, end);
  const folder = valuesOf(options, /^(?:--project-directory|--workdir)(?:=(.+))?$/).at(-1);
  return {
    files: valuesOf(options, /^(?:--file|-f)(?:$|=?(.+)$)/),
    ...(folder === undefined ? {} : { folder }),
    ...(options.some((word) => /^--env-file(?:=|$)/.test(word)) ? { hasOtherVariables: true } : {}),
  };
}

/** What these options say: behind the name, or as the next word. */
function valuesOf(options: readonly string[], pattern: RegExp): string[] {
  return options.flatMap((word, at) => {
    const found = pattern.exec(word);
    return found === null ? [] : [found[1] ?? options[at + 1] ?? ''];
  });
}
