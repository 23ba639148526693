import { Text } from "@mantine/core";

import { DifficultyBadge } from "@/components/DifficultyBadge";
import { usePlatforms } from "@/lib/endpoints/platforms";

import type { Statistics } from "./api/statistics";
import { type Bar, Bars } from "./Bars";
import { Card } from "./Card";

const HARDNESS = ["Easy", "Medium", "Hard", null];
const MOST_TAGS = 8;

export function ByDifficulty({ shares }: { shares: Statistics["by_difficulty"] }) {
  const sorted = shares.toSorted((a, b) => HARDNESS.indexOf(a.difficulty) - HARDNESS.indexOf(b.difficulty));
  const bars = sorted.map(({ difficulty, ...numbers }): Bar => ({
    ...numbers,
    key: difficulty ?? "none",
    label: difficulty ? <DifficultyBadge difficulty={difficulty} /> : "Not rated",
    to: `/questions?difficulty=${difficulty ?? "none"}`,
  }));
  return (
    <Card title="By difficulty">
      <Bars bars={bars} />
    </Card>
  );
}

export function ByPlatform({ shares }: { shares: Statistics["by_platform"] }) {
  const platforms = usePlatforms().data ?? [];
  const nameOf = (slug: string) => platforms.find((one) => one.slug === slug)?.name ?? slug;
  const bars = shares.map(({ platform, ...numbers }): Bar => ({
    ...numbers,
    key: platform ?? "none",
    label: platform ? nameOf(platform) : "Added by you",
    to: `/questions?platform=${platform ?? "none"}`,
  }));
  return (
    <Card title="By platform">
      <Bars bars={bars} />
    </Card>
  );
}

export function ByTag({ shares }: { shares: Statistics["by_tag"] }) {
  const bars = shares.slice(0, MOST_TAGS).map(({ id, name, ...numbers }): Bar => ({
    ...numbers,
    key: String(id),
    label: name,
    to: `/questions?tag=${id}`,
  }));
  return (
    <Card title="By tag" more={{ to: "/tags", label: "All tags" }}>
      {bars.length ? <Bars bars={bars} /> : <NoTags />}
    </Card>
  );
}

function NoTags() {
  return (
    <Text c="dimmed" size="sm">
      Tags group questions by topic, for example “graphs”. Select questions in the list and choose “Add tag”.
    </Text>
  );
}
