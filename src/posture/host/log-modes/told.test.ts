import { expect, it } from 'vitest';
import { seen } from '../../check.ts';
import { host } from '../sound.contract.ts';
import { logModes } from './check.ts';

const logs = (count: number) =>
  host({
    logs: seen('lstat', {
      files: Array.from({ length: count }, (_, at) => ({
        path: `/srv/grid/logs/${String(at).padStart(2, '0')}.log`,
        mode: 0o644,
        isReachable: true,
      })),
      gaps: [],
    }),
  });
const told = (count: number) => logModes.judge(logs(count)).map(({ result, about, says }) => [result, about, says]);

it('HOST-12 tells of eight open logs each, and counts the rest', () => {
  expect(told(8).map(([, about]) => about)).toEqual(Array.from({ length: 8 }, (_, at) => `/srv/grid/logs/0${at}.log`));
  expect(told(20).slice(0, 8)).toEqual(told(8));
  expect(told(20).slice(8)).toEqual([['fail', 'more logs', '12 more logs are open to everybody']]);
});
