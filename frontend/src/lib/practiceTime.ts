/* Practice time: minutes that were reported, and those that are only an estimate, told apart. */

import { formatMinutes } from "@/lib/numbers";

export interface Time {
  reported: number;
  estimated: number;
}

export function sumOf(times: readonly Time[]): Time {
  return times.reduce(
    (sum, time) => ({
      reported: sum.reported + time.reported,
      estimated: sum.estimated + time.estimated,
    }),
    { reported: 0, estimated: 0 },
  );
}

export function isNoTime({ reported, estimated }: Time): boolean {
  return reported + estimated === 0;
}

/** "2 h 10 min practice, of it 40 min estimated"; empty where there was none. */
export function timeWords(time: Time): string {
  if (isNoTime(time)) return "";
  const all = `${inHours(time.reported + time.estimated)} practice`;
  if (!time.estimated) return all;
  return time.reported ? `${all}, of it ${inHours(time.estimated)} estimated` : `${all}, all of it estimated`;
}

/** Beyond a hundred hours minutes are noise. */
export function inHours(minutes: number): string {
  return formatMinutes(minutes < 6_000 ? minutes : Math.round(minutes / 60) * 60);
}
