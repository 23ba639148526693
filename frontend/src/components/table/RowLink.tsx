import type { ComponentProps } from "react";

interface Props extends Omit<ComponentProps<"a">, "href"> {
  to: string;
}

/**
 * A link in a row of a `DataTable`, which follows it without loading the page anew. A router's own link listens to the
 * address, and some hundred of them are drawn again whenever it changes.
 */
export function RowLink({ to, children, ...others }: Props) {
  return (
    <a href={to} data-row-link {...others}>
      {children}
    </a>
  );
}
