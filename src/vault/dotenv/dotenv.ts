import { existsSync, readFileSync, statSync } from 'node:fs';
import { KeywardError, Secret } from '../../core/index.ts';
import { type Names, type Parts, takeParts } from '../names.ts';
import { unescapedLine, valuesOfLines } from './lines.ts';

/**
 * Reads a credential from a file of `NAME=value` lines (`export` before and quotes around the value are allowed, `#` begins a comment line,
 * a quoted value may span lines). The bytes never become a string, but for the key id. Refused when others can read the file, and when a
 * value could be read in more than one way: never a part of a secret.
 */
export function fromDotenv(path: string, names: Names): Parts {
  if (!existsSync(path)) throw new KeywardError('credential-missing', `there is no file ${path}`);
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new KeywardError('file-readable', `${path} can be read by others: chmod 600 ${path}`);
  }
  const bytes = readFileSync(path);
  try {
    const values = valuesOfLines(bytes);
    const whole = (name: string): Buffer | undefined => {
      const found = values.get(name);
      if (found === undefined) return undefined;
      if ('fault' in found)
        throw new KeywardError('credential-invalid', `${path}:${found.line}: ${name} ${found.fault}`);
      return found.value.length > 0 ? found.value : undefined;
    };
    const secret = (name: string): Secret | undefined => {
      const value = whole(name);
      return value && Secret.take(unescapedLine(value));
    };
    return takeParts(names, path, secret, (name) => whole(name)?.toString('utf8'));
  } finally {
    bytes.fill(0);
  }
}
