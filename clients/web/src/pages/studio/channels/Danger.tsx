import { type Channel, channels } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, Select, useToast } from "@streamverse/ui";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { membersQuery } from "../../../channels/queries.ts";
import { Refusal } from "../../../people/Refusal.tsx";
import { meQuery } from "../../../queries.ts";
import { Panel } from "../parts.tsx";

/** What can't be undone by the one who does it, or not for long. */
export function Danger({ channel }: { channel: Channel }) {
  return channel.you.rank === "owner" ? (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Transfer channel={channel} />
      <Delete channel={channel} />
    </div>
  ) : (
    <Leave channel={channel} />
  );
}

function Transfer({ channel }: { channel: Channel }) {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const { data } = useInfiniteQuery(membersQuery(channel.id));
  const heirs = data?.pages.flatMap((page) => page.items).filter(({ rank }) => rank !== "owner");
  const [chosen, setChosen] = useState("");
  const [isSure, setSure] = useState(false);
  const heir = heirs?.find((each) => each.account_id === chosen) ?? heirs?.[0];
  const transfer = useMutation({
    mutationFn: (to: string) => channels.transfer(channel.id, to),
    onSuccess: async () => {
      setSure(false);
      say(t("chan.transfer.done", { name: heir?.name ?? "" }));
      await queryClient.invalidateQueries({ queryKey: ["channel"] });
      await queryClient.invalidateQueries({ queryKey: ["channels"] });
    },
  });
  return (
    <Panel title={t("chan.transfer")} lead={t("chan.transfer.lead")}>
      {heirs?.length === 0 && <p className="text-sm text-ink-2">{t("chan.transfer.none")}</p>}
      {heir && (
        <div className="grid gap-4">
          <Select
            label={t("chan.transfer.to")}
            value={heir.account_id}
            onChange={(event) => setChosen(event.target.value)}
          >
            {heirs?.map((each) => (
              <option key={each.account_id} value={each.account_id}>
                {each.name}
              </option>
            ))}
          </Select>
          <Button className="justify-self-start" onClick={() => setSure(true)}>
            {t("chan.transfer.do")}
          </Button>
        </div>
      )}
      {isSure && heir && (
        <Sure
          title={t("chan.transfer.sure", { channel: channel.name, name: heir.name })}
          body={t("chan.transfer.lead")}
          action={t("chan.transfer.do")}
          isBusy={transfer.isPending}
          problem={<Refusal error={transfer.error} />}
          onDo={() => transfer.mutate(heir.account_id)}
          onClose={() => setSure(false)}
        />
      )}
    </Panel>
  );
}

function Delete({ channel }: { channel: Channel }) {
  const { t } = useI18n();
  const [isSure, setSure] = useState(false);
  const gone = useGoing(channel, t("chan.gone", { name: channel.name }), () =>
    channels.remove(channel),
  );
  return (
    <Panel title={t("chan.delete")} lead={t("chan.delete.lead")}>
      <Button look="danger" onClick={() => setSure(true)}>
        {t("chan.delete")}
      </Button>
      {isSure && (
        <Sure
          title={t("chan.delete.sure", { name: channel.name })}
          body={t("chan.delete.lead")}
          action={t("chan.delete.do")}
          isBusy={gone.isPending}
          problem={<Refusal error={gone.error} />}
          onDo={() => gone.mutate()}
          onClose={() => setSure(false)}
        />
      )}
    </Panel>
  );
}

function Leave({ channel }: { channel: Channel }) {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const gone = useGoing(channel, t("chan.left", { name: channel.name }), () =>
    channels.removeMember(channel.id, me?.id ?? ""),
  );
  return (
    <Panel title={t("chan.leave")} lead={t("chan.leave.lead")}>
      <p className="mb-4 text-sm text-ink-2">{t("chan.ownerOnly")}</p>
      <Refusal error={gone.error} />
      <Button look="danger" isBusy={gone.isPending} onClick={() => gone.mutate()}>
        {t("chan.leave.do")}
      </Button>
    </Panel>
  );
}

/** Do what ends one's time here, say so, and go back to one's channels. */
function useGoing(channel: Channel, words: string, go: () => Promise<unknown>) {
  const say = useToast();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: go,
    onSuccess: async () => {
      say(words);
      await navigate({ to: "/studio/channels" as string });
      queryClient.removeQueries({ queryKey: ["channel", channel.handle] });
      await queryClient.invalidateQueries({ queryKey: ["channels"] });
    },
  });
}

function Sure({
  title,
  body,
  action,
  isBusy,
  problem,
  onDo,
  onClose,
}: {
  title: string;
  body: string;
  action: string;
  isBusy: boolean;
  problem: ReactNode;
  onDo: () => void;
  onClose: () => void;
}) {
  const { t } = useI18n();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("chan.keep")}</Button>
          <Button look="danger" isBusy={isBusy} onClick={onDo}>
            {action}
          </Button>
        </>
      }
    >
      <p className="mb-3">{body}</p>
      {problem}
    </Dialog>
  );
}
