import type { Environment, Exchange, Unclear } from './exchange.ts';
import type { Inspection, InspectionFacts, KeyReport } from './inspection.ts';
import { askedBy } from './served-call.ts';

/**
 * The inspection of an exchange whose bots are served: it asks with that exchange's own introspection call. `report` reads an answer of
 * status 200, and gives `undefined` where it says nothing usable; `readError` stands in where errors mean something else to this call.
 */
export function servedInspection(
  { id, facts: served, key, market, wire }: Exchange,
  facts: InspectionFacts,
  report: (body: string) => KeyReport | undefined,
  readError: Inspection['readError'] = key.readError,
): Inspection {
  const isServed = (environment: Environment): boolean => served.hosts.some((host) => host.environment === environment);
  return {
    id,
    facts,
    credential: key.credential,
    inspect: async (ask, credential, environment) => {
      const call = key.introspect(environment);
      if (!call) return unreadable('this environment of the exchange does not say what a key can do');
      const answer = await askedBy(wire, ask, credential, call);
      if ('unclear' in answer) return answer;
      return (
        (answer.status === 200 ? report(answer.body) : undefined) ??
        readError(answer.status, answer.body) ??
        unreadable(`status ${answer.status}, not the documented answer`)
      );
    },
    readError,
    time: (environment) =>
      isServed(environment) ? wire.build(market.time(environment), undefined, { timeMs: 0 }) : undefined,
    readTime: market.readTime,
  };
}

function unreadable(message: string): Unclear {
  return { unclear: true, cause: 'unreadable', message };
}
