import type { UseFormReturnType } from "@mantine/form";

import { fieldErrors, showInForm } from "@/lib/errors";
import { sentence } from "@/lib/jobWords";

/** Each error at its field, and the focus at the first of them. Returns what belongs to no field. */
export function tellInForm<T extends object>(form: UseFormReturnType<T>, error: Error): string | null {
  const rest = showInForm(form, error);
  const here = Object.entries(fieldErrors(error)).filter(([name]) => name in form.getValues());
  here.forEach(([name, detail]) => form.setFieldError(name, sentence(detail)));
  if (here[0]) form.getInputNode(here[0][0])?.focus();
  return rest;
}
