import type { TitleTexts } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { IconButton } from "@streamverse/ui";
import { useState } from "react";
import { Panel, Pick, Toggle } from "../../parts.tsx";
import { useField } from "../context.ts";
import { Line, LineField, ProseField } from "../inputs.tsx";
import { languages } from "../places.ts";

const PARTS = ["name", "tagline", "synopsis"] as const;

/** Name, tagline and synopsis: as they were written, and in other languages beside that. */
export function TextsPanel() {
  const { t, language } = useI18n();
  const texts = useField("texts");
  const [shown, setShown] = useState("");
  const open = shown && shown in texts.value ? shown : "";
  const tongues = languages(language).filter(({ value }) => !(value in texts.value));
  const put = (tag: string, change: TitleTexts) =>
    texts.set({
      ...texts.value,
      [tag]: { name: "", tagline: "", synopsis: "", ...texts.value[tag], ...change },
    });
  const remove = (tag: string) => {
    const { [tag]: _, ...rest } = texts.value;
    texts.set(rest);
    setShown("");
  };
  return (
    <Panel title={t("studio.texts")}>
      <fieldset className="mb-5 flex flex-wrap items-center gap-2">
        <legend className="sr-only">{t("studio.texts.language")}</legend>
        <Toggle isOn={open === ""} onChange={() => setShown("")}>
          {t("studio.texts.original")}
        </Toggle>
        {Object.keys(texts.value).map((tag) => (
          <Toggle key={tag} isOn={open === tag} onChange={() => setShown(tag)}>
            {language(tag)}
          </Toggle>
        ))}
        <Pick
          label={t("studio.texts.add")}
          value=""
          onChange={(event) => {
            if (!event.target.value) return;
            put(event.target.value, {});
            setShown(event.target.value);
          }}
        >
          <option value="">{t("studio.texts.add")}</option>
          {tongues.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Pick>
        {open && (
          <IconButton
            icon="trash"
            label={t("studio.texts.remove", { language: language(open) })}
            onClick={() => remove(open)}
          />
        )}
      </fieldset>
      {open === "" ? (
        <div className="grid gap-4">
          <LineField field="name" isRequired />
          <LineField field="original_name" />
          <LineField field="tagline" />
          <ProseField field="synopsis" />
        </div>
      ) : (
        <Localised key={open} tag={open} texts={texts.value[open] ?? {}} onChange={put} />
      )}
      {texts.problem && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {texts.problem}
        </p>
      )}
    </Panel>
  );
}

function Localised({
  tag,
  texts,
  onChange,
}: {
  tag: string;
  texts: TitleTexts;
  onChange: (tag: string, change: TitleTexts) => void;
}) {
  const name = useField("name");
  const tagline = useField("tagline");
  const synopsis = useField("synopsis");
  const originals = { name: name.value, tagline: tagline.value, synopsis: synopsis.value };
  return (
    <div className="grid gap-4">
      {PARTS.map((part) => (
        <Line
          key={part}
          label={`studio.field.${part}`}
          lang={tag}
          isLong={part === "synopsis"}
          placeholder={originals[part]}
          value={texts[part] ?? ""}
          onChange={(text) => onChange(tag, { [part]: text })}
        />
      ))}
    </div>
  );
}
