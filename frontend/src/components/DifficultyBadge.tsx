import { Text } from "@mantine/core";

import classes from "./Badges.module.css";

export type Difficulty = "Easy" | "Medium" | "Hard";

const LEVELS: Record<Difficulty, { bars: number; colour: string }> = {
  Easy: { bars: 1, colour: "var(--difficulty-easy)" },
  Medium: { bars: 2, colour: "var(--difficulty-medium)" },
  Hard: { bars: 3, colour: "var(--difficulty-hard)" },
};

/** How hard a question is: one, two or three bars and the word. Without a difficulty, a dash. */
export function DifficultyBadge({ difficulty }: { difficulty: Difficulty | "" | null | undefined }) {
  if (!difficulty) {
    return (
      <Text span c="dimmed" aria-label="No difficulty" role="img">
        –
      </Text>
    );
  }
  const { bars, colour } = LEVELS[difficulty];
  return (
    <span className={classes.plain} style={{ color: colour }}>
      <span className={classes.bars} aria-hidden>
        {[1, 2, 3].map((bar) => (
          <span key={bar} data-on={bar <= bars || undefined} />
        ))}
      </span>
      {difficulty}
    </span>
  );
}
