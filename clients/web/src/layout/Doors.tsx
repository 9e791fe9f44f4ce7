import { useI18n } from "@streamverse/i18n";
import { cx, Icon, IconButton } from "@streamverse/ui";
import { useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { withWords } from "../chapter.ts";
import { HEADER_LINK } from "./places.ts";

const HeaderSearch = lazy(() =>
  withWords(import("../search/HeaderSearch.tsx"), "browse").then((module) => ({
    default: module.HeaderSearch,
  })),
);
const GenresMenu = lazy(() =>
  withWords(import("./GenresMenu.tsx"), "browse").then((module) => ({
    default: module.GenresMenu,
  })),
);

/** The box's code comes when somebody comes near it, or presses the slash. */
export function SearchDoor() {
  const { t } = useI18n();
  const isThere = useRouterState({ select: ({ location }) => location.pathname === "/search" });
  const [interest, setInterest] = useState<"none" | "near" | "open">("none");
  const near = () => setInterest((before) => (before === "none" ? "near" : before));
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { target } = event;
      const isTyping =
        target instanceof HTMLElement && target.closest("input, textarea, select, dialog");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const box = document.querySelector<HTMLElement>("#content [role='combobox']");
      if (box) box.focus();
      else setInterest("open");
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
  if (isThere) return null;
  return (
    <>
      <IconButton
        icon="search"
        label={t("app.search")}
        aria-keyshortcuts="/"
        onPointerEnter={near}
        onFocus={near}
        onClick={() => setInterest("open")}
      />
      {interest !== "none" && (
        <Suspense fallback={null}>
          <HeaderSearch isOpen={interest === "open"} onClose={() => setInterest("near")} />
        </Suspense>
      )}
    </>
  );
}

/** The genres, likewise. */
export function GenresDoor() {
  const { t } = useI18n();
  const [interest, setInterest] = useState<"none" | "near" | "open">("none");
  const button = useRef<HTMLButtonElement>(null);
  const near = () => setInterest((before) => (before === "none" ? "near" : before));
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-expanded={interest === "open"}
        onPointerEnter={near}
        onFocus={near}
        onClick={() => setInterest((before) => (before === "open" ? "near" : "open"))}
        className={cx(HEADER_LINK, "gap-1")}
      >
        {t("app.genres")}
        <Icon name="chevronDown" className="size-4" />
      </button>
      {interest !== "none" && (
        <Suspense fallback={null}>
          <GenresMenu
            isOpen={interest === "open"}
            door={button}
            onClose={() => setInterest("near")}
          />
        </Suspense>
      )}
    </>
  );
}
