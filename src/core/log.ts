import type { Clock } from './clock.ts';
import { scrub } from './scrub.ts';

/** What a log line may say; a field that is not here does not compile. Values are short and free of secrets, and scrubbed once more. */
export interface LogFields {
  /** What an alarm is about. */
  readonly about?: string;
  readonly address?: string;
  readonly bot?: string;
  readonly code?: string;
  readonly count?: number;
  readonly durationMs?: number;
  readonly exchange?: string;
  readonly host?: string;
  readonly key?: string;
  readonly level?: string;
  readonly market?: string;
  readonly method?: string;
  /** The one command to run next. */
  readonly next?: string;
  readonly offsetMs?: number;
  readonly path?: string;
  readonly reason?: string;
  readonly status?: number;
}

export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** One JSON object a line: `time`, `severity`, `message`, then the fields. */
export function jsonLog(write: (line: string) => void, clock: Clock): Log {
  const line =
    (severity: string) =>
    (message: string, fields: LogFields = {}) =>
      write(
        inert(scrub(JSON.stringify({ time: new Date(clock.nowMs()).toISOString(), severity, message, ...fields }))),
      );
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

/** JSON leaves as they are what steers some terminals and what turns the direction of a text. */
function inert(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
