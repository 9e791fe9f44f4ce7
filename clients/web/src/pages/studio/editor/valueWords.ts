import type { I18n } from "@streamverse/i18n";

const LONGEST = 400;

/** Any value of a title in a line that people read: for merging and for histories. */
export function valueWords(value: unknown, i18n: I18n): string {
  const words = said(value, i18n);
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

function said(value: unknown, i18n: I18n): string {
  const { t } = i18n;
  if (value === null || value === undefined || value === "") return t("studio.value.empty");
  if (typeof value === "boolean") return t(value ? "studio.value.yes" : "studio.value.no");
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return t("studio.value.empty");
    return value.map((each) => said(each, i18n)).join(" · ");
  }
  return Object.entries(value)
    .filter(([name, each]) => !name.endsWith("_id") && each !== "" && each !== null)
    .map(([name, each]) => (name === "name" ? said(each, i18n) : `${name}: ${said(each, i18n)}`))
    .join(", ");
}
