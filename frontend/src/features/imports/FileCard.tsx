import { Text, Title } from "@mantine/core";
import { FileClock } from "lucide-react";

import type { Platform } from "@/lib/endpoints/platforms";
import { sentence } from "@/lib/jobWords";

import classes from "./Import.module.css";
import { OwnSite } from "./OwnSite";

/** A platform that cannot be asked: why, and what it waits for. There is nothing to press. */
export function FileCard({ platform }: { platform: Platform }) {
  return (
    <li className={classes.card}>
      <section className={classes.file} aria-label={platform.name}>
        <div className={classes.name}>
          <Title order={3}>{platform.name}</Title>
          <OwnSite platform={platform} />
        </div>
        <Text size="sm" c="dimmed">
          {sentence(platform.csv_only)}
        </Text>
        <Text size="sm" c="dimmed" className={classes.later}>
          <FileClock size={16} aria-hidden />
          Comes with file import; not here yet.
        </Text>
      </section>
    </li>
  );
}
