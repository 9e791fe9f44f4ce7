import type { BatchPreview } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { fieldName } from "../import/fields.ts";
import { shown } from "./changes.ts";

/** What a batch edit would do to the first of the titles. */
export function Preview({ preview }: { preview: BatchPreview }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <>
      <p className="text-sm">{t("batch.preview.lead", { count: preview.count })}</p>
      <ul className="grid max-h-[50vh] gap-3 overflow-y-auto">
        {preview.sample.map((title) => (
          <li key={title.title_id} className="rounded-xl border border-line p-3 text-sm">
            <p className="font-semibold text-ink-1">{title.name}</p>
            {title.changes.length + title.problems.length === 0 && (
              <p className="text-ink-3">{t("batch.preview.same")}</p>
            )}
            <dl>
              {title.changes.map(({ field, before, after }) => (
                <div key={field} className="mt-1">
                  <dt className="text-xs text-ink-3">{fieldName(field, i18n)}</dt>
                  <dd className="break-words">
                    <del className="text-ink-3">{shown(before) || t("batch.preview.empty")}</del>
                    <span aria-hidden="true"> → </span>
                    <ins className="text-success no-underline">
                      {shown(after) || t("batch.preview.empty")}
                    </ins>
                  </dd>
                </div>
              ))}
            </dl>
            {title.problems.map(({ message }) => (
              <p key={message} className="mt-1 text-danger">
                {message}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
