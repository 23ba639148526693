import type { KeyboardEvent } from "react";
import { Check, CircleDashed, X } from "lucide-react";

import type { Outcome } from "@/components/OutcomeBadge";

import classes from "./OutcomeField.module.css";

interface Props {
  value: Outcome;
  onChange: (outcome: Outcome) => void;
  /** The chosen one takes the focus when the form opens. */
  hasFocus?: boolean;
}

const OUTCOMES = [
  { outcome: "Solved", icon: Check },
  { outcome: "Partial", icon: CircleDashed },
  { outcome: "Failed", icon: X },
] as const;

/** Native radio buttons: arrows choose, Enter sends the form. */
export function OutcomeField({ value, onChange, hasFocus }: Props) {
  const sendOnEnter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>Outcome</legend>
      <div className={classes.options}>
        {OUTCOMES.map(({ outcome, icon: Icon }) => (
          <label key={outcome} className={classes.option} data-outcome={outcome}>
            <input
              type="radio"
              name="outcome"
              value={outcome}
              checked={value === outcome}
              data-autofocus={(hasFocus && value === outcome) || undefined}
              onChange={() => onChange(outcome)}
              onKeyDown={sendOnEnter}
            />
            <Icon size={15} strokeWidth={2.5} aria-hidden />
            {outcome}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
