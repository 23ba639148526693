import { Button, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";

import { nameOf } from "../words";
import type { DialogProps } from "./AccountDialogs";
import classes from "./Dialogs.module.css";

interface Values {
  what: "full" | "span";
  since: string;
  until: string;
}

/** Reads a span again, or everything. */
export function ReadAgainDialog({ asked, platform, opened, onClose }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Read ${nameOf(asked.profile, platform)} again`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <SpanForm asked={asked} onClose={onClose} />
    </Modal>
  );
}

function SpanForm({ asked: { sync }, onClose }: Pick<DialogProps, "asked" | "onClose">) {
  const form = useForm<Values>({
    mode: "controlled",
    initialValues: { what: "full", since: "", until: "" },
    validate: {
      since: (since, { what, until }) =>
        what === "span" && !since && !until ? "Choose at least one of the two days." : null,
      until: (until, { what, since }) =>
        what === "span" && since && until && since > until ? "The span ends before it begins." : null,
    },
  });
  const submit = form.onSubmit(({ what, since, until }) => {
    onClose();
    sync.start(what === "full" ? { full: true } : { ...(since && { since }), ...(until && { until }) });
  });
  const isSpan = form.values.what === "span";
  return (
    <form onSubmit={submit} noValidate aria-label="What to read">
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          Nothing is imported twice, and what you edited stays as you left it.
        </Text>
        <Radio.Group aria-label="What to read" {...form.getInputProps("what")}>
          <Stack gap="xs">
            <Radio value="full" label="Everything that the platform shows" data-autofocus />
            <Radio value="span" label="Some days" />
          </Stack>
        </Radio.Group>
        {isSpan && (
          <div className={classes.span}>
            <TextInput type="date" label="From" {...form.getInputProps("since")} />
            <TextInput type="date" label="To" {...form.getInputProps("until")} />
          </div>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Read again</Button>
        </Group>
      </Stack>
    </form>
  );
}
