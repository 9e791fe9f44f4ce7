import type { StudioTitle, TitleDocument } from "@streamverse/api";

export type Field = keyof TitleDocument;
export type Edits = Partial<TitleDocument>;

/** What can be edited of a title, in the shapes in which it is written. */
export function documentOf(title: StudioTitle): TitleDocument {
  return {
    kind: title.kind,
    name: title.name,
    slug: title.slug,
    original_name: title.original_name,
    tagline: title.tagline,
    synopsis: title.synopsis,
    year: title.year,
    rating: title.rating,
    min_age: title.min_age,
    ratings: title.ratings ?? [],
    genres: title.genres.map(({ name }) => name),
    category: title.category ?? null,
    tags: (title.tags ?? []).map(({ name }) => name),
    original_language: title.original_language ?? "",
    languages: title.languages,
    countries: title.countries ?? [],
    released_on: title.released_on ?? null,
    releases: title.releases ?? [],
    runtime_seconds: title.runtime_seconds,
    advisories: title.advisories ?? [],
    credits: (title.credits ?? []).map(({ person, role, character }) => ({
      person_id: person.id,
      name: person.name,
      role,
      character,
    })),
    texts: title.texts ?? {},
    external_ids: title.external_ids ?? {},
    extras: (title.extras ?? []).map(({ kind, name, asset_id }) => ({ kind, name, asset_id })),
    relations: (title.relations ?? []).map(({ kind, title: other }) => ({
      kind,
      title_id: other.id,
    })),
    markers: title.markers ?? [],
    event: title.event ?? null,
    station: title.station ?? null,
    asset_id: title.asset_id,
    channel_id: title.channel_id ?? null,
  };
}

/** Edits as the service takes them: no language is null, not "". */
export function asSent(edits: Edits): Record<string, unknown> {
  const { original_language, slug, ...rest } = edits;
  return {
    ...rest,
    ...(original_language === undefined ? {} : { original_language: original_language || null }),
    ...(slug ? { slug } : {}),
  };
}
