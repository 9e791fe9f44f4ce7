/** 83 → "1:23", 5025 → "1:23:45": the clock of a player. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** 5400 → "1 hr 30 min", 45 → "45 sec", in the words of the language. */
export function duration(
  seconds: number,
  locale: string,
  style: "short" | "long" = "short",
): string {
  const unit = (value: number, name: "hour" | "minute" | "second") =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: style }).format(value);
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return unit(whole, "second");
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return unit(minutes, "minute");
  const rest = minutes % 60;
  const hours = unit(Math.floor(minutes / 60), "hour");
  return rest === 0 ? hours : `${hours} ${unit(rest, "minute")}`;
}

const SIZES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** 1_500_000 → "1.5 MB" (decimal units, as the rest of the platform shows them). */
export function bytes(count: number, locale: string): string {
  const step = count < 1 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), SIZES.length - 1);
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: SIZES[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(count / 1000 ** step);
}

/** 0.42 → "42%". */
export function percent(share: number, locale: string): string {
  const bounded = Math.min(1, Math.max(0, share));
  // 99.6 % is not finished: never round up to the end.
  const value = bounded < 1 ? Math.min(0.99, bounded) : 1;
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(
    value,
  );
}

/** An RFC 3339 time → "21 Nov 2026". */
export function date(time: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(time));
}

/** An RFC 3339 time → "21 Nov 2026, 15:04". */
export function moment(time: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(time),
  );
}

const AGES = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;
const LONG_AGO_DAYS = 30;

/** "2 hours ago", "yesterday"; the date when it is longer than a month. */
export function ago(time: string, now: number, locale: string): string {
  const seconds = Math.round((now - Date.parse(time)) / 1000);
  if (seconds > LONG_AGO_DAYS * 86_400) return date(time, locale);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of AGES) {
    if (seconds >= size) return words.format(-Math.floor(seconds / size), unit);
  }
  return words.format(0, "second");
}

/** "hi" → "Hindi"; a tag nobody knows is shown as it is, "und" as an empty string. */
export function language(tag: string, locale: string): string {
  if (!tag || tag === "und") return "";
  try {
    const name = new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return tag;
  }
}

/** "a, b and c". */
export function list(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}
