import { hash } from 'node:crypto';
import { isJsonFault, isJsonObject, JsonNumber, type JsonValue, KeywardError, parseJson } from '../core/index.ts';
import type { Entry } from './entries.ts';

/**
 * The book on disk, format 1. A segment is a file of lines, named by the seq of its first entry. Line 1 is its header:
 *
 *     {"keyward-journal":1,"first":SEQ,"time":ISO,"latest":ISO,"prev":HASH,"sum":CRC}
 *
 * `time` is that of its first entry and decides the day; `latest` is the greatest time of any entry in the segments before (absent in the
 * first). Every other line is an entry:
 *
 *     {"seq":SEQ,"time":ISO,"kind":KIND,…,"prev":HASH,"group":N,"sum":CRC}
 *
 * `prev` is the SHA-256 (hex) of the bytes of the line before without its newline, headers included, so that the first line of a segment
 * links to the last line of the segment before it; the first line of the book has 64 zeros. `group` stands only on the first of N entries that were
 * written with one sync: all entries before it were durable then, which tells a torn group from a damaged book. `sum` is the CRC-32 (8 hex digits) of
 * the line's bytes before `,"sum"`. A reader accepts kinds and fields that it does not know; a change that it must know raises the format.
 */
export const FORMAT = 1;
export const GENESIS = '0'.repeat(64);
/** The greatest line; entries can then be exported in transparency-log bundles, whose entries carry a 16-bit length. */
export const MAX_LINE_BYTES = 60_000;
/** What a line holds at most beside its kind and fields. */
export const FRAME_BYTES = 220;
/** A header's length at most. */
export const HEADER_BYTES = 300;

const SUM_BYTES = `,"sum":"00000000"}`.length;
const SUM = /^,"sum":"([0-9a-f]{8})"\}$/;
const TRAILER = /,"prev":"([0-9a-f]{64})"(?:,"group":([1-9]\d{0,8}))?$/;
const TRAILER_BYTES = 110;
const ISO = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
const PREFIX = new RegExp(String.raw`^\{"seq":([1-9]\d{0,15}),"time":"(${ISO})","kind":"([a-z][a-z-]{0,40})"`);
const PREFIX_BYTES = 120;
const HEADER = new RegExp(
  String.raw`^\{"keyward-journal":(\d{1,4}),"first":([1-9]\d{0,15}),"time":"(${ISO})"(?:,"latest":"(${ISO})")?`,
);
const SEGMENT = /^(\d{20})\.jsonl$/;

export interface LineEnd {
  readonly prev: string;
  /** Set on the first line of a group. */
  readonly group?: number;
  /** How many bytes stand before `,"prev"`. */
  readonly bodyBytes: number;
}

export interface LineStart {
  readonly seq: number;
  readonly time: string;
  readonly kind: string;
}

export interface Header {
  readonly format: number;
  readonly first: number;
  readonly time: string;
  readonly latest?: string;
}

export function segmentName(first: number): string {
  return `${String(first).padStart(20, '0')}.jsonl`;
}

/** The first seq that a file name tells; `undefined` when it names no segment. */
export function firstSeqOf(name: string): number | undefined {
  const match = SEGMENT.exec(name);
  return match ? Number(match[1]) : undefined;
}

export function dayOf(time: string): string {
  return time.slice(0, 10);
}

export function hashLine(line: Uint8Array): string {
  return hash('sha256', line, 'hex');
}

/** A header without its `sum` and closing brace. */
export function headerText(header: Header, prev: string): string {
  const latest = header.latest === undefined ? '' : `,"latest":"${header.latest}"`;
  return `{"keyward-journal":${header.format},"first":${header.first},"time":"${header.time}"${latest},"prev":"${prev}"`;
}

/** An entry without its `sum` and closing brace; `fields` is JSON text of an object's inside, empty or not. */
export function entryText(
  start: LineStart,
  fields: string,
  end: { readonly prev: string; readonly group?: number },
): string {
  const inside = fields === '' ? '' : `,${fields}`;
  const group = end.group === undefined ? '' : `,"group":${end.group}`;
  return `{"seq":${start.seq},"time":"${start.time}","kind":"${start.kind}"${inside},"prev":"${end.prev}"${group}`;
}

/** Writes text, its `sum` and a newline at `at`; returns where the line ends, before its newline. */
export function putLine(buffer: Buffer, at: number, text: string): number {
  const sumAt = at + buffer.write(text, at, 'utf8');
  const end = sumAt + buffer.write(`,"sum":"${hex8(crc32(buffer, at, sumAt))}"}`, sumAt, 'latin1');
  buffer[end] = 0x0a;
  return end;
}

/** What stands at the end of an intact line; `undefined` when its bytes do not fit its sum. */
export function lineEnd(line: Buffer): LineEnd | undefined {
  const sumAt = line.length - SUM_BYTES;
  if (sumAt < 0 || line.length > MAX_LINE_BYTES) return undefined;
  const sum = SUM.exec(line.toString('latin1', sumAt))?.[1];
  if (sum === undefined || sum !== hex8(crc32(line, 0, sumAt))) return undefined;
  const match = TRAILER.exec(line.toString('latin1', Math.max(0, sumAt - TRAILER_BYTES), sumAt));
  if (!match) return undefined;
  const prev = match[1]!;
  const bodyBytes = sumAt - match[0].length;
  return match[2] === undefined ? { prev, bodyBytes } : { prev, bodyBytes, group: Number(match[2]) };
}

/** What stands at the start of an entry's line; `undefined` for a header and for anything else. */
export function lineStart(line: Buffer): LineStart | undefined {
  const match = PREFIX.exec(line.toString('latin1', 0, PREFIX_BYTES));
  return match ? { seq: Number(match[1]), time: match[2]!, kind: match[3]! } : undefined;
}

export function readHeader(line: Buffer): Header | undefined {
  const match = HEADER.exec(line.toString('latin1', 0, PREFIX_BYTES + 40));
  if (!match) return undefined;
  const header = { format: Number(match[1]), first: Number(match[2]), time: match[3]! };
  return match[4] === undefined ? header : { ...header, latest: match[4] };
}

/** The entry on a line, without `group` and `sum`. Throws `journal-broken` when there is none. */
export function readEntry(line: Buffer): Entry {
  const end = lineEnd(line);
  if (!end) throw new KeywardError('journal-broken', 'a line of the journal is damaged');
  const text = `${line.toString('utf8', 0, end.bodyBytes)},"prev":"${end.prev}"}`;
  const entry = JSON.parse(text) as Entry;
  if (entry.kind !== 'decision' || !hasNumber(entry.params)) return entry;
  const exact = parseJson(text);
  if (isJsonFault(exact) || !isJsonObject(exact) || !isJsonObject(exact.params)) return entry;
  return { ...entry, params: exact.params };
}

function hasNumber(value: JsonValue | Readonly<Record<string, JsonValue>>): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'number';
  return value instanceof JsonNumber || Object.values(value).some(hasNumber);
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0xffffffff;
  for (let at = from; at < to; at++) crc = CRC[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function hex8(value: number): string {
  return value.toString(16).padStart(8, '0');
}
