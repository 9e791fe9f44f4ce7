import { desk } from "@streamverse/api";
import { LOCALES, useI18n } from "@streamverse/i18n";
import {
  Button,
  Checkbox,
  Dialog,
  EmptyState,
  Field,
  IconButton,
  Select,
  useToast,
} from "@streamverse/ui";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { Waiting } from "../../account/parts.tsx";
import { Board, Cell, Mark, More, Table } from "./Board.tsx";
import { invitationsQuery, rolesQuery } from "./queries.ts";

/** Places in a closed beta: whom we asked, and who came. */
export function InvitationsPage() {
  const { t, date } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(invitationsQuery);
  const [isInviting, setInviting] = useState(false);
  const items = query.data?.pages.flatMap((page) => page.items);
  const renew = () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  const withdraw = useMutation({
    mutationFn: desk.withdraw,
    onSuccess: async () => {
      await renew();
      say(t("desk.invitations.withdrawn"));
    },
  });
  const invite = (
    <Button look="accent" icon="plus" onClick={() => setInviting(true)}>
      {t("desk.invitations.invite")}
    </Button>
  );
  return (
    <Board
      title={t("desk.invitations")}
      lead={t("desk.invitations.lead")}
      action={items && items.length > 0 && invite}
    >
      <Refusal error={withdraw.error} />
      {!items && <Waiting error={query.error} onRetry={() => void query.refetch()} height="h-96" />}
      {items?.length === 0 && (
        <EmptyState
          icon="user"
          title={t("desk.invitations.none.title")}
          body={t("desk.invitations.none.body")}
        >
          {invite}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <Table
          label={t("desk.invitations")}
          columns={[
            t("desk.person.email"),
            t("desk.roles"),
            t("desk.state"),
            t("desk.invitations.until"),
            t("desk.do"),
          ]}
        >
          {items.map((one) => (
            <tr key={one.id}>
              <Cell>
                <span className="font-semibold">{one.email}</span>
              </Cell>
              <Cell>{one.roles.join(", ") || "viewer"}</Cell>
              <Cell isTight>
                <Mark>{t(`desk.invitations.state.${one.state}`)}</Mark>
              </Cell>
              <Cell isTight>{date(one.expires_at)}</Cell>
              <Cell isTight>
                {one.state === "open" && (
                  <IconButton
                    icon="trash"
                    label={t("desk.invitations.withdraw", { email: one.email })}
                    disabled={withdraw.isPending}
                    onClick={() => withdraw.mutate(one.id)}
                  />
                )}
              </Cell>
            </tr>
          ))}
        </Table>
      )}
      <More query={query} />
      {isInviting && (
        <Invite
          onClose={() => setInviting(false)}
          onDone={(email) => {
            setInviting(false);
            void renew();
            say(t("desk.invitations.sent", { email }));
          }}
        />
      )}
    </Board>
  );
}

function Invite({ onDone, onClose }: { onDone: (email: string) => void; onClose: () => void }) {
  const { t, locale } = useI18n();
  const id = useId();
  const { data: roles } = useQuery(rolesQuery);
  const send = useMutation({
    mutationFn: (form: FormData) =>
      desk.invite(
        String(form.get("email")).trim(),
        form.getAll("role").map(String),
        String(form.get("language")),
      ),
    onSuccess: ({ email }) => onDone(email),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      title={t("desk.invitations.invite")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look="accent" isBusy={send.isPending}>
            {t("desk.invitations.send")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-5">
        <Field label={t("auth.email")} name="email" type="email" required autoFocus />
        <Select label={t("desk.invitations.language")} name="language" defaultValue={locale}>
          {Object.entries(LOCALES).map(([tag, name]) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </Select>
        <fieldset>
          <legend className="mb-1 text-xs font-semibold text-ink-2">{t("desk.roles")}</legend>
          <div className="grid max-h-60 overflow-y-auto sm:grid-cols-2">
            {roles?.items
              .filter(({ name }) => name !== "viewer")
              .map(({ name }) => (
                <Checkbox key={name} name="role" value={name} label={name} />
              ))}
          </div>
        </fieldset>
        <Refusal error={send.error} />
      </form>
    </Dialog>
  );
}
