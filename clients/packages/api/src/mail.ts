import { body, client } from "./client.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
export type MailItem = Schemas["MailItem"];
export type MailState = MailItem["state"];
export type MailWhole = Schemas["MailWhole"];
export type MailRoad = Schemas["RoadBody"];
export type Letter = Schemas["LetterBody"];

export interface MailWish {
  state?: MailState | undefined;
  q?: string | undefined;
}

const MAIL = "/api/v1/admin/mail";

/** The operators' mail desk. */
export const mail = {
  road: () => body(client.GET(`${MAIL}/road`)),
  messages: ({ state, q }: MailWish, cursor: string | null) =>
    body(
      client.GET(`${MAIL}/messages`, {
        params: {
          query: {
            ...(state ? { state } : {}),
            ...(q ? { q } : {}),
            ...(cursor ? { cursor } : {}),
          },
        },
      }),
    ),
  message: (mail_id: string) =>
    body(client.GET(`${MAIL}/messages/{mail_id}`, { params: { path: { mail_id } } })),
  retry: (mail_id: string) =>
    body(client.POST(`${MAIL}/messages/{mail_id}/retry`, { params: { path: { mail_id } } })),
  sendTest: (to: string, language: string) =>
    body(client.POST(`${MAIL}/test`, { body: { to, language } })),
  letters: () => body(client.GET(`${MAIL}/templates`)),
  letter: (letter: string, language: string) =>
    body(
      client.GET(`${MAIL}/templates/{letter}`, {
        params: { path: { letter }, query: { language } },
      }),
    ),
};

/** A kept mail, or a letter, as a page that a frame may show. */
export const mailPage = {
  message: (id: string) => `${MAIL}/messages/${id}/page`,
  letter: (id: string, language: string) => `${MAIL}/templates/${id}/page?language=${language}`,
};
