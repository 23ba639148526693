import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";

import { type Tag, useTags } from "@/lib/endpoints/tags";

const SUGGESTIONS = 20;
const PAUSE_MS = 150;

export interface TagSearch {
  text: string;
  setText: (text: string) => void;
  found: readonly Tag[];
  isSearching: boolean;
}

/** Tags by part of their name, the most used ones first; the server looks, for there may be thousands. */
export function useTagSearch(): TagSearch {
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text.trim(), PAUSE_MS);
  const tags = useTags({ page_size: SUGGESTIONS, ordering: "-questions_count", ...(search && { search }) });
  return {
    text,
    setText,
    found: tags.data?.results ?? [],
    isSearching: tags.isFetching || search !== text.trim(),
  };
}
