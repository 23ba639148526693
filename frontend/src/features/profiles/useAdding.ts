import { useEffect, useState } from "react";

import type { Profile } from "@/lib/endpoints/profiles";
import { useUrlState } from "@/lib/urlState";

const CHOOSE = "choose";

export interface Adding {
  isOpen: boolean;
  /** The platform's short name; empty in the first step. */
  slug: string;
  /** The account that was added last. */
  added: number | null;
  open: () => void;
  choose: (slug: string) => void;
  back: () => void;
  close: () => void;
  done: (profile: Profile) => void;
}

/** Adding an account, as the address has it: `/accounts?add=choose`, and then `?add=` a platform. */
export function useAdding(): Adding {
  const [{ add, added }, setState] = useUrlState({ add: "", added: "" });
  const [justAdded, setJustAdded] = useState<number | null>(added ? Number(added) : null);
  // Told once: the address is then as any other, also when it is loaded again.
  useEffect(() => {
    if (added) setState({ added: "" }, { replace: true });
  }, [added, setState]);
  const show = (to: string) => setState({ add: to });
  return {
    isOpen: add !== "",
    slug: add === CHOOSE ? "" : add,
    added: justAdded,
    open: () => {
      setJustAdded(null);
      show(CHOOSE);
    },
    choose: show,
    back: () => setState({ add: CHOOSE }, { replace: true }),
    close: () => setState({ add: "" }, { replace: true }),
    done: ({ id }) => {
      setJustAdded(id);
      setState({ add: "" }, { replace: true });
    },
  };
}
