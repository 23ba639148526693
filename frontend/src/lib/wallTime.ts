/*
 * Moments as the clock on the wall of a time zone shows them, `2026-03-05T14:03:20`, as inputs of date and time want
 * them, and back.
 */

/** "" for no moment, and for what is none. */
export function toWall(moment: string, zone: string): string {
  const at = Date.parse(moment);
  return Number.isNaN(at) ? "" : new Date(at + offsetAt(at, zone)).toISOString().slice(0, 19);
}

/** ISO 8601 in UTC; "" for no time. A time that the clocks skip becomes the one after. */
export function fromWall(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall}Z`);
  if (!wall || Number.isNaN(asUtc)) return "";
  const guess = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(guess, zone)).toISOString();
}

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { ...PARTS, timeZone: zone }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(at / 1_000) * 1_000;
}

const PARTS: Intl.DateTimeFormatOptions = {
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
};
