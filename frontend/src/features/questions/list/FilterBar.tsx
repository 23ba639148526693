import { Button, Kbd, NativeSelect, Select, TextInput } from "@mantine/core";
import { SlidersHorizontal, X } from "lucide-react";
import { type RefObject, useState } from "react";

import { SearchField } from "@/components/SearchField";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { useTag } from "@/lib/endpoints/tag";

import { useTagSearch } from "../useTagSearch";
import { type Filters, NO_FILTERS, type SetFilters, countFilters, isNarrowed } from "./filters";
import classes from "./FilterBar.module.css";

interface Props {
  filters: Filters;
  setFilters: SetFilters;
  searchRef: RefObject<HTMLInputElement | null>;
}

const DIFFICULTIES = [
  { value: "", label: "Any difficulty" },
  "Easy",
  "Medium",
  "Hard",
  { value: "none", label: "Not rated" },
];
const OUTCOMES = [{ value: "", label: "Any outcome" }, "Solved", "Partial", "Failed"];
const ACTIVITY = [
  { value: "", label: "Active or not" },
  { value: "true", label: "Active" },
  { value: "false", label: "Inactive" },
];

/** Search always in sight; the filters beside it, on a phone behind a button. */
export function FilterBar({ filters, setFilters, searchRef }: Props) {
  const [isOpen, setOpen] = useState(false);
  const chosen = countFilters(filters);
  return (
    <div role="search" className={classes.bar} aria-label="Find questions">
      <div className={classes.search}>
        <SearchField
          ref={searchRef}
          label="Search questions"
          placeholder="Search title, notes and source"
          shortcut="/"
          value={filters.search}
          onChange={(search) => setFilters({ search, page: "1" }, { replace: true })}
        />
        <Button
          variant="default"
          className={classes.more}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          leftSection={<SlidersHorizontal size={15} aria-hidden />}
        >
          {chosen ? `Filters (${chosen})` : "Filters"}
        </Button>
        <Hints />
      </div>
      <div className={classes.fields} data-open={isOpen || undefined}>
        <Fields filters={filters} setFilters={setFilters} />
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
    </div>
  );
}

/** What the keyboard does here; those without one see nothing of it. */
function Hints() {
  return (
    <p className={classes.hints}>
      <Kbd size="xs">j</Kbd> <Kbd size="xs">k</Kbd> move · <Kbd size="xs">x</Kbd> select ·{" "}
      <Kbd size="xs">a</Kbd> act on them · <Kbd size="xs">n</Kbd> new
    </p>
  );
}

function Fields({ filters, setFilters }: Omit<Props, "searchRef">) {
  const platforms = usePlatforms().data ?? [];
  const choose = (name: keyof Filters) => ({
    value: filters[name],
    "data-set": filters[name] ? true : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      setFilters({ [name]: event.currentTarget.value, page: "1" }),
  });
  const places = platforms.map(({ slug, name }) => ({ value: slug, label: name }));
  return (
    <>
      <TagFilter id={filters.tag} onChange={(tag) => setFilters({ tag, page: "1" })} />
      <NativeSelect aria-label="Difficulty" data={DIFFICULTIES} {...choose("difficulty")} />
      <NativeSelect
        aria-label="Platform"
        data={[{ value: "", label: "Any platform" }, ...places, { value: "none", label: "Added by you" }]}
        {...choose("platform")}
      />
      <NativeSelect aria-label="Activity" data={ACTIVITY} {...choose("is_active")} />
      <NativeSelect aria-label="Outcome of an attempt" data={OUTCOMES} {...choose("outcome")} />
      <div className={classes.period}>
        <span aria-hidden>Attempted</span>
        <TextInput type="date" aria-label="Attempted since" {...choose("attempted_since")} />
        <span aria-hidden>to</span>
        <TextInput type="date" aria-label="Attempted until" {...choose("attempted_until")} />
      </div>
    </>
  );
}

function TagFilter({ id, onChange }: { id: string; onChange: (id: string) => void }) {
  const search = useTagSearch();
  const chosen = useTag(Number(id) || null).data;
  const tags =
    chosen && !search.found.some((tag) => tag.id === chosen.id) ? [chosen, ...search.found] : search.found;
  return (
    <Select
      aria-label="Tag"
      placeholder="Any tag"
      searchable
      clearable
      clearButtonProps={{ "aria-label": "Any tag" }}
      className={classes.tag}
      value={chosen ? id : null}
      data={tags.map((tag) => ({ value: String(tag.id), label: tag.name }))}
      filter={({ options }) => options}
      onSearchChange={(text) => search.setText(text === chosen?.name ? "" : text)}
      onChange={(value) => onChange(value ?? "")}
      nothingFoundMessage={search.isSearching ? "Searching…" : "No tag of this name"}
      withScrollArea={false}
      comboboxProps={{ withinPortal: false, width: "max-content" }}
      classNames={{ options: classes.options }}
    />
  );
}
