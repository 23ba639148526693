import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from "@mantine/core";

import { Section } from "./Section";

const SCHEMES: { value: MantineColorScheme; label: string }[] = [
  { value: "auto", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function AppearanceSettings() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title="Appearance" description="Kept in this browser.">
      <SegmentedControl
        aria-label="Theme"
        data={SCHEMES}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
      />
    </Section>
  );
}
