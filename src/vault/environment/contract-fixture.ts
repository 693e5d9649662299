import { parseEnv } from 'node:util';
import type { BackEndFixture } from '../fixture.contract.ts';
import { environment } from './back-end.ts';

export const fixture: BackEndFixture = {
  backEnd: environment,
  holds: 'lines',
  start: async () => {
    let variables: Record<string, string> = {};
    return {
      put: async (document) => {
        // A process is handed its environment as text; what stands in it is what a shell would have read.
        variables = parseEnv(document.toString('utf8')) as Record<string, string>;
        return {};
      },
      nothing: async () => {
        variables = {};
        return {};
      },
      context: () => ({ variables }),
      stop: async () => undefined,
    };
  },
};
