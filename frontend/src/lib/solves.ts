import type { components } from "@/types/schema";

export type Outcome = components["schemas"]["Log"]["outcome"];
export type Difficulty = "Easy" | "Medium" | "Hard";

export const OUTCOMES: readonly Outcome[] = ["Solved", "Partial", "Failed"];
export const DIFFICULTIES: readonly Difficulty[] = ["Easy", "Medium", "Hard"];
