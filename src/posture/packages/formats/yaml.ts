import { parse } from 'yaml';
import { type Fields, isFields, Unreadable } from './json.ts';

/** A text of YAML that is a mapping, without aliases, of which no lock file has one. */
export function readYaml(text: string): Fields {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 0, merge: false, logLevel: 'silent', schema: 'failsafe' });
  } catch {
    throw new Unreadable('is no YAML that can be read');
  }
  if (!isFields(value)) throw new Unreadable('is no YAML mapping');
  return value;
}
