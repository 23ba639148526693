import { Anchor, CloseButton } from "@mantine/core";
import { Link } from "react-router";

import { useDates } from "@/lib/dates";
import { type Job, useJob } from "@/lib/endpoints/jobs";
import { usePlatforms } from "@/lib/endpoints/platforms";

import classes from "./FilterBar.module.css";

/** Says which import the attempts came with. */
export function JobFilter({ id, onRemove }: { id: number; onRemove: () => void }) {
  const job = useJob(id).data;
  const dates = useDates();
  const platforms = usePlatforms().data ?? [];
  const nameOf = ({ kind, filename, platform }: Job) =>
    kind === "file" ? filename : (platforms.find((one) => one.slug === platform)?.name ?? platform);
  return (
    <span className={classes.job}>
      Brought by{" "}
      <Anchor component={Link} to={`/jobs/${id}`} size="sm">
        {job ? `${nameOf(job)}, ${dates.date(job.created_at)}` : `import ${id}`}
      </Anchor>
      <CloseButton size="sm" aria-label="Of any import" onClick={onRemove} />
    </span>
  );
}
