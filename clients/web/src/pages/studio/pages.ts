import { withWords } from "../../chapter.ts";

/** The studio's pages, each in a file of its own that comes when it is first opened. */
const PAGES = {
  titles: async () => (await import("./titles/TitlesPage.tsx")).TitlesPage,
  uploads: async () => (await import("./FilmsPage.tsx")).FilmsPage,
  upload: async () => (await import("./UploadPage.tsx")).UploadPage,
  asset: async () => (await import("./AssetPage.tsx")).AssetPage,
  title: async () => (await import("./editor/TitleEditor.tsx")).TitleEditor,
  review: async () => (await import("./review/ReviewPage.tsx")).ReviewPage,
  rights: async () => (await import("./rights/RightsPage.tsx")).RightsPage,
  channels: async () =>
    (await withWords(import("./channels/ChannelsPage.tsx"), "browse")).ChannelsPage,
  channel: async () =>
    (await withWords(import("./channels/ChannelDesk.tsx"), "browse")).ChannelDesk,
  import: async () => (await import("./import/ImportPage.tsx")).ImportPage,
  run: async () => (await import("./import/RunPage.tsx")).RunPage,
} as const;

export type StudioPage = keyof typeof PAGES;

/** A page and the words it says, as the router loads it. */
export async function open(name: StudioPage) {
  return { default: await withWords(PAGES[name](), "studio") };
}
