import type { ReactNode } from "react";

import classes from "./ScrollFrame.module.css";

interface Props {
  /** What is in it, for those who come to it by the keyboard and do not see it. */
  label: string;
  className?: string;
  children: ReactNode;
}

/** What is larger than its place scrolls, by the keyboard too; a shade lies at each edge that there is more behind. */
export function ScrollFrame({ label, className = "", children }: Props) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={`${classes.frame} ${className}`} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
