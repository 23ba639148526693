import { CloseButton, Kbd, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Search } from "lucide-react";
import { type Ref, useState } from "react";

interface Props {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  /** The key that leads here, shown where there is room. */
  shortcut?: string;
  ref?: Ref<HTMLInputElement>;
}

const PAUSE_MS = 200;

/** Tells what is typed after a short pause; follows when the address changes by other means, such as Back. */
export function SearchField({ label, placeholder, value, onChange, shortcut, ref }: Props) {
  const [text, setText] = useFollowing(value);
  const tellSoon = useDebouncedCallback((next: string) => onChange(next.trim()), PAUSE_MS);
  const type = (next: string) => {
    setText(next);
    tellSoon(next);
  };
  const clear = <CloseButton size="sm" aria-label="Clear the search" onClick={() => type("")} />;
  const hint = shortcut && (
    <Kbd size="xs" visibleFrom="sm" aria-hidden>
      {shortcut}
    </Kbd>
  );
  return (
    <TextInput
      ref={ref}
      type="search"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      placeholder={placeholder}
      value={text}
      maxLength={100}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      leftSection={<Search size={15} aria-hidden />}
      rightSection={text ? clear : hint}
    />
  );
}

/** The address answers later than one types: what it says of an older word of ours must not undo the newer one. */
function useFollowing(value: string): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    const own = typed.indexOf(value);
    setTyped(own < 0 ? [] : typed.slice(own + 1));
    if (own < 0) setText(value);
  }
  const type = (next: string) => {
    setText(next);
    setTyped([...typed, next.trim()]);
  };
  return [text, type];
}
