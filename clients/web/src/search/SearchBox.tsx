import { browse } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Icon, IconButton, useToast } from "@streamverse/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { wordsFor } from "../words.ts";
import { ChoiceList } from "./ChoiceList.tsx";
import { moved, remembered, resultsUrl, type SearchChoice, suggested } from "./choices.ts";
import { recentQuery, suggestQuery, trendingQuery } from "./queries.ts";
import { useLater } from "./useLater.ts";
import { hasEars, listen } from "./voice.ts";

const TYPED_MS = 120;

export interface SearchBoxProps {
  /** The words it begins with. */
  words?: string;
  isFocused?: boolean;
  onGone?: () => void;
  /** Escape while nothing is open. */
  onEscape?: () => void;
}

/** The box to look for something in: a combobox with a list of suggestions under it. */
export function SearchBox({ words = "", isFocused = false, onGone, onEscape }: SearchBoxProps) {
  const i18n = useI18n();
  const { t, locale } = i18n;
  const id = useId();
  const router = useRouter();
  const queryClient = useQueryClient();
  const say = useToast();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(words);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [stop, setStop] = useState<(() => void) | null>(null);
  const asked = useLater(text.trim(), TYPED_MS);
  const isBlank = text.trim() === "";

  const { data: found } = useQuery(suggestQuery(asked));
  const { data: recent } = useQuery({ ...recentQuery, enabled: isOpen && isBlank });
  const { data: trending } = useQuery({ ...trendingQuery, enabled: isOpen && isBlank });
  const choices = isBlank
    ? remembered(recent?.items ?? [], trending?.items ?? [])
    : suggested(found?.items ?? []);
  const isShown = isOpen && choices.length > 0;

  useEffect(() => setText(words), [words]);
  useEffect(() => {
    if (isFocused) box.current?.focus();
  }, [isFocused]);
  useEffect(() => () => stop?.(), [stop]);

  const go = (url: string) => {
    setOpen(false);
    setActive(-1);
    router.history.push(url);
    onGone?.();
  };
  const choose = (choice: SearchChoice) => {
    if (choice.url.startsWith("/search")) setText(choice.text);
    go(choice.url);
  };
  const submit = () => {
    const chosen = choices[active];
    if (isShown && chosen) choose(chosen);
    else if (!isBlank) go(resultsUrl(text));
  };
  const forget = async (choice: SearchChoice | null) => {
    const known = recent?.items.find((query) => query.text === choice?.text);
    try {
      await (known ? browse.forgetQuery(known.id) : browse.forgetQueries());
    } catch (error) {
      say(wordsFor(error, i18n), { isProblem: true });
    }
    setActive(-1);
    await queryClient.invalidateQueries({ queryKey: recentQuery.queryKey });
    box.current?.focus();
  };
  const hear = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setActive((at) => moved(isShown ? at : -1, choices.length, event.key as "ArrowDown"));
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (isShown) setOpen(false);
      else if (text !== "" && !onEscape) setText("");
      else onEscape?.();
    } else if (event.key === "Delete" && choices[active]?.kind === "recent") {
      event.preventDefault();
      void forget(choices[active] ?? null);
    }
  };
  const speak = () => {
    if (stop) return stop();
    const end = listen(
      locale,
      (heard) => heard && go(resultsUrl(heard)),
      (problem) => {
        setStop(null);
        if (problem && problem !== "aborted" && problem !== "no-speech") say(t("search.voice.no"));
      },
    );
    setStop(() => end);
  };

  return (
    <search className="relative block w-full">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="relative"
      >
        <Icon
          name="search"
          className="pointer-events-none absolute start-4 top-3.5 size-5 text-ink-3"
        />
        <input
          ref={box}
          type="text"
          role="combobox"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={200}
          aria-label={t("search.label")}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
          placeholder={t("search.placeholder")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(-1);
            setOpen(true);
          }}
          onClick={() => setOpen(true)}
          onFocus={() => setOpen(true)}
          onBlur={(event) => {
            if (!event.currentTarget.closest("search")?.contains(event.relatedTarget))
              setOpen(false);
          }}
          onKeyDown={hear}
          className="h-12 w-full rounded-full border border-line-strong bg-surface-1 ps-12 pe-24 text-ink-1 placeholder:text-ink-3 focus-visible:rounded-full"
        />
        <span className="absolute inset-y-0 end-1 flex items-center">
          {text !== "" && (
            <IconButton
              icon="close"
              label={t("search.clear")}
              onClick={() => {
                setText("");
                box.current?.focus();
              }}
              className="size-10"
            />
          )}
          {hasEars && (
            <IconButton
              icon="mic"
              label={t(stop ? "search.voice.stop" : "search.voice")}
              aria-pressed={stop !== null}
              onClick={speak}
              className={stop ? "size-10 animate-breathe text-live" : "size-10"}
            />
          )}
        </span>
      </form>
      <ChoiceList
        id={id}
        isShown={isShown}
        choices={choices}
        active={active}
        onChoose={choose}
        onForget={() => void forget(null)}
      />
      <p role="status" className="sr-only">
        {isShown ? t("search.count", { count: choices.length }) : ""}
      </p>
    </search>
  );
}
