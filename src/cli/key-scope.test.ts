import { describe, expect, it } from 'vitest';
import { scopeOf } from './key-scope.ts';

describe('the scope of a command', () => {
  it('is all keys where it says so or says nothing, else those named', () => {
    expect([scopeOf(undefined), scopeOf('all'), scopeOf(' all ,')]).toEqual([undefined, undefined, undefined]);
    expect(scopeOf('main, second,main')).toEqual(['main', 'second']);
  });

  it.each([['all,main'], ['main,all'], [' , '], ['']])('is refused where it is not clear: %j', (text) => {
    expect(() => scopeOf(text)).toThrow(/--scope/);
  });
});
