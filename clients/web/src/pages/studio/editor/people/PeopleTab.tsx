import { CREDIT_ROLES, type Credit, type CreditRole } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Avatar, IconButton, useToast } from "@streamverse/ui";
import { Panel, Pick } from "../../parts.tsx";
import { Sortable } from "../../Sortable.tsx";
import { useField } from "../context.ts";
import { Line } from "../inputs.tsx";
import { PersonPicker } from "./PersonPicker.tsx";

const PLAYS: ReadonlySet<CreditRole> = new Set(["actor", "voice", "guest"]);

/** Who made it and who is in it, in the order of the credits. */
export function PeopleTab() {
  const { t } = useI18n();
  const say = useToast();
  const { value, set, problem } = useField("credits");
  const put = (credit: Credit, change: Partial<Credit>) =>
    set(value.map((one) => (one === credit ? { ...one, ...change } : one)));
  const remove = (credit: Credit) => {
    set(value.filter((one) => one !== credit));
    say(t("studio.people.removed", { name: credit.name }), { onUndo: () => set(value) });
  };
  return (
    <Panel title={t("studio.tab.people")} lead={t("studio.people.lead")}>
      <PersonPicker
        onPick={(person) =>
          set([...value, { ...person, role: value.at(-1)?.role ?? "actor", character: "" }])
        }
      />
      {problem && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {problem}
        </p>
      )}
      {value.length === 0 ? (
        <p className="mt-6 text-sm text-ink-3">{t("studio.people.none")}</p>
      ) : (
        <Sortable
          label={t("studio.tab.people")}
          items={value}
          keyOf={(credit, i) => `${credit.person_id ?? credit.name} ${credit.role} ${i}`}
          nameOf={({ name }) => name}
          onOrder={set}
          className="mt-5 grid divide-y divide-line/60"
        >
          {(credit, _, handle) => (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2">
              {handle}
              <Avatar name={credit.name} className="size-9" />
              <span className="min-w-32 flex-1 basis-40 font-semibold break-words">
                {credit.name}
              </span>
              <Pick
                label={t("studio.people.role", { name: credit.name })}
                value={credit.role}
                onChange={(event) => put(credit, { role: event.target.value as CreditRole })}
                className="w-40 max-sm:min-w-32 max-sm:flex-1"
              >
                {CREDIT_ROLES.map((role) => (
                  <option key={role} value={role}>
                    {t(`studio.role.${role}`)}
                  </option>
                ))}
              </Pick>
              {PLAYS.has(credit.role) && (
                <Line
                  label="studio.people.character"
                  value={credit.character}
                  onChange={(character) => put(credit, { character })}
                  placeholder={t("studio.people.character")}
                  className="min-w-36 flex-1 basis-44 [&_input]:h-10 [&_label]:sr-only"
                />
              )}
              <IconButton
                icon="trash"
                label={t("studio.people.remove", { name: credit.name })}
                onClick={() => remove(credit)}
              />
            </div>
          )}
        </Sortable>
      )}
    </Panel>
  );
}
