import { Alert } from "@mantine/core";
import { CircleAlert } from "lucide-react";

/** What went wrong with a form as a whole; what belongs to a field stands at the field. */
export function FormAlert({ message }: { message: string | null }) {
  if (!message) return null;
  return (
    <Alert role="alert" color="red" variant="light" icon={<CircleAlert size={16} aria-hidden />} mb="md">
      {message}
    </Alert>
  );
}
