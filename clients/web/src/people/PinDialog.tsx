import type { Profile } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Dialog } from "@streamverse/ui";
import { type Key, PinEntry } from "./PinEntry.tsx";

/** The PIN of a profile that one wants to become, above whatever page it is. */
export function PinDialog({
  profile,
  onKey,
  onClose,
}: {
  profile: Profile;
  onKey: (key: Key) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const title = t("pin.for", { name: profile.name });
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="grid justify-items-center pt-2">
        <PinEntry label={title} onKey={onKey} />
      </div>
    </Dialog>
  );
}
