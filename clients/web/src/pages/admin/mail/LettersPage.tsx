import { mailPage } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { ErrorState, Select, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { detailOf, wordsFor } from "../../../words.ts";
import { letterQuery, lettersQuery, nameOfLanguage } from "./mail.ts";
import { Preview } from "./Preview.tsx";
import { Segments } from "./Segments.tsx";

/** The gallery: each letter in each language, filled in with a sample. */
export function LettersPage() {
  const i18n = useI18n();
  const { t, locale } = i18n;
  const navigate = useNavigate({ from: "/admin/mail/letters" });
  const search = useSearch({ from: "/shell/admin/mail/letters" });
  const { data: letters, error, refetch } = useQuery(lettersQuery);
  const chosen = search.letter ?? letters?.items[0]?.id ?? "verify_email";
  const language = search.language ?? locale;
  const choose = (next: { letter?: string; language?: string }) =>
    void navigate({ search: { letter: chosen, language, ...next }, replace: true });
  if (!letters) {
    return error ? (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    ) : (
      <Skeleton className="h-96" />
    );
  }
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <Select
          label={t("adminMail.letter")}
          value={chosen}
          onChange={(event) => choose({ letter: event.currentTarget.value })}
          className="w-full max-w-xs"
        >
          {letters.items.map(({ id }) => (
            <option key={id} value={id}>
              {t(`adminMail.letter.${id}` as Key)}
            </option>
          ))}
        </Select>
        <Segments
          label={t("adminMail.language")}
          value={language}
          onChange={(tag) => choose({ language: tag })}
          options={(letters.items[0]?.languages ?? []).map((tag) => ({
            value: tag,
            label: nameOfLanguage(tag),
            lang: tag,
          }))}
        />
      </div>
      <LetterView id={chosen} language={language} />
    </div>
  );
}

function LetterView({ id, language }: { id: string; language: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { data: letter, error, refetch } = useQuery(letterQuery(id, language));
  if (!letter) {
    return error ? (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    ) : (
      <Skeleton className="h-96" />
    );
  }
  return (
    <>
      <p className="text-sm">
        <span className="block text-xs text-ink-3">{t("adminMail.subject")}</span>
        <bdi lang={letter.language} className="font-semibold">
          {letter.subject}
        </bdi>
      </p>
      <Preview
        page={mailPage.letter(id, language)}
        text={letter.text}
        direction={letter.direction}
      />
    </>
  );
}
