import { type Asset, api } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { cx, Icon, useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { assetQuery } from "../../queries.ts";
import { wordsFor } from "../../words.ts";
import { candidatesOf } from "./candidates.ts";

/** Pictures from the film to choose the poster from. */
export function PosterPicker({ asset }: { asset: Asset }) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const choose = useMutation({
    mutationFn: (candidate: number) => api.choosePoster(asset.id, candidate),
    onSuccess: () => {
      say(t("asset.poster.chosen"));
      void queryClient.invalidateQueries({ queryKey: assetQuery(asset.id).queryKey });
    },
    onError: (error) => say(wordsFor(error, i18n), { isProblem: true }),
  });
  const candidates = candidatesOf(asset);
  if (candidates.length === 0)
    return <p className="text-sm text-ink-2">{t("asset.poster.none")}</p>;
  return (
    <>
      <p className="mb-3 text-sm text-ink-2">{t("asset.poster.lead")}</p>
      <ul className="grid grid-cols-3 gap-2.5">
        {candidates.map((one, index) => {
          const isChosen = choose.isPending ? choose.variables === one.candidate : one.isChosen;
          return (
            <li key={one.candidate}>
              <button
                type="button"
                aria-pressed={isChosen}
                aria-label={t("asset.poster.choose", { number: index + 1 })}
                onClick={() => choose.mutate(one.candidate)}
                className={cx(
                  "relative block w-full overflow-hidden rounded-lg transition-transform duration-150 ease-out hover:scale-[1.03]",
                  isChosen && "ring-3 ring-accent",
                )}
              >
                <img
                  src={one.url}
                  alt=""
                  loading="lazy"
                  className="aspect-video w-full object-cover"
                />
                {isChosen && (
                  <span className="absolute end-1.5 top-1.5 flex size-6 items-center justify-center rounded-full bg-accent text-accent-ink">
                    <Icon name="check" className="size-4" />
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
