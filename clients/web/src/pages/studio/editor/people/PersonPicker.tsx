import { type PersonCard, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Avatar, cx, Icon } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";

export interface Picked {
  readonly person_id: string | null;
  readonly name: string;
}

/** Find somebody as one types, or add who is not there yet: a combobox with a list below it. */
export function PersonPicker({ onPick }: { onPick: (person: Picked) => void }) {
  const { t } = useI18n();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const words = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ["studio", "people", words],
    queryFn: ({ signal }) => studio.people(words, signal),
    enabled: words.length > 0,
    placeholderData: (before) => before,
  });
  const found = words ? (data?.items ?? []) : [];
  const isKnown = found.some(({ name }) => name.toLowerCase() === words.toLowerCase());
  const choices: (PersonCard | null)[] = words ? [...found, ...(isKnown ? [] : [null])] : [];
  const isShown = isOpen && choices.length > 0;
  const active = Math.min(at, choices.length - 1);

  const pick = (person: PersonCard | null | undefined) => {
    if (person === undefined) return;
    onPick(person ? { person_id: person.id, name: person.name } : { person_id: null, name: words });
    setTyped("");
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(active + 1, choices.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(active - 1, 0));
    else if (event.key === "Enter" && isShown) pick(choices[active]);
    else if (event.key === "Escape" && isShown) setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative max-w-xl">
      <label htmlFor={id} className="text-xs font-semibold text-ink-2">
        {t("studio.people.add")}
      </label>
      <input
        id={id}
        role="combobox"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `${id}-${active}` : undefined}
        autoComplete="off"
        maxLength={200}
        value={typed}
        placeholder={t("studio.people.find")}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        className="mt-1.5 h-12 w-full rounded-lg border border-line-strong bg-surface-1 px-3.5 placeholder:text-ink-3 hover:border-ink-3"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t("studio.people.add")}
        hidden={!isShown}
        className="absolute inset-x-0 top-full z-20 mt-1.5 max-h-80 overflow-y-auto rounded-xl border border-line bg-surface-2 p-1.5 shadow-card"
      >
        {choices.map((person, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, as in any combobox
          <div
            key={person?.id ?? "new"}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            // A press would take the focus, and with it the list, before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(person)}
            className={cx(
              "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 text-sm hover:bg-surface-3",
              i === active && "bg-surface-3",
            )}
          >
            {person ? (
              <>
                <Avatar
                  name={person.name}
                  url={person.portrait?.images[0]?.url}
                  className="size-8"
                />
                <span className="min-w-0">
                  <span className="block truncate font-semibold">{person.name}</span>
                  {person.known_for && person.known_for.length > 0 && (
                    <span className="block truncate text-xs text-ink-3">
                      {person.known_for.join(", ")}
                    </span>
                  )}
                </span>
              </>
            ) : (
              <>
                <Icon name="plus" className="size-5 text-accent-text" />
                {t("studio.people.new", { name: words })}
              </>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
