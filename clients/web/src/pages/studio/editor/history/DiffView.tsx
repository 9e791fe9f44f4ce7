import type { Change } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { valueWords } from "../valueWords.ts";

/** What changed, field by field: before and after beside each other. */
export function DiffView({ changes }: { changes: readonly Change[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  if (changes.length === 0) return <p className="text-sm text-ink-3">{t("studio.diff.none")}</p>;
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <thead>
        <tr className="border-b border-line text-xs text-ink-3">
          <th scope="col" className="w-1/4 py-2 pe-3 text-start font-semibold">
            {t("studio.diff.field")}
          </th>
          <th scope="col" className="py-2 pe-3 text-start font-semibold">
            {t("studio.diff.before")}
          </th>
          <th scope="col" className="py-2 text-start font-semibold">
            {t("studio.diff.after")}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line/60">
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="align-top">
            <th scope="row" className="py-2 pe-3 text-start font-semibold break-words">
              <FieldName field={field} />
            </th>
            <td className="py-2 pe-3 break-words whitespace-pre-line text-ink-3">
              <del className="decoration-danger/60">{valueWords(before, i18n)}</del>
            </td>
            <td className="py-2 break-words whitespace-pre-line">
              <ins className="no-underline">{valueWords(after, i18n)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "Texts · hi · name": the field's own name, and what is below it as it is. */
function FieldName({ field }: { field: string }) {
  const { t } = useI18n();
  const [first = "", ...rest] = field.split(/[./]/);
  const key = `studio.field.${first}` as Key;
  const name = t(key);
  return [name === key ? first : name, ...rest].join(" · ");
}
