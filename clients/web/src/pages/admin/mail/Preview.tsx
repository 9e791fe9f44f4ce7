import { useI18n } from "@streamverse/i18n";
import { useState } from "react";
import { Segments } from "./Segments.tsx";

/** A message in a frame in which nothing runs: as mail, narrow or wide, and as plain text. */
export function Preview({
  page,
  text,
  direction,
}: {
  /** The address of the message as a page of its own. */
  page: string;
  text: string;
  direction?: "ltr" | "rtl";
}) {
  const { t } = useI18n();
  const [view, setView] = useState<"mail" | "text">("mail");
  const [width, setWidth] = useState<"phone" | "wide">("wide");
  return (
    <section aria-label={t("adminMail.preview")} className="grid gap-4">
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <Segments
          label={t("adminMail.view")}
          value={view}
          onChange={setView}
          options={[
            { value: "mail", label: t("adminMail.asMail") },
            { value: "text", label: t("adminMail.asText") },
          ]}
        />
        {view === "mail" && (
          <div className="max-sm:hidden">
            <Segments
              label={t("adminMail.width")}
              value={width}
              onChange={setWidth}
              options={[
                { value: "phone", label: t("adminMail.width.phone") },
                { value: "wide", label: t("adminMail.width.wide") },
              ]}
            />
          </div>
        )}
      </div>
      {view === "mail" ? (
        <iframe
          key={page}
          src={page}
          title={t("adminMail.preview")}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          className={`h-[46rem] w-full rounded-xl border border-line bg-surface-2 ${width === "phone" ? "sm:max-w-[390px]" : ""}`}
        />
      ) : (
        <pre
          dir={direction}
          className="overflow-x-auto rounded-xl border border-line bg-surface-1 p-5 text-sm break-words whitespace-pre-wrap"
        >
          {text}
        </pre>
      )}
    </section>
  );
}
