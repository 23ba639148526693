import { Text } from "@mantine/core";

import { DifficultyBadge } from "@/components/DifficultyBadge";
import { usePlatforms } from "@/lib/endpoints/platforms";

import type { Statistics } from "@/lib/endpoints/statistics";
import { inHours } from "@/lib/practiceTime";
import { type Bar, Bars, ofQuestions } from "./Bars";
import { Card } from "./Card";

const HARDNESS = ["Easy", "Medium", "Hard", null];
const MOST_TAGS = 8;
const MOST_SERVICES = 8;

export function ByDifficulty({ shares }: { shares: Statistics["by_difficulty"] }) {
  const sorted = shares.toSorted((a, b) => HARDNESS.indexOf(a.difficulty) - HARDNESS.indexOf(b.difficulty));
  const bars = sorted.map(({ difficulty, ...numbers }): Bar => ({
    ...ofQuestions(numbers),
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
    ...ofQuestions(numbers),
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
    ...ofQuestions(numbers),
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

/** Where practice time went: what was reported is filled, the rest is an estimate. */
export function ByService({ shares }: { shares: Statistics["by_service"] }) {
  const platforms = usePlatforms().data ?? [];
  const nameOf = (service: string) => platforms.find((one) => one.slug === service)?.name ?? service;
  const bars = shares.slice(0, MOST_SERVICES).map(({ service, minutes, estimated_minutes }): Bar => ({
    key: service,
    label: nameOf(service),
    to: `/activity?view=practice&service=${encodeURIComponent(service)}`,
    all: minutes + estimated_minutes,
    part: minutes,
    words: <TimeOf reported={minutes} estimated={estimated_minutes} />,
  }));
  return (
    <Card title="Practice time" more={{ to: "/activity?view=practice", label: "All of it" }}>
      <Bars bars={bars} />
    </Card>
  );
}

function TimeOf({ reported, estimated }: { reported: number; estimated: number }) {
  if (!estimated) return <b>{inHours(reported)}</b>;
  if (!reported) return <>{inHours(estimated)} estimated</>;
  return (
    <>
      <b>{inHours(reported)}</b> and {inHours(estimated)} estimated
    </>
  );
}

function NoTags() {
  return (
    <Text c="dimmed" size="sm">
      Tags group questions by topic, for example “graphs”. Select questions in the list and choose “Add tag”.
    </Text>
  );
}
