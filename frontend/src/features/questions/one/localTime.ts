/* Moments as `<input type="datetime-local">` has them, in the person's own zone and not the browser's. */

/** `2026-03-05T14:03` */
export function toLocal(moment: string | Date, zone: string): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
  const parts = Object.fromEntries(
    format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The moment in UTC, as ISO 8601. An hour that a change of the clocks repeats or leaves out is read one way. */
export function toMoment(local: string, zone: string): string {
  const wanted = Date.parse(`${local}Z`);
  const first = wanted - offsetAt(wanted, zone);
  return new Date(wanted - offsetAt(first, zone)).toISOString();
}

function offsetAt(moment: number, zone: string): number {
  const minute = Math.floor(moment / 60_000) * 60_000;
  return Date.parse(`${toLocal(new Date(minute), zone)}Z`) - minute;
}
