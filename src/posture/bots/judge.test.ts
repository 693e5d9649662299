import { expect, it } from 'vitest';
import { placeWords } from './judge.ts';

it.each([
  [{ file: '/srv/grid/compose.yml', line: 10 }, '/srv/grid/compose.yml, line 10'],
  [{ file: '/srv/my bot/.env', line: 2 }, "'/srv/my bot/.env', line 2"],
  [{ file: '/srv/$(id)/config.json' }, "'/srv/$(id)/config.json'"],
])('a place in a sentence with commands has its file as one word: %j', (place, told) => {
  expect(placeWords(place)).toBe(told);
});
