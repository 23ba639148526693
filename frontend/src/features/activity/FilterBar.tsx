import { Button, NativeSelect, TextInput } from "@mantine/core";
import { X } from "lucide-react";

import { usePlatforms } from "@/lib/endpoints/platforms";
import { useStatistics } from "@/lib/endpoints/statistics";

import { type Filters, NO_FILTERS, type SetFilters, isNarrowed, isPractice } from "./filters";
import classes from "./FilterBar.module.css";
import { JobFilter } from "./JobFilter";

const OUTCOMES = [{ value: "", label: "Any outcome" }, "Solved", "Partial", "Failed"];
const ESTIMATES = [
  { value: "", label: "Any minutes" },
  { value: "false", label: "Reported" },
  { value: "true", label: "Estimated" },
];

interface Props {
  filters: Filters;
  setFilters: SetFilters;
}

export function FilterBar({ filters, setFilters }: Props) {
  const choose = (name: keyof Filters): Choice => ({
    value: filters[name],
    "data-set": filters[name] ? true : undefined,
    onChange: (event) => setFilters({ [name]: event.currentTarget.value, page: "1" }),
  });
  const isTime = isPractice(filters);
  return (
    <div
      role="search"
      className={classes.bar}
      aria-label={isTime ? "Narrow the practice time" : "Narrow the attempts"}
    >
      {isTime ? <OfPractice choose={choose} filters={filters} /> : <OfAttempts choose={choose} />}
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

interface Choice {
  value: string;
  "data-set"?: boolean;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

interface ChoiceProps {
  choose: (name: keyof Filters) => Choice;
}

function OfAttempts({ choose }: ChoiceProps) {
  const platforms = usePlatforms().data ?? [];
  const places = platforms.map(({ slug, name }) => ({ value: slug, label: name }));
  return (
    <>
      <NativeSelect
        aria-label="Platform"
        data={[{ value: "", label: "Any platform" }, ...places, { value: "none", label: "Noted by you" }]}
        {...choose("platform")}
      />
      <NativeSelect aria-label="Outcome" data={OUTCOMES} {...choose("outcome")} />
    </>
  );
}

/** The services are those that there is time of, most of it first. */
function OfPractice({ choose, filters }: ChoiceProps & { filters: Filters }) {
  const platforms = usePlatforms().data ?? [];
  const known = useStatistics().data?.by_service.map(({ service }) => service) ?? [];
  const services = [...new Set([...known, filters.service])].filter(Boolean);
  const nameOf = (service: string) => platforms.find((one) => one.slug === service)?.name ?? service;
  return (
    <>
      <NativeSelect
        aria-label="Service"
        data={[
          { value: "", label: "Any service" },
          ...services.map((service) => ({ value: service, label: nameOf(service) })),
        ]}
        {...choose("service")}
      />
      <NativeSelect aria-label="Estimates" data={ESTIMATES} {...choose("estimated")} />
    </>
  );
}
