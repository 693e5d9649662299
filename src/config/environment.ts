import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { KeywardError } from '../core/index.ts';

/** What Keyward takes from the process's environment, read once. */
export interface ProcessEnvironment {
  /** The state folder: `$KEYWARD_HOME`, or `keyward` below `$XDG_STATE_HOME`. As it was given: see `checkEnvironment`. */
  readonly home: string;
  /** Where settings are looked for after the current folder. */
  readonly configFolder: string;
  /** False with `NO_COLOR`. */
  readonly mayColour: boolean;
  /** Who runs this process, for the journal: a claim of the system, not of a variable. */
  readonly user: string;
  /** The platform that says of itself, in its variables, that this runs on it; its addresses are not its own. */
  readonly platform?: 'aws-lambda' | 'cloud-run';
  /** All variables; only the vault's environment back end is handed this. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export function readEnvironment(): ProcessEnvironment {
  const variables = process.env;
  // The SDK of AWS tells on stderr, at length, which Node it will want next year; its other warnings stay.
  variables['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const given = (name: string): string | undefined => (variables[name] === '' ? undefined : variables[name]);
  // The XDG specification has relative paths ignored.
  const folder = (name: string): string | undefined => {
    const path = given(name);
    return path !== undefined && isAbsolute(path) ? path : undefined;
  };
  const isCloudRun = given('K_SERVICE') !== undefined && given('K_REVISION') !== undefined;
  const isLambda = given('AWS_LAMBDA_FUNCTION_NAME') !== undefined;
  return {
    ...(isLambda ? { platform: 'aws-lambda' } : isCloudRun ? { platform: 'cloud-run' } : {}),
    home: given('KEYWARD_HOME') ?? join(folder('XDG_STATE_HOME') ?? join(homedir(), '.local', 'state'), 'keyward'),
    configFolder: join(folder('XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'keyward'),
    mayColour: given('NO_COLOR') === undefined,
    user: userName(),
    variables,
  };
}

/** Throws `usage` for a state folder that would be another one in each current folder: a halt given in one would stop nothing in the other. */
export function checkEnvironment({ home }: ProcessEnvironment): void {
  if (isAbsolute(home)) return;
  throw new KeywardError(
    'usage',
    `KEYWARD_HOME is ${home}, which is another folder from each place: give it as an absolute path`,
  );
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A system user without an entry in the user database, as in containers.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
