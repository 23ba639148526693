const grouped = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });

export function formatNumber(value: number): string {
  return grouped.format(value);
}

/** 12,345 as 12.3K, for where there is little room. */
export function formatCompact(value: number): string {
  return value < 10_000 ? grouped.format(value) : compact.format(value);
}

/** `part` of `total` as a whole percentage; 0 of 0 is 0%. */
export function formatShare(part: number, total: number): string {
  return new Intl.NumberFormat(undefined, { style: "percent" }).format(total ? part / total : 0);
}

/** 85 as "1 h 25 min". */
export function formatMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (!hours) return `${rest} min`;
  return rest ? `${formatNumber(hours)} h ${rest} min` : `${formatNumber(hours)} h`;
}

/** "1 question", "2,000 questions". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}
