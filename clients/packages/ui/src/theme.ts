/** The reader's light: kept on the device, put on the document before the first paint. */
export const THEMES = ["system", "dark", "light", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

const STORED_AS = "streamverse.theme";

export function currentTheme(): Theme {
  const stored = localStorage.getItem(STORED_AS);
  return THEMES.find((theme) => theme === stored) ?? "dark";
}

export function applyTheme(theme: Theme): void {
  localStorage.setItem(STORED_AS, theme);
  const shown = theme === "system" ? deviceTheme() : theme;
  if (shown === "dark") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = shown;
}

function deviceTheme(): Theme {
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}
