import type { MailItem, MailState } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, EmptyState, ErrorState, Field, Skeleton } from "@streamverse/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { detailOf, wordsFor } from "../../../words.ts";
import { messagesQuery } from "./mail.ts";
import { Segments } from "./Segments.tsx";
import { StateMark } from "./StateMark.tsx";

const STATES = ["queued", "sent", "failed"] as const;

/** Every mail that was asked for, the latest first. */
export function MessagesPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const [state, setState] = useState<MailState | "">("");
  const [words, setWords] = useState("");
  const wish = { state: state || undefined, q: useDeferredValue(words.trim()) || undefined };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    { ...messagesQuery(wish), placeholderData: (before) => before },
  );
  const items = data?.pages.flatMap((page) => page.items);
  const isNarrowed = state !== "" || wish.q !== undefined;
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end gap-x-6 gap-y-4">
        <Segments
          label={t("adminMail.state")}
          value={state}
          onChange={setState}
          options={[
            { value: "", label: t("adminMail.all") },
            ...STATES.map((value) => ({ value, label: t(`adminMail.state.${value}` as Key) })),
          ]}
        />
        <Field
          label={t("adminMail.search")}
          type="search"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          className="w-full max-w-xs"
        />
      </div>
      {!items && !error && <Skeleton className="h-80" />}
      {!items && error && (
        <ErrorState
          body={wordsFor(error, i18n)}
          detail={detailOf(error)}
          onRetry={() => void refetch()}
        />
      )}
      {items?.length === 0 &&
        (isNarrowed ? (
          <p className="py-10 text-center text-ink-2">{t("adminMail.noMatch")}</p>
        ) : (
          <EmptyState
            icon="mail"
            title={t("adminMail.empty.title")}
            body={t("adminMail.empty.body")}
          />
        ))}
      {items && items.length > 0 && <MessageTable items={items} />}
      {hasNextPage && (
        <Button className="mt-6" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("adminMail.more")}
        </Button>
      )}
    </>
  );
}

function MessageTable({ items }: { items: readonly MailItem[] }) {
  const { t } = useI18n();
  const head = "px-3 py-2 text-start text-xs font-semibold text-ink-3";
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <thead>
        <tr className="border-b border-line">
          <th scope="col" className={`${head} max-md:hidden md:w-[28%]`}>
            {t("adminMail.column.to")}
          </th>
          <th scope="col" className={head}>
            {t("adminMail.column.subject")}
          </th>
          <th scope="col" className={`${head} w-36`}>
            {t("adminMail.column.state")}
          </th>
          <th scope="col" className={`${head} w-52 !text-end max-lg:hidden`}>
            {t("adminMail.column.asked")}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <MessageRow key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function MessageRow({ item }: { item: MailItem }) {
  const { moment } = useI18n();
  const cell = "px-3 py-2.5 align-top";
  return (
    <tr className="relative border-b border-line/60 transition-colors duration-150 hover:bg-surface-1">
      <td className={`${cell} truncate text-ink-2 max-md:hidden`}>
        <bdi>{item.to}</bdi>
      </td>
      <td className={cell}>
        <Link
          to="/admin/mail/messages/$id"
          params={{ id: item.id }}
          className="block font-semibold break-words after:absolute after:inset-0"
        >
          <bdi lang={item.language}>{item.subject}</bdi>
        </Link>
        <span className="block truncate text-ink-2 md:hidden">
          <bdi>{item.to}</bdi>
        </span>
        {item.problem && (
          <span className="mt-0.5 line-clamp-2 text-xs text-ink-3">{item.problem}</span>
        )}
      </td>
      <td className={cell}>
        <StateMark state={item.state} />
      </td>
      <td className={`${cell} tabular text-end whitespace-nowrap text-ink-2 max-lg:hidden`}>
        {moment(item.created_at)}
      </td>
    </tr>
  );
}
