import { useI18n } from "@streamverse/i18n";
import { buttonClass, cx, Dialog, Icon, Notice, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { type ChangeEvent, useState } from "react";
import { avatarsQuery } from "../../people/queries.ts";
import { CropPicture } from "./CropPicture.tsx";

const MOST_BYTES = 25_000_000;
const LONGEST_SIDE = 2048;

/** A face for a profile: one of ours, or a part of a picture of theirs. */
export function AvatarDialog({
  chosen,
  isBusy,
  problem,
  onChoose,
  onPicture,
  onClose,
}: {
  chosen: string;
  isBusy: boolean;
  problem: string | undefined;
  onChoose: (id: string, url: string) => void;
  onPicture: (avatar: Blob) => void;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const { data } = useQuery(avatarsQuery);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = "";
    if (!file) return;
    setUnreadable(false);
    try {
      setPicture(await opened(file));
    } catch {
      setUnreadable(true);
    }
  };

  return (
    <Dialog title={t(picture ? "avatar.crop" : "avatar.title")} onClose={onClose}>
      {(isUnreadable || problem) && (
        <Notice kind="danger" className="mb-4">
          {problem ?? t("avatar.unreadable")}
        </Notice>
      )}
      {picture ? (
        <CropPicture
          picture={picture}
          isBusy={isBusy}
          onDone={onPicture}
          onOther={() => setPicture(null)}
        />
      ) : (
        <div className="grid gap-5">
          <ul className="grid grid-cols-4 gap-3">
            {(data?.items ?? []).map(({ id, url }, index) => (
              <li key={id}>
                <button
                  type="button"
                  aria-pressed={id === chosen}
                  aria-label={t("avatar.number", { number: index + 1 })}
                  onClick={() => onChoose(id, url)}
                  className={cx(
                    "block w-full rounded-full transition-transform duration-150 ease-out hover:scale-105 focus-visible:rounded-full",
                    id === chosen && "ring-3 ring-accent ring-offset-3 ring-offset-surface-1",
                  )}
                >
                  <img src={url} alt="" className="aspect-square w-full rounded-full" />
                </button>
              </li>
            ))}
            {!data &&
              Array.from({ length: 16 }, (_, at) => at).map((at) => (
                <Skeleton key={at} className="aspect-square rounded-full" />
              ))}
          </ul>
          <label
            className={cx(
              buttonClass("plain"),
              "cursor-pointer has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent",
            )}
          >
            <Icon name="upload" className="size-5" />
            {t("avatar.upload")}
            <input
              type="file"
              accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
              className="sr-only"
              onChange={(event) => void read(event)}
            />
          </label>
        </div>
      )}
    </Dialog>
  );
}

/** The picture, upright and not larger than a screen needs. */
async function opened(file: File): Promise<ImageBitmap> {
  if (file.size > MOST_BYTES) throw new RangeError("too large");
  const full = await createImageBitmap(file);
  const longest = Math.max(full.width, full.height);
  if (longest <= LONGEST_SIDE) return full;
  const small = await createImageBitmap(full, {
    resizeWidth: Math.max(1, Math.round((full.width * LONGEST_SIDE) / longest)),
    resizeHeight: Math.max(1, Math.round((full.height * LONGEST_SIDE) / longest)),
    resizeQuality: "high",
  });
  full.close();
  return small;
}
