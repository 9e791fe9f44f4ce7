import { type AssetCard, api, studio, wishKey } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { wordsFor } from "../../words.ts";

/** To the title that plays an upload; one is made of it when there is none. */
export function useTitleOf() {
  const i18n = useI18n();
  const say = useToast();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (asset: Pick<AssetCard, "id" | "title" | "filename">) => {
      const found = await api.titleOfAsset(asset.id);
      if (found) return found.id;
      const wish = {
        kind: "video",
        name: asset.title || asset.filename,
        asset_id: asset.id,
      } as const;
      return (await studio.create(wish, wishKey())).id;
    },
    onSuccess: (id) => {
      void queryClient.invalidateQueries({ queryKey: ["title"] });
      void queryClient.invalidateQueries({ queryKey: ["studio", "titles"] });
      void navigate({ to: "/studio/titles/$id/$tab", params: { id, tab: "details" } });
    },
    onError: (error) => say(wordsFor(error, i18n), { isProblem: true }),
  });
}
