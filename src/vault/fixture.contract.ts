import type { TestContext } from 'vitest';
import type { BackEnd, VaultContext } from './back-end.ts';

/**
 * How the contract test of the back ends drives one of them. Stands in `src/vault/<id>/contract-fixture.ts`, exported as `fixture`, and is listed
 * in fixtures.contract.ts.
 */
export interface BackEndFixture {
  readonly backEnd: BackEnd;
  /**
   * What the place can hold: any document (JSON, lines, rubbish), JSON objects alone, or lines `NAME=value` with full names alone (the environment,
   * a dotenv file).
   */
  readonly holds: 'documents' | 'objects' | 'lines';
  /**
   * Starts what is needed (a server on a free port of loopback, a temporary folder). Where a program misses: `context.skip(why)`, which throws; so
   * `needProgram(context, name)` and `needPython(context, environment)` of the tests can be used.
   */
  start(context: Pick<TestContext, 'skip'>): Promise<Stage>;
  /** How many documents the fuzz test puts there; default 40. */
  readonly fuzzRuns?: number;
  /** How long `start` may take, in ms; default 60 s. */
  readonly startTimeoutMs?: number;
}

/** Settings as they would stand under the back end's id in the file: the contract test reads them with the schema. */
export type PlaceSettings = Readonly<Record<string, unknown>>;

/** What was started. */
export interface Stage {
  /** Puts the document at a new place of its own. */
  put(document: Buffer): Promise<PlaceSettings>;
  /** Puts another document where `settings` lead, as an owner would who rotates the key by hand. Absent where it cannot change. */
  replace?(settings: PlaceSettings, document: Buffer): Promise<void>;
  /** Puts one secret for each part. Absent where the back end has no such form. */
  putParts?(parts: {
    readonly key: Buffer;
    readonly secret: Buffer;
    readonly passphrase?: Buffer;
  }): Promise<PlaceSettings>;
  /** The document as it stands at the place now, for back ends that write. */
  document?(settings: PlaceSettings): Promise<Buffer>;
  /** Settings of a place of the back end at which nothing is. */
  nothing(): Promise<PlaceSettings>;
  /** Settings that lead to where no one answers. Absent where there is no one to answer. */
  unreachable?(): Promise<PlaceSettings>;
  /** Settings of a place that does not let us in: a wrong token, no right. */
  refused?(): Promise<PlaceSettings>;
  /** What the back end needs from its context beside the names: variables, another clock, the identity. Asked before each opening. */
  context?(): Partial<Omit<VaultContext, 'names'>>;
  /** Ends what was started. */
  stop(): Promise<void>;
}
