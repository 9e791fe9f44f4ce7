import { desk, type Role } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Checkbox, Dialog, Field, IconButton, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { Waiting } from "../../account/parts.tsx";
import { Board, Cell, Mark, Table } from "./Board.tsx";
import { permissionsQuery, rolesQuery } from "./queries.ts";

/** The roles there are: built in, and put together here. */
export function RolesPage() {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const { data: roles, error, refetch } = useQuery(rolesQuery);
  const [edited, setEdited] = useState<Role | "new" | null>(null);
  const renew = () => queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey });
  const remove = useMutation({
    mutationFn: desk.removeRole,
    onSuccess: async () => {
      await renew();
      say(t("desk.roles.removed"));
    },
  });
  return (
    <Board
      title={t("desk.roles")}
      lead={t("desk.roles.lead")}
      action={
        <Button icon="plus" onClick={() => setEdited("new")}>
          {t("desk.roles.make")}
        </Button>
      }
    >
      <Refusal error={remove.error} />
      {roles ? (
        <Table
          label={t("desk.roles")}
          columns={[t("desk.role"), t("desk.roles.allows"), t("desk.roles.holders"), t("desk.do")]}
        >
          {roles.items.map((role) => (
            <tr key={role.name}>
              <Cell>
                <span className="font-semibold">{role.name}</span>
                <span className="block text-xs text-ink-3">{role.description}</span>
              </Cell>
              <Cell>
                <span className="flex flex-wrap gap-1">
                  {role.permissions.map((each) => (
                    <Mark key={each}>{each}</Mark>
                  ))}
                </span>
              </Cell>
              <Cell isTight>{role.holders}</Cell>
              <Cell isTight>
                {role.is_built_in ? (
                  <span className="text-xs text-ink-3">{t("desk.roles.builtIn")}</span>
                ) : (
                  <span className="flex">
                    <IconButton
                      icon="pencil"
                      label={t("desk.roles.change", { name: role.name })}
                      onClick={() => setEdited(role)}
                    />
                    <IconButton
                      icon="trash"
                      label={t("desk.roles.remove", { name: role.name })}
                      disabled={remove.isPending}
                      onClick={() => remove.mutate(role.name)}
                    />
                  </span>
                )}
              </Cell>
            </tr>
          ))}
        </Table>
      ) : (
        <Waiting error={error} onRetry={() => void refetch()} height="h-96" />
      )}
      {edited && (
        <EditRole
          role={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
          onDone={() => {
            setEdited(null);
            void renew();
            say(t("desk.roles.kept"));
          }}
        />
      )}
    </Board>
  );
}

function EditRole({
  role,
  onDone,
  onClose,
}: {
  role: Role | null;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const id = useId();
  const { data: permissions } = useQuery(permissionsQuery);
  const keep = useMutation({
    mutationFn: (form: FormData) =>
      desk.putRole(
        role?.name ?? String(form.get("name")).trim(),
        String(form.get("description")).trim(),
        form.getAll("permission").map(String),
      ),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    keep.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      title={role ? t("desk.roles.change", { name: role.name }) : t("desk.roles.make")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look="accent" isBusy={keep.isPending}>
            {t("desk.roles.keep")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-5">
        {!role && (
          <Field
            label={t("desk.name")}
            hint={t("desk.roles.name.hint")}
            name="name"
            pattern="[a-z][a-z0-9_\-]{1,39}"
            required
            autoFocus
            autoComplete="off"
          />
        )}
        <Field
          label={t("desk.roles.description")}
          name="description"
          maxLength={200}
          defaultValue={role?.description}
        />
        <fieldset>
          <legend className="mb-1 text-xs font-semibold text-ink-2">
            {t("desk.roles.allows")}
          </legend>
          <div className="grid max-h-72 overflow-y-auto">
            {permissions?.items.map((each) => (
              <Checkbox
                key={each.id}
                name="permission"
                value={each.id}
                defaultChecked={role?.permissions.includes(each.id)}
                label={each.description}
                hint={each.is_for_operators ? t("desk.roles.operators", { id: each.id }) : each.id}
              />
            ))}
          </div>
        </fieldset>
        <Refusal error={keep.error} />
      </form>
    </Dialog>
  );
}
