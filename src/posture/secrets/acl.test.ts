import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAccessLists } from './acl.ts';

describe('what getfacl prints', () => {
  it('is read with its mask, its names decoded, and left out where it says no more than the mode', () => {
    const text = [
      '# file: /srv/a\\040b/\\303\\274.env\n# owner: 0\n# group: 0\nuser::rw-\nuser:1:r--\t\t\t#effective:---\ngroup::r-x\ngroup:44:-w-\nmask::---\nother::---\n',
      '# file: /srv/plain\n# owner: 0\n# group: 0\nuser::rw-\ngroup::r--\nother::r--\n',
    ].join('\n');
    const lists = readAccessLists(text);
    expect([...lists.keys()]).toEqual(['/srv/a b/ü.env']);
    expect(lists.get('/srv/a b/ü.env')).toEqual({
      users: new Map([[1, 4]]),
      groups: new Map([[44, 2]]),
      ownGroup: 5,
      mask: 0,
    });
  });

  it('is read without a fault whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('# file: ', '\n', 'user:', '1', ':', 'rwx', 'mask::', 'r--', '\\303', '\\', 'x'),
          maxLength: 40,
        }),
        (text) => {
          readAccessLists(text);
        },
      ),
      { numRuns: 300 },
    );
  });
});
