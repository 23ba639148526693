import { Alert } from "@mantine/core";
import { CircleAlert, Clock } from "lucide-react";
import { useState } from "react";

import { useDates } from "@/lib/dates";
import { isStatus, messageOf } from "@/lib/errors";
import { sentence } from "@/lib/jobWords";

import { againAt, coolDownOf } from "../words";

/** Why something was refused. What was only asked for too soon is no error: it says when it may run again. */
export function Refused({ error, title }: { error: Error | null; title: string }) {
  if (!error) return null;
  return isStatus(error, 429) ? (
    <TooSoon key={error.message} error={error} />
  ) : (
    <Alert
      role="alert"
      color="red"
      variant="light"
      title={title}
      icon={<CircleAlert size={16} aria-hidden />}
    >
      {sentence(messageOf(error))}
    </Alert>
  );
}

function TooSoon({ error }: { error: Error }) {
  const dates = useDates();
  const [at] = useState(() => againAt(error));
  return (
    <Alert role="status" color="gray" variant="light" icon={<Clock size={16} aria-hidden />}>
      {at ? coolDownOf(error, at, dates) : sentence(error.message)}
    </Alert>
  );
}
