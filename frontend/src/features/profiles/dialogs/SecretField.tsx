import { Anchor, PasswordInput } from "@mantine/core";
import type { ComponentProps } from "react";

import type { Platform } from "@/lib/endpoints/platforms";
import { sentence } from "@/lib/jobWords";

interface Props extends Pick<
  ComponentProps<typeof PasswordInput>,
  "value" | "onChange" | "error" | "onBlur"
> {
  credential: NonNullable<Platform["credential"]>;
  isRequired: boolean;
  /** It takes the focus when its dialog opens. */
  isFirst?: boolean;
}

/** A secret of the person's own: what it is, where one gets it, and what becomes of it. */
export function SecretField({ credential, isRequired, isFirst, ...input }: Props) {
  const { label, help, url, reach } = credential;
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  return (
    <PasswordInput
      label={isRequired ? name : `${name} (optional)`}
      autoComplete="off"
      spellCheck={false}
      maxLength={4096}
      data-autofocus={isFirst || undefined}
      inputWrapperOrder={["label", "input", "error", "description"]}
      visibilityToggleButtonProps={{ "aria-label": `Show the ${label}`, tabIndex: 0 }}
      description={
        <>
          {sentence(help)}
          {url && (
            <>
              {" "}
              <Anchor href={url} target="_blank" rel="noreferrer noopener" size="xs" underline="always">
                Get it there
              </Anchor>
              .
            </>
          )}
          {reach && !isRequired && ` With it: ${reach}.`} It is kept encrypted, and only its last four
          characters are ever shown.
        </>
      }
      {...input}
    />
  );
}
