import { type Asset, api } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { assetQuery } from "../../queries.ts";
import { wordsFor } from "../../words.ts";

/** Try again what failed of an asset: one rendition, one unit, or everything. */
export function useRetry(asset: Pick<Asset, "id">) {
  const i18n = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (part: { rendition?: string; unit_id?: string }) => api.retryAsset(asset.id, part),
    onSuccess: () => {
      say(i18n.t("asset.retrying"));
      void queryClient.invalidateQueries({ queryKey: assetQuery(asset.id).queryKey });
    },
    onError: (error) => say(wordsFor(error, i18n), { isProblem: true }),
  });
}
