/** Beyond this, nobody reads on: an exchange may send any length. */
const LONGEST = 4_000;
/** What steers a terminal, ends a line, or turns the direction of a text. */
const STEERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const STEERING_IN_JSON = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text of others as one line that steers no terminal, and is no longer than anybody reads. */
export function plainText(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)} (${text.length - LONGEST} more characters)` : text;
  return inertLine(short.replace(/[\r\n]+/g, ' '));
}

/** The same at its full length: a command that names a path with such a character finds none, and steers nothing. */
export function inertLine(text: string): string {
  return text.replace(STEERING, '?');
}

/** JSON as text that steers no terminal; whoever reads it as JSON reads the same. */
export function plainJson(json: string): string {
  return json.replace(STEERING_IN_JSON, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A text as the content of XML 1.0: what that cannot hold, and what would steer a terminal, is a question mark. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
    .replace(/[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '?')
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A letter, line by line; what stands in a line begins no other one. */
export function letterOf(lines: readonly string[]): string {
  return `${lines.map(plainText).join('\n')}\n`;
}
