import { DifficultyBadge } from "@/components/DifficultyBadge";
import { OutcomeBadge } from "@/components/OutcomeBadge";

import classes from "./WelcomePicture.module.css";

const WEEKS = 26;
const DAYS = 7;
const SOURCES = ["Platform history", "Your attempts", "Your own notes"];
const REVIEW = [
  { title: "Merge intervals", difficulty: "Medium", outcome: "Solved" },
  { title: "Word ladder", difficulty: "Hard", outcome: "Failed" },
  { title: "Valid parentheses", difficulty: "Easy", outcome: "Partial" },
] as const;

/** What the product does, at a glance: sources flow into one journal. It is drawn, and says so to those who listen. */
export function WelcomePicture() {
  return (
    <div className={classes.picture} role="img" aria-label="Three sources flow into one journal of practice">
      <ul className={classes.sources} aria-hidden>
        {SOURCES.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
      <svg className={classes.streams} viewBox="0 0 300 56" preserveAspectRatio="none" aria-hidden>
        <path d="M50 0 C 50 40, 150 16, 150 56" />
        <path d="M150 0 L 150 56" />
        <path d="M250 0 C 250 40, 150 16, 150 56" />
      </svg>
      <div className={classes.journal} aria-hidden>
        <div className={classes.numbers}>
          <Number value="23" label="days in a row" />
          <Number value="412" label="solved" />
          <Number value="38 h" label="this year" />
        </div>
        <Heatmap />
        <ul className={classes.rows}>
          {REVIEW.map((row) => (
            <li key={row.title}>
              <span>{row.title}</span>
              <DifficultyBadge difficulty={row.difficulty} />
              <OutcomeBadge outcome={row.outcome} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Number({ value, label }: { value: string; label: string }) {
  return (
    <div>
      <strong>{value}</strong>
      <span>{label}</span>
    </div>
  );
}

function Heatmap() {
  return (
    <svg className={classes.heatmap} viewBox={`0 0 ${WEEKS * 12 - 2} ${DAYS * 12 - 2}`}>
      {Array.from({ length: WEEKS * DAYS }, (_, day) => (
        <rect
          key={day}
          x={Math.floor(day / DAYS) * 12}
          y={(day % DAYS) * 12}
          width={10}
          height={10}
          rx={2.5}
          data-level={levelOf(day)}
        />
      ))}
    </svg>
  );
}

/** Practice as it goes: more of it towards today, less at weekends, a holiday in between. */
function levelOf(day: number): number {
  const week = Math.floor(day / DAYS);
  const noise = (Math.sin(day * 12.9898) * 43758.5453) % 1;
  const isWeekend = day % DAYS > 4;
  const isHoliday = week === 8 || week === 9;
  const wish = 0.6 + (week / WEEKS) * 2.6 + noise * 1.9 - (isWeekend ? 1.3 : 0) - (isHoliday ? 3 : 0);
  return Math.max(0, Math.min(4, Math.round(wish)));
}
