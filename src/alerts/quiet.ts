/** Hours in which only critical alarms are sent; `from` later than `to` spans midnight. */
export interface Quiet {
  /** `22:00` */
  readonly from: string;
  readonly to: string;
}

export interface LocalTime {
  /** `2026-11-22` */
  readonly day: string;
  /** Since midnight. */
  readonly minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows in a time zone. */
export function localTime(zone: string, nowMs: number): LocalTime {
  let format = formats.get(zone);
  if (!format) {
    const digits = '2-digit';
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(nowMs).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute } = parts;
  return { day: `${year}-${month}-${day}`, minutes: Number(hour) * 60 + Number(minute) };
}

export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** Whether it is quiet now. Nothing is computed ahead, so a clock that jumps, or a day of 23 or 25 hours, changes nothing later. */
export function isQuiet(quiet: Quiet | undefined, zone: string, nowMs: number): boolean {
  if (!quiet) return false;
  const { minutes } = localTime(zone, nowMs);
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/** Whether what is to happen once a day at a time is due: not yet done today, or done on a day that a wrong clock showed. */
export function isDueToday(at: string, zone: string, nowMs: number, lastDay: string | undefined): boolean {
  const { day, minutes } = localTime(zone, nowMs);
  if (minutes < minutesOf(at) || day === lastDay) return false;
  if (lastDay === undefined || day > lastDay) return true;
  return Date.parse(lastDay) - Date.parse(day) > 86_400_000;
}
