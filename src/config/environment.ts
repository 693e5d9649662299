import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

/** What Keyward takes from the process's environment, read once. */
export interface ProcessEnvironment {
  /** The state folder: `$KEYWARD_HOME`, or `keyward` below `$XDG_STATE_HOME`. */
  readonly home: string;
  /** Where settings are looked for after the current folder. */
  readonly configFolder: string;
  /** False with `NO_COLOR`. */
  readonly mayColour: boolean;
  /** Who runs this process, for the journal: a claim of the system, not of a variable. */
  readonly user: string;
  /** All variables; only the vault's environment back end is handed this. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export function readEnvironment(): ProcessEnvironment {
  const variables = process.env;
  const given = (name: string): string | undefined => (variables[name] === '' ? undefined : variables[name]);
  return {
    home: given('KEYWARD_HOME') ?? join(given('XDG_STATE_HOME') ?? join(homedir(), '.local', 'state'), 'keyward'),
    configFolder: join(given('XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'keyward'),
    mayColour: given('NO_COLOR') === undefined,
    user: userName(),
    variables,
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A system user without an entry in the user database, as in containers.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
