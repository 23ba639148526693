import { Text, Title, UnstyledButton } from "@mantine/core";
import { ChevronRight } from "lucide-react";

import { useDates } from "@/lib/dates";
import type { Platform } from "@/lib/endpoints/platforms";
import { sentence } from "@/lib/jobWords";
import { inOwnZone } from "@/lib/moments";

import { moreWith, needsOf } from "../words";
import classes from "./PlatformPicker.module.css";

interface Props {
  platforms: readonly Platform[];
  onChoose: (platform: Platform) => void;
}

/** Where one practises: what each platform brings and what it needs for that. */
export function PlatformPicker({ platforms, onChoose }: Props) {
  const readable = platforms.filter((platform) => !platform.csv_only);
  const filesOnly = platforms.filter((platform) => platform.csv_only);
  return (
    <>
      <ul className={classes.platforms}>
        {readable.map((platform, at) => (
          <li key={platform.slug}>
            <Choice platform={platform} isFirst={at === 0} onChoose={() => onChoose(platform)} />
          </li>
        ))}
      </ul>
      {filesOnly.length > 0 && <FilesOnly platforms={filesOnly} />}
    </>
  );
}

interface ChoiceProps {
  platform: Platform;
  /** It takes the focus when a dialog opens with it. */
  isFirst: boolean;
  onChoose: () => void;
}

function Choice({ platform, isFirst, onChoose }: ChoiceProps) {
  const dates = useDates();
  const more = moreWith(platform);
  return (
    <UnstyledButton
      className={classes.platform}
      disabled={!platform.available}
      data-autofocus={isFirst || undefined}
      onClick={onChoose}
    >
      <span className={classes.name}>
        {platform.name}
        <ChevronRight size={15} aria-hidden />
      </span>
      <span className={classes.reach}>{sentence(platform.reach)}</span>
      <span className={classes.needs}>{sentence(needsOf(platform))}</span>
      {more && !platform.reach.includes(platform.credential?.reach ?? "") && (
        <span className={classes.needs}>{sentence(more)}</span>
      )}
      {platform.notice && (
        <span className={classes.notice}>{sentence(inOwnZone(platform.notice, dates))}</span>
      )}
    </UnstyledButton>
  );
}

function FilesOnly({ platforms }: { platforms: readonly Platform[] }) {
  return (
    <section className={classes.files} aria-label="From a file alone">
      <Title order={3}>From a file alone</Title>
      <ul>
        {platforms.map(({ slug, name, csv_only }) => (
          <li key={slug}>
            <Text size="sm" c="dimmed">
              <strong>{name}</strong>: {sentence(csv_only)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
