import { type Refusal, refuse } from '../core/index.ts';

/** How an exchange spells the ids of its keys. */
export interface IdForm {
  /** Matches one good character. */
  readonly character: RegExp;
  /** The good characters in words: `a letter or digit`. */
  readonly words: string;
  readonly least: number;
  readonly most: number;
  /** The length that the exchange issues, where it issues one only. */
  readonly usual?: number;
}

/** What is wrong with the id of an exchange key; tells lengths and places, never what stands there. `undefined`: nothing. */
export function idRefusal(id: string, { character, words, least, most, usual }: IdForm): Refusal | undefined {
  const wrong = [...id].findIndex((one) => !character.test(one));
  if (wrong >= 0) return refuse('credential-invalid', `character ${wrong + 1} of the API key is not ${words}`);
  if (id.length >= least && id.length <= most) return undefined;
  const wanted = usual === undefined ? `${least} to ${most}` : String(usual);
  return refuse(
    'credential-invalid',
    `the API key has ${id.length} ${id.length === 1 ? 'character' : 'characters'}, not ${wanted}; was it cut off?`,
  );
}
