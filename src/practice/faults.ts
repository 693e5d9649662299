/** What can go wrong on purpose. */
export type FaultKind =
  | { readonly kind: 'latency'; readonly delayMs: number }
  /** Answers with this status and does nothing. */
  | { readonly kind: 'server-error'; readonly status?: number }
  /** Does what was asked and never answers. */
  | { readonly kind: 'accept-then-hang' }
  /** Does what was asked and resets the connection. */
  | { readonly kind: 'accept-then-reset' }
  | { readonly kind: 'clock-skew'; readonly skewMs: number }
  /** All keys, or the one named, count as deleted by their owner. */
  | { readonly kind: 'key-revoked'; readonly keyId?: string }
  | { readonly kind: 'ip-refused'; readonly keyId?: string }
  /** `isUntold`: no header says for how long. */
  | { readonly kind: 'rate-limit'; readonly banned?: boolean; readonly retryAfterS?: number; readonly isUntold?: true }
  /** Does what was asked and answers with what is no answer. */
  | { readonly kind: 'garbage'; readonly body?: string };

export type Fault = FaultKind & {
  /** Absent: every exchange. */
  readonly exchange?: string;
  /** Absent: every path. A text is the whole path, without query. */
  readonly path?: string | RegExp;
  readonly method?: string;
  /** Switches itself off after so many requests. */
  readonly times?: number;
};

export interface FaultPlace {
  readonly exchange: string;
  readonly path: string;
  readonly method: string;
}

/** The faults that are switched on. */
export class Faults {
  readonly #on = new Map<Fault, { left: number }>();

  /** Switches a fault on; the function returned switches it off. */
  set(fault: Fault): () => void {
    this.#on.set(fault, { left: fault.times ?? Number.POSITIVE_INFINITY });
    return () => this.#on.delete(fault);
  }

  clear(): void {
    this.#on.clear();
  }

  list(): readonly Fault[] {
    return [...this.#on.keys()];
  }

  /** The faults that meet this request, each counted as used once. */
  meet(place: FaultPlace): readonly Fault[] {
    const met: Fault[] = [];
    for (const [fault, count] of [...this.#on]) {
      if (!applies(fault, place)) continue;
      met.push(fault);
      count.left -= 1;
      if (count.left <= 0) this.#on.delete(fault);
    }
    return met;
  }
}

/** The first of the faults that is of this kind. */
export function ofKind<K extends Fault['kind']>(
  faults: readonly Fault[],
  kind: K,
): Extract<Fault, { kind: K }> | undefined {
  return faults.find((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind);
}

function applies(fault: Fault, place: FaultPlace): boolean {
  if (fault.exchange !== undefined && fault.exchange !== place.exchange) return false;
  if (fault.method !== undefined && fault.method !== place.method) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === 'string' ? fault.path === place.path : fault.path.test(place.path);
}
