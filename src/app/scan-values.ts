import {
  type Baseline,
  BaselineIds,
  type Finding,
  type FoundCredential,
  ignoreOf,
  type RawPart,
  secretParts,
  sha1Of,
} from '../scan/index.ts';

/** Gathers what of the values is needed beside the findings, in memory alone. */
export class ScanValues {
  readonly raw = new Map<string, readonly RawPart[]>();
  /** Ids under the key of the baseline, by those of this scan. */
  readonly fingerprints = new Map<string, string>();
  readonly #ids: BaselineIds | undefined;

  constructor(known: Baseline | undefined) {
    this.#ids = known && new BaselineIds(known.key);
  }

  /** Of one finding, with its text; says what a comment beside it says. */
  see(finding: Finding, found: FoundCredential, text: Buffer): Finding {
    const { id } = finding;
    const before = this.raw.get(id);
    if (!before || before.length < found.parts.length)
      this.raw.set(
        id,
        found.parts.map((one) => ({ part: one.part, text: one.text })),
      );
    if (this.#ids && !this.fingerprints.has(id)) this.fingerprints.set(id, this.#ids.of(found));
    const ignore = ignoreOf(finding, text);
    return ignore === undefined ? finding : { ...finding, ignore };
  }

  /** SHA-1 of the secret values of a finding, as other scanners write them down. */
  sha1sOf(id: string): string[] {
    return secretParts(this.raw.get(id) ?? []).map(({ text }) => sha1Of(text));
  }
}
