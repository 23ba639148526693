import "@mantine/spotlight/styles.layer.css";

import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionData, createSpotlight } from "@mantine/spotlight";
import { FileText, LogOut, Moon, Search, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";

import { useFindQuestions } from "@/lib/endpoints/findQuestions";

import { PLACES } from "./navigation";

const [store, palette] = createSpotlight();
const DEBOUNCE_MS = 150;

interface Props {
  opened: boolean;
  onClose: () => void;
  onSignOut: () => void;
}

/** Everything by name: places, questions, a few commands. */
export default function CommandPalette({ opened, onClose, onSignOut }: Props) {
  const [words, setWords] = useState("");
  useEffect(() => (opened ? palette.open() : palette.close()), [opened]);
  const named = (actions: SpotlightActionData[]) =>
    actions.filter(({ label }) => matches(label ?? "", words));
  const groups = [
    { group: "Questions", actions: useQuestionActions(words.trim()) },
    { group: "Go to", actions: named(usePlaceActions()) },
    { group: "Do", actions: named(useCommandActions(onSignOut)) },
  ].filter(({ actions }) => actions.length);
  return (
    <Spotlight.Root
      store={store}
      query={words}
      onQueryChange={setWords}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={420}
      attributes={{ content: { "aria-label": "Search and commands" } }}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
    >
      <Spotlight.Search
        placeholder="Search questions, go somewhere, do something"
        aria-label="Search and commands"
        leftSection={<Search size={17} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ group, actions }) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {actions.map(({ id, ...action }) => (
              <Spotlight.Action key={id} {...action} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {!groups.length && <Spotlight.Empty>Nothing is called that</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function usePlaceActions(): SpotlightActionData[] {
  const navigate = useNavigate();
  return PLACES.map(({ to, label, icon: Icon }) => ({
    id: to,
    label,
    leftSection: <Icon size={17} aria-hidden />,
    onClick: () => void navigate(to),
  }));
}

function useCommandActions(onSignOut: () => void): SpotlightActionData[] {
  const { setColorScheme } = useMantineColorScheme();
  const commands = [
    { label: "Use the light theme", icon: Sun, onClick: () => setColorScheme("light") },
    { label: "Use the dark theme", icon: Moon, onClick: () => setColorScheme("dark") },
    { label: "Sign out", icon: LogOut, onClick: onSignOut },
  ];
  return commands.map(({ label, icon: Icon, onClick }) => ({
    id: label,
    label,
    leftSection: <Icon size={17} aria-hidden />,
    onClick,
  }));
}

function useQuestionActions(words: string): SpotlightActionData[] {
  const navigate = useNavigate();
  const [search] = useDebouncedValue(words, DEBOUNCE_MS);
  const found = useFindQuestions(search);
  if (!words) return [];
  return (found.data?.results ?? []).map((question) => ({
    id: `question-${question.id}`,
    label: question.title,
    description: question.source || undefined,
    leftSection: <FileText size={17} aria-hidden />,
    onClick: () => void navigate(`/questions/${question.id}`),
  }));
}

function matches(label: string, words: string): boolean {
  return label.toLowerCase().includes(words.trim().toLowerCase());
}
