import { people, socialStart } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { authOptionsQuery, socialQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { ProviderMark } from "../auth/ProviderButtons.tsx";
import { Line, Lines, Section } from "./parts.tsx";

/** Other services that open this account, when the operator offers any. */
export function Social() {
  const { t, date } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const { data: options } = useQuery(authOptionsQuery);
  const { data } = useQuery(socialQuery);
  const unlink = useMutation({
    mutationFn: people.unlinkSocial,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: socialQuery.queryKey });
      say(t("social.unlinked"));
    },
  });
  const linked = data?.items ?? [];
  const providers = [
    ...(options?.providers ?? []),
    ...linked
      .filter((one) => !options?.providers.some(({ id }) => id === one.provider))
      .map((one) => ({ id: one.provider, name: one.name })),
  ];
  if (providers.length === 0) return null;
  return (
    <Section title={t("social.title")} lead={t("social.lead")}>
      <Lines>
        {providers.map(({ id, name }) => {
          const identity = linked.find((one) => one.provider === id);
          return (
            <Line
              key={id}
              picture={<ProviderMark id={id} name={name} />}
              name={name}
              notes={
                identity
                  ? [identity.email, t("social.since", { date: date(identity.linked_at) })]
                      .filter(Boolean)
                      .join(" · ")
                  : t("social.none")
              }
              actions={
                identity ? (
                  <Button
                    look="quiet"
                    isBusy={unlink.isPending && unlink.variables === id}
                    onClick={() => unlink.mutate(id)}
                  >
                    {t("social.unlink")}
                  </Button>
                ) : (
                  <a
                    href={socialStart(id, "/account/security", { link: true })}
                    className={buttonClass("plain")}
                  >
                    {t("social.link")}
                  </a>
                )
              }
            />
          );
        })}
      </Lines>
      <Refusal error={unlink.error} />
    </Section>
  );
}
