import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Places, type Stretch } from './places.ts';

/** Stretches as values stand in a dense log, and how often anybody asked one where it begins. */
function counted(count: number): { readonly stretches: readonly Stretch[]; readonly asked: () => number } {
  let asked = 0;
  const stretches = Array.from({ length: count }, (_, at) => ({
    get start() {
      asked++;
      return at * 90;
    },
    length: 64,
  }));
  return { stretches, asked: () => asked };
}

/** How often a stretch is asked where it begins while so many are looked up and added one after the other. */
function asksOf(count: number): number {
  const { stretches, asked } = counted(count);
  const places = new Places<Stretch>();
  for (const one of stretches) if (!places.meeting(one)) places.add(one);
  return asked();
}

describe('places of a text', () => {
  it('are found by whoever shares a byte with them, and by nobody else', () => {
    const stretch = fc.record({ start: fc.nat(3_000), length: fc.integer({ min: 1, max: 700 }) });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 40 }), stretch, (all, asked) => {
        const places = new Places<Stretch>();
        const kept: Stretch[] = [];
        const meets = (a: Stretch, b: Stretch) => a.start < b.start + b.length && b.start < a.start + a.length;
        for (const one of all) {
          const isFree = !kept.some((other) => meets(one, other));
          expect(places.meeting(one) === undefined).toBe(isFree);
          if (!isFree) continue;
          places.add(one);
          kept.push(one);
        }
        expect(places.meeting(asked) === undefined).toBe(!kept.some((other) => meets(asked, other)));
      }),
    );
  });

  it('cost twice as much to keep apart when there are twice as many', () => {
    const [some, twice] = [asksOf(4_000), asksOf(8_000)];
    expect(twice / some).toBeLessThan(2.1);
    expect(some / 4_000).toBeLessThan(20);
  });
});
