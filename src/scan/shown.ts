import { looksRandom } from './chance.ts';
import { joined } from './credential.ts';
import { withoutValues } from './finding.ts';
import { Judge } from './judge.ts';
import { rules } from './rules/index.ts';

/** Tells what of texts may be shown in which names of others stand: a file, a folder, a branch may be called as a secret. */
export class ShownTexts {
  readonly #judge = new Judge(rules, () => false);
  readonly #known = new Map<string, string>();

  of(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const shown = this.#shown(text);
    this.#known.set(text, shown);
    return shown;
  }

  /** As a whole, and each word between slashes, quotes and blanks for itself: a path says nothing of what is called so. */
  #shown(text: string): string {
    const words = text.split(/[/\s'"`]+/).filter((word) => word.length >= SHORTEST);
    let shown = text;
    for (const piece of new Set([text, ...words]))
      for (const found of joined(this.#judge.judge(Buffer.from(piece), ''))) shown = withoutValues(shown, found);
    return shown.replace(DRAWN, (word) => (isDrawn(word) ? `${word.slice(0, 2)}… (${word.length})` : word));
  }
}

/** No secret is shorter, with what says that it is one. */
const SHORTEST = 12;
/** What nothing says to be a secret, and was drawn like one: digests and ids have letters of one case. */
const DRAWN = /[A-Za-z0-9]{32,}/g;
const isDrawn = (word: string): boolean =>
  /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word) && looksRandom(word);
