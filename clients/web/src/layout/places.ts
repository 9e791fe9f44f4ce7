/** Where everybody goes. */
export const PLACES = [
  { to: "/", name: "app.home", icon: "home" },
  { to: "/movies", name: "app.movies", icon: "film" },
  { to: "/series", name: "title.series", icon: "tv" },
] as const;

export const HEADER_LINK =
  "inline-flex min-h-11 items-center rounded-lg px-3 text-sm font-semibold text-ink-2 transition-colors duration-150 hover:text-ink-1";
