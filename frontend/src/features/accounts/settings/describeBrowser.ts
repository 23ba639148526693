/** Each looks like the ones after it, so the first that fits is the right one. */
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS/, "Firefox"],
  [/Chrome\/|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
  [/curl\//, "curl"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** A browser's own lengthy description of itself, in words: "Firefox on Linux". */
export function describeBrowser(agent: string): { name: string; isPhone: boolean } {
  const browser = BROWSERS.find(([sign]) => sign.test(agent))?.[1] ?? "Unknown program";
  const system = SYSTEMS.find(([sign]) => sign.test(agent))?.[1];
  return {
    name: system ? `${browser} on ${system}` : browser,
    isPhone: /iPhone|Android.*Mobile/.test(agent),
  };
}
