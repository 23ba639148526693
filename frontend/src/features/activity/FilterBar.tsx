import { Button, NativeSelect, TextInput } from "@mantine/core";
import { X } from "lucide-react";

import { usePlatforms } from "@/lib/endpoints/platforms";

import { type Filters, NO_FILTERS, type SetFilters, isNarrowed } from "./filters";
import classes from "./FilterBar.module.css";
import { JobFilter } from "./JobFilter";

const OUTCOMES = [{ value: "", label: "Any outcome" }, "Solved", "Partial", "Failed"];

export function FilterBar({ filters, setFilters }: { filters: Filters; setFilters: SetFilters }) {
  const platforms = usePlatforms().data ?? [];
  const places = platforms.map(({ slug, name }) => ({ value: slug, label: name }));
  const choose = (name: keyof Filters) => ({
    value: filters[name],
    "data-set": filters[name] ? true : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      setFilters({ [name]: event.currentTarget.value, page: "1" }),
  });
  return (
    <div role="search" className={classes.bar} aria-label="Narrow the attempts">
      <NativeSelect
        aria-label="Platform"
        data={[{ value: "", label: "Any platform" }, ...places, { value: "none", label: "Noted by you" }]}
        {...choose("platform")}
      />
      <NativeSelect aria-label="Outcome" data={OUTCOMES} {...choose("outcome")} />
      <div className={classes.period}>
        <TextInput type="date" aria-label="Since" {...choose("since")} />
        <span aria-hidden>to</span>
        <TextInput type="date" aria-label="Until" {...choose("until")} />
      </div>
      {filters.job && (
        <JobFilter id={Number(filters.job)} onRemove={() => setFilters({ job: "", page: "1" })} />
      )}
      {isNarrowed(filters) && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<X size={14} aria-hidden />}
          onClick={() => setFilters(NO_FILTERS)}
        >
          Clear
        </Button>
      )}
    </div>
  );
}
