import { Modal } from "@mantine/core";

import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";

import { AddForm } from "./AddForm";
import { PlatformPicker } from "./PlatformPicker";

interface Props {
  platforms: readonly Platform[];
  /** The chosen one; none yet in the first step. */
  platform: Platform | undefined;
  opened: boolean;
  onChoose: (slug: string) => void;
  onBack: () => void;
  onClose: () => void;
  onAdded: (profile: Profile) => void;
  /** Whether the focus goes back to where it was; a new account takes it instead. */
  returnFocus: boolean;
}

/** Adds an account: first where, then whose. */
export function AddDialog({
  platforms,
  platform,
  opened,
  onChoose,
  onBack,
  onClose,
  onAdded,
  returnFocus,
}: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={platform ? "md" : "xl"}
      title={platform ? `Add your ${platform.name} account` : "Where do you practise?"}
      closeOnClickOutside={!platform}
      returnFocus={returnFocus}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {platform ? (
        <AddForm key={platform.slug} platform={platform} onAdded={onAdded} onBack={onBack} />
      ) : (
        <PlatformPicker platforms={platforms} onChoose={({ slug }) => onChoose(slug)} />
      )}
    </Modal>
  );
}
