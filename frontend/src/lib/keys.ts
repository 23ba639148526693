import type { Platform } from "@/lib/endpoints/platforms";

/** What a secret is called where its platform is named already: "API key" rather than "Katas API key". */
export function keyBeside(platform: Platform | undefined): string {
  const label = platform?.credential?.label ?? "key";
  const name = `${platform?.name} `;
  return label.startsWith(name) ? label.slice(name.length) : label;
}
