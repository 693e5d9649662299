import { type Part, partAt, textOf } from './part.ts';

const MOST_ROUNDS = 20;

/** A text of a compose file with its variables filled in as compose does. */
export class Interpolated {
  readonly text: string;
  /** A variable that is set nowhere, or to what is not known here; it is left out of the text. */
  readonly missing?: string;

  constructor(text: string, variables: Part | undefined) {
    let missing: string | undefined;
    const fill = (_whole: string, braced: string | undefined, sign = '', other = '', bare = ''): string => {
      const name = braced ?? bare;
      const part = partAt(variables, name);
      const value = textOf(part);
      if (value?.includes('$')) missing ??= name;
      if (sign.endsWith('+')) return value === undefined ? '' : other;
      if (value !== undefined) return value.includes('$') ? '' : value;
      if (sign.endsWith('-') && (sign === ':-' || part === undefined)) return other;
      missing ??= name;
      return '';
    };
    // From within: a default may hold another variable.
    let left = text.replaceAll('$$', '\0');
    for (let round = 0; round < MOST_ROUNDS && left.includes('$'); round += 1)
      left = left.replace(/\$\{(\w+)(?:(:?[-+?])([^${}]*))?\}|\$(?!\{)(\w+)/g, fill);
    if (left.includes('$')) missing ??= 'NAME';
    this.text = left.replaceAll('\0', '$').trim();
    if (missing !== undefined) this.missing = missing;
  }
}
