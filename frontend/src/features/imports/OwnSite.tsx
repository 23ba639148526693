import { Anchor } from "@mantine/core";
import { ExternalLink } from "lucide-react";

import type { Platform } from "@/lib/endpoints/platforms";

import classes from "./Import.module.css";

export function OwnSite({ platform }: { platform: Platform }) {
  if (!platform.homepage) return null;
  return (
    <Anchor
      href={platform.homepage}
      target="_blank"
      rel="noreferrer noopener"
      aria-label={`${platform.name}, its own site`}
      className={classes.outside}
    >
      <ExternalLink size={15} aria-hidden />
    </Anchor>
  );
}
