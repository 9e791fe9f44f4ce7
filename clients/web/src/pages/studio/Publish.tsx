import { type Asset, api, type Title, type TitleInput } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Field, Skeleton, TextArea, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { titleOfAssetQuery } from "../../queries.ts";
import { wordsFor } from "../../words.ts";
import { nameOf } from "./FilmsPage.tsx";

/** Turns a film into a title of the catalogue, or changes the one it has. */
export function Publish({ asset }: { asset: Asset }) {
  const { data: title } = useQuery(titleOfAssetQuery(asset.id));
  if (title === undefined) return <Skeleton className="h-72" />;
  if (title?.kind === "series") return <EpisodeOf series={title} />;
  return <PublishForm key={title?.id} asset={asset} title={title} />;
}

function EpisodeOf({ series }: { series: Title }) {
  const { t } = useI18n();
  return (
    <div className="grid justify-items-start gap-4">
      <p className="text-sm text-ink-2">{t("asset.episodeOf", { name: series.name })}</p>
      <Link to="/title/$slug" params={{ slug: series.slug }} className={buttonClass("plain")}>
        {t("asset.view")}
      </Link>
    </div>
  );
}

function PublishForm({ asset, title }: { asset: Asset; title: Title | null }) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const [isYearWrong, setYearWrong] = useState(false);
  const isPublished = title?.state === "published";

  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ["title"] });
    void queryClient.invalidateQueries({ queryKey: ["home"] });
  };
  const publish = useMutation({
    mutationFn: (facts: Facts) =>
      title
        ? api.changeTitle(title.id, { ...facts, state: "published" })
        : api.createTitle({ ...facts, kind: "video", asset_id: asset.id, state: "published" }),
    onSuccess: (saved) => {
      say(isPublished ? t("asset.saved") : t("asset.published", { name: saved.name }));
      refresh();
    },
  });
  const withdraw = useMutation({
    mutationFn: (known: Title) => api.changeTitle(known.id, { state: "draft" }),
    onSuccess: (saved) => {
      say(t("asset.unpublished", { name: saved.name }), {
        onUndo: () => void api.changeTitle(saved.id, { state: "published" }).then(refresh),
      });
      refresh();
    },
    onError: (error) => say(wordsFor(error, i18n), { isProblem: true }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const draft = draftOf(new FormData(event.currentTarget), title?.rating ?? "");
    setYearWrong(draft === null);
    if (draft) publish.mutate(draft);
  };

  return (
    <form onSubmit={submit} className="grid gap-4">
      {!isPublished && <p className="text-sm text-ink-2">{t("asset.publish.lead")}</p>}
      <Field
        label={t("asset.publish.name")}
        name="name"
        required
        maxLength={200}
        defaultValue={title?.name ?? nameOf(asset)}
      />
      <Field
        label={t("asset.publish.tagline")}
        name="tagline"
        maxLength={200}
        defaultValue={title?.tagline ?? ""}
      />
      <TextArea
        label={t("asset.publish.synopsis")}
        name="synopsis"
        required
        maxLength={10_000}
        defaultValue={title?.synopsis ?? ""}
      />
      <div className="grid gap-4 sm:grid-cols-[7rem_1fr]">
        <Field
          label={t("asset.publish.year")}
          name="year"
          inputMode="numeric"
          defaultValue={title?.year ?? new Date().getFullYear()}
          problem={isYearWrong ? t("asset.publish.invalidYear") : undefined}
        />
        <Field
          label={t("asset.publish.genres")}
          name="genres"
          hint={t("asset.publish.genres.hint")}
          defaultValue={title?.genres.map((genre) => genre.name).join(", ") ?? ""}
        />
      </div>
      <Field
        label={t("asset.publish.rating")}
        name="rating"
        maxLength={20}
        hint={t("asset.publish.rating.hint")}
        defaultValue={title?.rating ?? ""}
        className="max-w-sm"
      />
      {publish.error && (
        <p role="alert" className="text-sm text-danger">
          {wordsFor(publish.error, i18n)}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="accent" isBusy={publish.isPending}>
          {t(isPublished ? "asset.publish.save" : "asset.publish.action")}
        </Button>
        {title && (
          <Link to="/title/$slug" params={{ slug: title.slug }} className={buttonClass("plain")}>
            {t("asset.view")}
          </Link>
        )}
        {title && isPublished && (
          <Button look="quiet" isBusy={withdraw.isPending} onClick={() => withdraw.mutate(title)}>
            {t("asset.unpublish")}
          </Button>
        )}
      </div>
    </form>
  );
}

type Facts = Pick<TitleInput, "name" | "tagline" | "synopsis" | "year" | "genres" | "rating">;

/** The form's fields, or null when the year is not one. A rating that is sent sets the age anew. */
function draftOf(form: FormData, ratedBefore: string): Facts | null {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const year = text("year");
  if (year && !/^\d{4}$/.test(year)) return null;
  return {
    name: text("name"),
    tagline: text("tagline"),
    synopsis: text("synopsis"),
    year: year ? Number(year) : null,
    ...(text("rating") === ratedBefore ? {} : { rating: text("rating") }),
    genres: text("genres")
      .split(",")
      .map((genre) => genre.trim())
      .filter(Boolean),
  };
}
