import { describe, expect, it } from 'vitest';
import { KeywardError, Secret, systemClock } from '../core/index.ts';
import { Keeper, type NotTaken } from './keeper.ts';

/** A place whose credential is a name, and what the keeper told of it. */
function scene() {
  const told: string[] = [];
  const place = { holds: 'first' };
  const parts = (id: string) => ({ id, secret: Secret.take(Buffer.from('practice')) });
  const keeper = new Keeper(
    {
      place: {
        where: 'here',
        read: async () => {
          if (place.holds === '') throw new KeywardError('vault-unreached', 'gone');
          return parts(place.holds);
        },
      },
      clock: systemClock,
      offer: async ({ id }): Promise<NotTaken | undefined> =>
        id.startsWith('bad') ? { reason: id, isPassing: false } : undefined,
      onLost: () => told.push('lost'),
      onBack: () => told.push('back'),
      onRefused: (reason) => told.push(`refused ${reason}`),
      onKnown: () => told.push('known'),
    },
    parts('first'),
  );
  const look = async (holds: string): Promise<string[]> => {
    place.holds = holds;
    await keeper.look();
    return told.splice(0);
  };
  return look;
}

describe('a keeper', () => {
  it('does not take a refused credential for over because its place was lost and came back', async () => {
    const look = scene();
    expect(await look('bad')).toEqual(['refused bad']);
    expect(await look('')).toEqual(['lost']);
    expect(await look('bad')).toEqual(['back']);
    expect(await look('first')).toEqual(['known']);
  });

  it('tells of the same one again once the one in use stood there in between', async () => {
    const look = scene();
    expect(await look('bad')).toEqual(['refused bad']);
    expect(await look('bad')).toEqual([]);
    expect(await look('first')).toEqual(['known']);
    expect(await look('first')).toEqual([]);
    expect(await look('bad')).toEqual(['refused bad']);
  });

  it('has forgotten what it refused once another is taken', async () => {
    const look = scene();
    expect(await look('bad')).toEqual(['refused bad']);
    expect(await look('second')).toEqual([]);
    expect(await look('second')).toEqual([]);
    expect(await look('bad')).toEqual(['refused bad']);
  });

  it('reads a place whose stamp has settled only when that changes, or when somebody asks', async () => {
    const place = { holds: 'first', stamp: 'one', reads: 0, stamps: 0 };
    const taken: string[] = [];
    const keeper = new Keeper(
      {
        place: {
          where: 'here',
          lookEveryMs: 2,
          stamp: () => {
            place.stamps++;
            return place.stamp;
          },
          read: async () => {
            place.reads++;
            return { id: place.holds, secret: Secret.take(Buffer.from('practice')) };
          },
        },
        clock: systemClock,
        offer: async ({ id }) => void taken.push(id),
        onLost: () => undefined,
        onBack: () => undefined,
        onRefused: () => undefined,
        onKnown: () => undefined,
      },
      { id: 'first', secret: Secret.take(Buffer.from('practice')) },
    );
    keeper.start();
    await expect.poll(() => place.stamps).toBeGreaterThan(20);
    expect(place.reads).toBe(2);
    Object.assign(place, { holds: 'second', stamp: 'two' });
    await expect.poll(() => taken).toEqual(['second']);
    const before = place.stamps;
    await expect.poll(() => place.stamps).toBeGreaterThan(before + 20);
    expect(place.reads).toBe(5);
    place.holds = 'third';
    await keeper.look();
    expect(taken).toEqual(['second', 'third']);
    await keeper.stop();
  });
});
