import { Autocomplete, Button, Group, Modal, NumberInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { showUndo } from "@/components/showUndo";
import { useDates } from "@/lib/dates";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { useStatistics } from "@/lib/endpoints/statistics";
import { showInForm } from "@/lib/errors";
import { notifyDone } from "@/lib/notify";

import type { Practice } from "../api/activities";
import { type PracticeValues, useCreateActivity } from "../api/createActivity";
import { useUpdateActivity } from "../api/updateActivity";

interface Props {
  /** The one to change; null notes a new one. */
  practice: Practice | null;
  opened: boolean;
  onClose: () => void;
}

export function PracticeDialog({ practice, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={practice ? "Edit practice time" : "Add practice time"}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <PracticeForm key={practice?.id ?? "new"} practice={practice} onClose={onClose} />
    </Modal>
  );
}

interface Fields {
  service: string;
  date: string;
  minutes: number | string;
  title: string;
}

function PracticeForm({ practice, onClose }: Omit<Props, "opened">) {
  const today = useDates().today();
  const services = useOwnServices();
  const form = useForm<Fields>({
    initialValues: {
      service: practice?.service ?? "",
      date: practice?.date ?? today,
      minutes: practice?.minutes ?? "",
      title: practice?.title ?? "",
    },
    validate: {
      service: (name) => (name.trim() ? null : "Say where the time went."),
      minutes: (minutes) => (minutes === "" ? "Say how long it was." : null),
    },
  });
  const { save, isSaving, alert } = useSaving(practice, form, onClose);
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <FormAlert message={alert} />
      <Stack gap="md">
        {practice?.platform ? (
          <ImportedFrom platform={practice.platform} />
        ) : (
          <Autocomplete
            label="Where the time went"
            placeholder="A course, a book, a project"
            data={services}
            maxLength={50}
            data-autofocus
            {...form.getInputProps("service")}
          />
        )}
        <SimpleGrid cols={2} spacing="sm">
          <TextInput type="date" label="Day" {...form.getInputProps("date")} />
          <NumberInput
            label="Minutes"
            min={1}
            max={1440}
            allowDecimal={false}
            data-autofocus={practice?.platform ? true : undefined}
            {...form.getInputProps("minutes")}
          />
        </SimpleGrid>
        <TextInput
          label="What it was"
          placeholder="Chapter 4"
          maxLength={300}
          {...form.getInputProps("title")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            {practice ? "Save" : "Add it"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ImportedFrom({ platform }: { platform: string }) {
  const name = usePlatforms().data?.find((one) => one.slug === platform)?.name ?? platform;
  return (
    <TextInput
      label="Where the time went"
      description="Imported time stays with its service. What you change here wins over later imports."
      value={name}
      readOnly
      variant="filled"
    />
  );
}

/** What a person has named before; platforms bring their own time. */
function useOwnServices(): string[] {
  const platforms = usePlatforms().data ?? [];
  const known = useStatistics().data?.by_service ?? [];
  return known
    .map(({ service }) => service)
    .filter((service) => !platforms.some(({ slug }) => slug === service));
}

type Form = Parameters<typeof showInForm>[0];

function useSaving(practice: Practice | null, form: Form, onClose: () => void) {
  const [alert, setAlert] = useState<string | null>(null);
  const create = useCreateActivity();
  const update = useUpdateActivity();
  const undo = useUpdateActivity();
  const onError = (error: Error) => setAlert(showInForm(form, error));
  const change = (before: Practice, values: PracticeValues) => {
    const { id, date, minutes, title } = before;
    const old = { date, minutes, title, ...(!before.platform && { service: before.service }) };
    const done = () => {
      onClose();
      showUndo({ message: "Practice time saved", onUndo: () => undo.mutateAsync({ id, ...old }) });
    };
    update.mutate({ id, ...values }, { onSuccess: done, onError });
  };
  const add = (values: PracticeValues) => {
    const done = () => {
      onClose();
      notifyDone("Practice time added");
    };
    create.mutate(values, { onSuccess: done, onError });
  };
  const save = ({ service, date, minutes, title }: Fields) => {
    setAlert(null);
    const values = { service: service.trim(), minutes: Number(minutes), title, ...(date && { date }) };
    if (practice) change(practice, values);
    else add(values);
  };
  return { save, alert, isSaving: create.isPending || update.isPending };
}
