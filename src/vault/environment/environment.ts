import { Secret } from '../../core/index.ts';
import { type Names, type Parts, takeParts } from '../names.ts';

/** Reads a credential from environment variables, handed in by the caller. The process's own environment keeps a copy: prefer another back end. */
export function fromEnvironment(environment: Readonly<Record<string, string | undefined>>, names: Names): Parts {
  const text = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === '' ? undefined : value;
  };
  const secret = (name: string): Secret | undefined => {
    const value = text(name);
    return value === undefined ? undefined : Secret.take(Buffer.from(value.replaceAll('\\n', '\n'), 'utf8'));
  };
  return takeParts(names, 'the environment', secret, text);
}
