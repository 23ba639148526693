import { MultiSelect } from "@mantine/core";
import type { ReactNode } from "react";

import { useCreateTag } from "@/lib/endpoints/createTag";
import { notifyFailed } from "@/lib/notify";

import type { TagRef } from "./api/questions";
import classes from "./TagsField.module.css";
import { type TagSearch, useTagSearch } from "./useTagSearch";

interface Props {
  label?: ReactNode;
  "aria-label"?: string;
  value: readonly TagRef[];
  onChange: (tags: TagRef[]) => void;
  error?: ReactNode;
}

const CREATE = "create:";

/** The tags of a question: searched while typing, and made where there is none of that name. */
export function TagsField({ value, onChange, ...props }: Props) {
  const search = useTagSearch();
  const create = useCreateTag();
  const choose = (ids: string[]) => {
    const fresh = ids.find((id) => id.startsWith(CREATE));
    if (!fresh) return onChange(ids.map((id) => known(id, value, search)));
    search.setText("");
    create.mutate(
      { name: fresh.slice(CREATE.length), description: "" },
      {
        onSuccess: ({ id, name }) => onChange([...value, { id, name }]),
        onError: (error) => notifyFailed(error, "The tag was not made"),
      },
    );
  };
  return (
    <MultiSelect
      {...props}
      placeholder={value.length ? undefined : "Search, or name a new one"}
      searchable
      hidePickedOptions
      value={value.map((tag) => String(tag.id))}
      data={optionsOf(value, search)}
      filter={({ options }) => options}
      searchValue={search.text}
      onSearchChange={search.setText}
      onChange={choose}
      nothingFoundMessage={search.isSearching ? "Searching…" : "No tag of this name"}
      withScrollArea={false}
      comboboxProps={{ withinPortal: false }}
      classNames={{ inputField: classes.input, options: classes.options }}
    />
  );
}

function optionsOf(value: readonly TagRef[], { found, text, isSearching }: TagSearch) {
  const name = text.trim();
  const chosen = value.map((tag) => ({ value: String(tag.id), label: tag.name }));
  const others = found
    .filter((tag) => !value.some((one) => one.id === tag.id))
    .map((tag) => ({ value: String(tag.id), label: tag.name }));
  const exists = [...chosen, ...others].some((one) => one.label.toLowerCase() === name.toLowerCase());
  const create =
    name && !exists && !isSearching ? [{ value: CREATE + name, label: `Make the tag “${name}”` }] : [];
  return [...chosen, ...others, ...create];
}

function known(id: string, value: readonly TagRef[], { found }: TagSearch): TagRef {
  const tag = [...value, ...found].find((one) => String(one.id) === id);
  return { id: Number(id), name: tag?.name ?? id };
}
