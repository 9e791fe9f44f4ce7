import { useI18n } from "@streamverse/i18n";
import { type Choice, Menu, MenuChoices, MenuHeading } from "@streamverse/ui";
import { type AudioChoice, SPEEDS, type TextTrack } from "../core/index.ts";
import type { Stage, View } from "../shaka/stage.ts";
import { PlayerButton } from "./PlayerButton.tsx";

interface MenuProps {
  stage: Stage;
  view: View;
  container: HTMLElement | null;
  onOpenChange: (isOpen: boolean) => void;
}

/** Quality and speed: one tap opens both lists, the second chooses. */
export function SettingsMenu({ stage, view, container, onOpenChange }: MenuProps) {
  const { t, locale } = useI18n();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const auto =
    view.quality === "auto" && view.rung
      ? t("player.quality.autoNow", { now: `${view.rung}p` })
      : t("player.quality.auto");
  const rungs: Choice[] = view.qualities.map((q) => ({ value: String(q.rung), label: q.label }));
  const speeds: Choice[] = SPEEDS.map((speed) => ({
    value: String(speed),
    label: speed === 1 ? t("player.speed.normal") : `${number.format(speed)}×`,
  }));
  return (
    <Menu
      label={t("player.settings")}
      side="top"
      container={container}
      onOpenChange={onOpenChange}
      trigger={<PlayerButton icon="settings" label={t("player.settings")} />}
    >
      <div className="grid grid-cols-2 gap-2">
        <div>
          <MenuHeading>{t("player.quality")}</MenuHeading>
          <MenuChoices
            value={String(view.quality)}
            choices={[{ value: "auto", label: auto }, ...rungs]}
            onChoose={(value) => stage.setQuality(value === "auto" ? "auto" : Number(value))}
          />
        </div>
        <div>
          <MenuHeading>{t("player.speed")}</MenuHeading>
          <MenuChoices
            value={String(view.rate)}
            choices={speeds}
            onChoose={(value) => stage.setRate(Number(value))}
          />
        </div>
      </div>
    </Menu>
  );
}

const OFF = "off";

/** Spoken language and subtitles. */
export function LanguageMenu({
  stage,
  view,
  container,
  onOpenChange,
  texts,
  text,
  onText,
}: MenuProps & {
  texts: readonly TextTrack[];
  text: TextTrack | null;
  onText: (track: TextTrack | null) => void;
}) {
  const { t, language } = useI18n();
  const audioName = (audio: AudioChoice, index: number) =>
    audio.label || language(audio.language) || t("player.audio.unnamed", { number: index + 1 });
  const audios = view.audios.map((audio, i) => ({ value: audio.id, label: audioName(audio, i) }));
  const choices = texts.map((track) => ({
    value: track.url,
    label: track.label || language(track.language),
  }));
  return (
    <Menu
      label={`${t("player.audio")}, ${t("player.subtitles")}`}
      side="top"
      container={container}
      onOpenChange={onOpenChange}
      trigger={
        <PlayerButton
          icon="captions"
          label={`${t("player.audio")}, ${t("player.subtitles")}`}
          isOn={text !== null}
        />
      }
    >
      <div className="grid grid-cols-2 gap-2">
        <div>
          <MenuHeading>{t("player.audio")}</MenuHeading>
          <MenuChoices
            value={view.audio ?? ""}
            choices={audios}
            onChoose={(id) => stage.setAudio(id)}
          />
        </div>
        <div>
          <MenuHeading>{t("player.subtitles")}</MenuHeading>
          <MenuChoices
            value={text?.url ?? OFF}
            choices={[{ value: OFF, label: t("player.subtitles.off") }, ...choices]}
            onChoose={(url) => onText(texts.find((track) => track.url === url) ?? null)}
          />
        </div>
      </div>
    </Menu>
  );
}
