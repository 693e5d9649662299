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

const SHORT_NAME = 20;
/** What some call the key of a project. */
export const isProject = (name: string): boolean => /project[_-]?(?:id|key)$/i.test(name);
/** A name that is given a value, whatever the environment has. */
const IS_GIVEN =
  /^\s{0,40}(?:(?:export|set|ENV|const|let|var)\s)?["']?[\w.-]{3,40}["']?\s{0,4}[:=]\s{0,4}(?:[\w.]{0,30}env\w{0,10}(?:\.get)?\(\s{0,4}["'][\w.-]{1,40}["']\s{0,4},\s{0,4})?["']?$/i;

function takenBy(service: string, token: Token, shape: Shape, around: Around): Taken | undefined {
  const { says, named, spoken, left, name } = around;
  if (around.isGenerated) return undefined;
  if (shape.proof) return shape.proof(token.text) ? { part: shape.part, by: 'proof' } : undefined;
  if (!looksRandom(token.text)) return undefined;
  if (shape.sure) return { part: shape.part, by: 'shape' };
  if (shape.after?.test(left)) return { part: shape.part, by: 'place' };
  // A list of keys by whose they are: `infura: ...`.
  const isItsName = named[0] === service && /^[\w.-]{3,40}$/.test(name) && says === undefined;
  if (isItsName && (name.length <= SHORT_NAME || isProject(name)) && IS_GIVEN.test(left))
    return { part: shape.part, by: 'name' };
  if (around.isHarmless || says === undefined || says === 'private-key') return undefined;
  if (named.includes(service)) return { part: shape.part, by: 'name' };
  const isClose =
    named.length === 0 && spoken[0] === service && /api|token|secret|access|routing|integration/i.test(name);
  return isClose ? { part: shape.part, by: 'name' } : undefined;
}
