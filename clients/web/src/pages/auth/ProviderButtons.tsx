import { type Newcomer, socialStart } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { buttonClass, cx } from "@streamverse/ui";
import { type ReactNode, useState } from "react";

const MARKS: Readonly<Record<string, ReactNode>> = {
  google: (
    <>
      <path
        fill="#4285F4"
        d="M22.56 12.25c0-.78-.07-1.53-.2-2.25H12v4.26h5.92a5.07 5.07 0 0 1-2.21 3.31v2.77h3.57c2.08-1.92 3.28-4.74 3.28-8.09Z"
      />
      <path
        fill="#34A853"
        d="M12 23c2.97 0 5.46-.98 7.28-2.66l-3.57-2.77c-.98.66-2.23 1.06-3.71 1.06-2.86 0-5.29-1.93-6.16-4.53H2.18v2.84A11 11 0 0 0 12 23Z"
      />
      <path
        fill="#FBBC05"
        d="M5.84 14.1a6.6 6.6 0 0 1 0-4.2V7.07H2.18a11 11 0 0 0 0 9.86l3.66-2.84Z"
      />
      <path
        fill="#EA4335"
        d="M12 5.38c1.62 0 3.06.56 4.21 1.64l3.15-3.15A11 11 0 0 0 2.18 7.07l3.66 2.84C6.71 7.3 9.14 5.38 12 5.38Z"
      />
    </>
  ),
  facebook: (
    <path
      fill="#1877F2"
      d="M24 12.07a12 12 0 1 0-13.88 11.86v-8.39H7.08v-3.47h3.04V9.43c0-3 1.8-4.67 4.54-4.67 1.3 0 2.68.24 2.68.24v2.95h-1.51c-1.49 0-1.95.92-1.95 1.87v2.25h3.32l-.53 3.47h-2.8v8.39A12 12 0 0 0 24 12.07Z"
    />
  ),
  apple: (
    <path
      fill="currentColor"
      d="M12.15 6.9c-.95 0-2.41-1.08-3.96-1.04a5.86 5.86 0 0 0-4.96 3.01c-2.12 3.68-.55 9.1 1.52 12.1 1.01 1.45 2.2 3.08 3.79 3.03 1.52-.07 2.09-.99 3.93-.99 1.83 0 2.35.99 3.96.95 1.64-.03 2.68-1.48 3.68-2.95a12.5 12.5 0 0 0 1.66-3.41c-.04-.02-3.18-1.23-3.22-4.86-.03-3.04 2.48-4.5 2.6-4.56-1.43-2.09-3.63-2.32-4.4-2.38-2-.15-3.67 1.1-4.6 1.1Zm3.38-3.07A5.37 5.37 0 0 0 16.77 0a5.5 5.5 0 0 0-3.53 1.82 5.1 5.1 0 0 0-1.27 3.71c1.33.1 2.71-.69 3.56-1.7Z"
    />
  ),
};

/** Other services that may say who somebody is. They are pages, not calls. */
export function ProviderButtons({
  providers,
  next,
  newcomer,
}: {
  providers: readonly { id: string; name: string }[];
  next: string | undefined;
  /** What the form says so far, for somebody who is new. */
  newcomer?: () => Newcomer;
}) {
  const { t } = useI18n();
  const [begun, setBegun] = useState("");
  return providers.map(({ id, name }) => (
    <a
      key={id}
      href={socialStart(id, next ?? "/")}
      aria-busy={begun === id || undefined}
      onClick={(event) => {
        if (newcomer) event.currentTarget.href = socialStart(id, next ?? "/", newcomer());
        setBegun(id);
      }}
      className={cx(buttonClass("plain"), begun === id && "opacity-55")}
    >
      <ProviderMark id={id} name={name} />
      {t("auth.with", { name })}
    </a>
  ));
}

export function ProviderMark({ id, name }: { id: string; name: string }) {
  const mark = MARKS[id];
  if (!mark) {
    return (
      <span
        aria-hidden="true"
        className="flex size-5 items-center justify-center rounded-full bg-surface-0 text-xs font-bold"
      >
        {name.charAt(0)}
      </span>
    );
  }
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="size-5 shrink-0">
      {mark}
    </svg>
  );
}
