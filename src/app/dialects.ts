import { type Code, catalogue } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';

/** How a bot reads a refusal at one exchange. */
export interface DialectSample {
  readonly exchange: string;
  readonly status: number;
  readonly body: string;
}

/** A refusal of an order in each exchange's own dialect; empty for codes that only commands have. */
export function dialectsOf(code: Code): readonly DialectSample[] {
  const { status, dialect } = catalogue[code];
  if (status === 500) return [];
  return Object.values(exchanges)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, facts, wire }) => {
      const order = facts.endpoints.find((endpoint) => endpoint.class === 'trade' && endpoint.method === 'POST');
      const answer = wire.refusal(dialect, `keyward: ${code}: ...`, order);
      return { exchange: id, status: answer.status, body: answer.body };
    });
}
