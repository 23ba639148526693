import { ActionIcon, Text } from "@mantine/core";
import { RefreshCw } from "lucide-react";

import { type Difficulty, DifficultyBadge } from "@/components/DifficultyBadge";
import { useDates } from "@/lib/dates";
import type { Profile } from "@/lib/endpoints/profiles";
import { formatNumber } from "@/lib/numbers";

import classes from "./Account.module.css";

interface Props {
  profile: Profile;
  /** Whose they are: "bob on Codewars". */
  name: string;
  /** None where they cannot be asked for now. */
  onRefresh: (() => void) | null;
  isRefreshing: boolean;
}

/** What the platform says of the account, with its date. */
export function Numbers({ profile, name, onRefresh, isRefreshing }: Props) {
  const dates = useDates();
  const shown = figuresOf(profile);
  return (
    <div className={classes.numbers}>
      <Figures figures={shown} />
      <Difficulties counts={profile.by_difficulty} />
      <div className={classes.asOf}>
        <Text size="xs" c="dimmed">
          {profile.stats_at ? (
            <>
              {shown.length ? "As of " : "Last looked at "}
              <time dateTime={profile.stats_at} title={dates.dateTime(profile.stats_at)}>
                {dates.ago(profile.stats_at)}
              </time>
            </>
          ) : (
            "No numbers yet"
          )}
        </Text>
        {onRefresh && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            loading={isRefreshing}
            aria-label={`Refresh the numbers of ${name}`}
            title="Refresh the numbers"
            onClick={onRefresh}
          >
            <RefreshCw size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {profile.stale_since && (
        <Text size="xs" className={classes.stale}>
          {profile.stats_at
            ? `Could not be fetched again since ${dates.ago(profile.stale_since)}`
            : "Could not be fetched yet"}
        </Text>
      )}
    </div>
  );
}

function Figures({ figures }: { figures: [string, string][] }) {
  if (!figures.length) return null;
  return (
    <dl className={classes.figures}>
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function figuresOf({ problems_solved, rating, rank }: Profile): [string, string][] {
  const figures: [string, string | null][] = [
    ["Solved", problems_solved === null ? null : formatNumber(problems_solved)],
    ["Rating", rating === null ? null : formatNumber(rating)],
    ["Rank", rank || null],
  ];
  return figures.filter((figure): figure is [string, string] => figure[1] !== null);
}

const LEVELS: readonly string[] = ["Easy", "Medium", "Hard"];

/** Easy first; what a platform calls otherwise comes last. */
function placeOf(level: string): number {
  const place = LEVELS.indexOf(level);
  return place < 0 ? LEVELS.length : place;
}

function Difficulties({ counts }: { counts: Profile["by_difficulty"] }) {
  const entries = Object.entries(counts ?? {}).sort(([one], [other]) => placeOf(one) - placeOf(other));
  if (!entries.length) return null;
  return (
    <dl className={classes.levels} aria-label="Solved by difficulty">
      {entries.map(([level, number]) => (
        <div key={level}>
          <dt>{LEVELS.includes(level) ? <DifficultyBadge difficulty={level as Difficulty} /> : level}</dt>
          <dd>{formatNumber(number)}</dd>
        </div>
      ))}
    </dl>
  );
}
