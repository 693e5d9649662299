import { looksRandom } from './chance.ts';
import type { Around, Rule, Taken } from './rule.ts';
import type { Part, Pattern, Shape, Token } from './shape.ts';

export interface ServiceShapes {
  /** Kebab case, as its folder. */
  readonly service: string;
  readonly title: string;
  readonly names: readonly string[];
  readonly marks?: readonly string[];
  readonly shapes?: readonly Shape[];
  readonly patterns?: readonly Pattern[];
  readonly parts?: readonly Part[];
}

/** The rule of a service: a value that is sure by itself, follows its address, or has a name that speaks of it. */
export function serviceRule({ service, title, names, marks = [], shapes = [], patterns, parts }: ServiceShapes): Rule {
  return {
    id: service,
    title,
    words: { id: service, names, marks },
    shapes,
    ...(patterns && { patterns }),
    ...(parts && { joins: parts }),
    take: (token, shape, around) => takenBy(service, token, shape, around),
  };
}

function takenBy(service: string, token: Token, shape: Shape, around: Around): Taken | undefined {
  const { says, named, spoken, left, name } = around;
  if (around.isGenerated) return undefined;
  if (shape.proof) return shape.proof(token.text) ? { part: shape.part, by: 'proof' } : undefined;
  if (!looksRandom(token.text)) return undefined;
  if (shape.sure) return { part: shape.part, by: 'shape' };
  if (shape.after?.test(left)) return { part: shape.part, by: 'place' };
  // A list of keys by whose they are: `infura: ...`.
  const isItsName = named[0] === service && /^[\w.-]{3,20}$/.test(name) && says === undefined;
  if (isItsName && /^\s{0,40}["']?[\w.-]{3,20}["']?\s{0,4}[:=]\s{0,4}["']?$/.test(left))
    return { part: shape.part, by: 'name' };
  if (around.isHarmless || says === undefined || says === 'private-key') return undefined;
  if (named.includes(service)) return { part: shape.part, by: 'name' };
  const isClose = named.length === 0 && spoken[0] === service && /api|token|secret|access|routing/i.test(name);
  return isClose ? { part: shape.part, by: 'name' } : undefined;
}
