import { Anchor, Button, VisuallyHidden } from "@mantine/core";
import { ArrowRight } from "lucide-react";

import { FormAlert } from "@/components/FormAlert";
import { messageOf } from "@/lib/errors";

import { useLookAround } from "./api/lookAround";

const LABEL = "Look around with sample data";
const STEPS = { account: "Opening the door…", data: "Bringing in a year of practice…" };

/** A guest account with an invented history: one click, nothing to fill in. */
export function LookAround({ variant = "button" }: { variant?: "button" | "link" }) {
  const visit = useLookAround();
  const label = visit.isPending ? STEPS[visit.step] : LABEL;
  const start = () => {
    if (!visit.isPending) visit.mutate();
  };
  return (
    <>
      {variant === "button" ? (
        <Button
          size="md"
          onClick={start}
          aria-disabled={visit.isPending}
          rightSection={<ArrowRight size={16} aria-hidden />}
        >
          {label}
        </Button>
      ) : (
        <Anchor
          component="button"
          type="button"
          underline="always"
          onClick={start}
          aria-disabled={visit.isPending}
        >
          {label}
        </Anchor>
      )}
      <VisuallyHidden role="status" left={0}>
        {visit.isPending ? label : ""}
      </VisuallyHidden>
      {visit.isError && (
        <div>
          <FormAlert message={messageOf(visit.error)} />
        </div>
      )}
    </>
  );
}
