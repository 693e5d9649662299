import type { Around, Rule } from './rule.ts';
import { isProject } from './service-rule.ts';
import type { Alphabet, Shape } from './shape.ts';

export type Known = Omit<Around, 'named' | 'spoken'>;

/** The shapes of all rules, by alphabet and length. */
export class Shapes {
  readonly #all = new Map<string, (readonly [Rule, Shape])[]>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules)
      for (const shape of rule.shapes)
        for (let length = shape.length[0]; length <= shape.length[1]; length++) {
          const key = `${shape.of} ${length}`;
          const all = this.#all.get(key);
          if (all) all.push([rule, shape]);
          else this.#all.set(key, [[rule, shape]]);
        }
  }

  of(alphabet: Alphabet, length: number): readonly (readonly [Rule, Shape])[] {
    return this.#all.get(`${alphabet} ${length}`) ?? [];
  }
}

/** Whether anything but a whole reading of the text can speak for a value: most values end here. */
export function mayCount(shape: Shape, around: Pick<Known, 'says' | 'name' | 'argument' | 'left'>): boolean {
  if (shape.proof || shape.sure || shape.alone || around.says !== undefined || isProject(around.name)) return true;
  return around.argument !== undefined || shape.after?.test(around.left) === true;
}

/** What of a text before a value is on its line, or on the one above where the value begins its own. */
export function lineOf(before: string): string {
  const end = before.trimEnd().length;
  return before.slice(before.lastIndexOf('\n', end - 1) + 1);
}
