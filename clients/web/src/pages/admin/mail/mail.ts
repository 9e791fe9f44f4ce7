import { type MailWish, mail } from "@streamverse/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

const LOOK_AGAIN_MS = 3_000;

export const roadQuery = queryOptions({ queryKey: ["mail", "road"], queryFn: mail.road });

export const messagesQuery = (wish: MailWish) =>
  infiniteQueryOptions({
    queryKey: ["mail", "messages", wish],
    queryFn: ({ pageParam }) => mail.messages(wish, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((item) => item.state === "queued"))
        ? LOOK_AGAIN_MS
        : false,
  });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ["mail", "message", id],
    queryFn: () => mail.message(id),
    refetchInterval: ({ state }) => (state.data?.state === "queued" ? LOOK_AGAIN_MS : false),
  });

export const lettersQuery = queryOptions({
  queryKey: ["mail", "letters"],
  queryFn: mail.letters,
  staleTime: Number.POSITIVE_INFINITY,
});

export const letterQuery = (id: string, language: string) =>
  queryOptions({
    queryKey: ["mail", "letter", id, language],
    queryFn: () => mail.letter(id, language),
  });

/** Languages call themselves by their own names, as the letters do. */
export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
