import type { Channel } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { cx, Icon } from "@streamverse/ui";
import type { CSSProperties, ReactNode } from "react";

type Shown = Pick<
  Channel,
  | "name"
  | "handle"
  | "accent"
  | "accent_ink"
  | "avatar"
  | "cover"
  | "is_public"
  | "is_for_kids"
  | "follower_count"
>;

/** A channel's colour for what is below: buttons and lines that take `--channel`. */
export function accentStyle({ accent, accent_ink }: Pick<Shown, "accent" | "accent_ink">) {
  return accent
    ? ({
        "--accent": accent,
        "--accent-strong": accent,
        "--accent-ink": accent_ink,
      } as CSSProperties)
    : {};
}

/** What a channel looks like from above: cover, avatar, name, followers, what one may do. */
export function ChannelHeader({
  channel,
  actions,
  isSmall = false,
}: {
  channel: Shown;
  actions?: ReactNode;
  isSmall?: boolean;
}) {
  const { t } = useI18n();
  const Name = isSmall ? "p" : "h1";
  return (
    <header style={accentStyle(channel)}>
      <div
        className={cx(
          "relative aspect-[4/1] w-full overflow-hidden bg-surface-2",
          !isSmall && "max-h-[22rem] min-h-28 rounded-2xl",
        )}
      >
        {channel.cover ? (
          <img
            src={channel.cover.url}
            srcSet={channel.cover.srcset}
            sizes={isSmall ? "32rem" : "(width >= 90rem) 88rem, 96vw"}
            alt=""
            className="size-full animate-fade object-cover"
          />
        ) : (
          <div className="size-full bg-gradient-to-br from-[color-mix(in_oklab,var(--accent)_38%,var(--surface-2))] via-surface-2 to-surface-1" />
        )}
      </div>
      <div className={cx("flex flex-wrap items-end gap-x-5 gap-y-4", isSmall ? "p-4" : "pt-4")}>
        <ChannelAvatar
          channel={channel}
          className={cx(
            "relative self-start border-4 border-surface-0",
            isSmall ? "-mt-12 size-20" : "-mt-14 size-28 sm:-mt-16 sm:size-36",
          )}
        />
        <div className="min-w-0 flex-1 basis-56">
          <Name
            className={cx("tight font-extrabold break-words", isSmall ? "text-lg" : "text-2xl")}
          >
            {channel.name}
          </Name>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
            <bdi>@{channel.handle}</bdi>
            <span>{t("channel.followers", { count: channel.follower_count })}</span>
            {!channel.is_public && (
              <span className="inline-flex items-center gap-1">
                <Icon name="lock" className="size-4" />
                {t("channel.private")}
              </span>
            )}
            {channel.is_for_kids && (
              <span className="inline-flex items-center gap-1">
                <Icon name="smile" className="size-4" />
                {t("channel.forKids")}
              </span>
            )}
          </p>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
      </div>
    </header>
  );
}

/** A channel's picture, square with round corners: people are round, channels square. */
export function ChannelAvatar({
  channel,
  className = "size-12",
}: {
  channel: Pick<Shown, "name" | "avatar">;
  className?: string;
}) {
  const shape = "inline-flex shrink-0 items-center justify-center overflow-hidden rounded-2xl";
  return channel.avatar ? (
    <img
      src={channel.avatar.url}
      srcSet={channel.avatar.srcset}
      sizes="9rem"
      alt=""
      className={cx(shape, "bg-surface-3 object-cover", className)}
    />
  ) : (
    <span
      aria-hidden="true"
      className={cx(shape, "bg-accent text-xl font-extrabold text-accent-ink", className)}
    >
      {[...channel.name.trim()][0]?.toLocaleUpperCase() ?? "?"}
    </span>
  );
}
