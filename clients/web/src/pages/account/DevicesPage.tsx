import { type Device, people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Dialog, Icon, IconButton, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { deviceIcon } from "../../people/device.ts";
import { placeName } from "../../people/place.ts";
import { devicesQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { useViewer } from "../../people/useViewer.ts";
import { AccountPage, Line, Lines, Section, Waiting } from "./parts.tsx";
import { Rename } from "./Rename.tsx";

/** Where the account is signed in: this device first, then the others by their last use. */
export function DevicesPage() {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(devicesQuery);
  const here = data?.items.filter((one) => one.is_this) ?? [];
  const others = (data?.items.filter((one) => !one.is_this && one.is_signed_in) ?? []).toSorted(
    (a, b) => b.last_used_at.localeCompare(a.last_used_at),
  );
  return (
    <AccountPage title={t("account.devices")} lead={t("account.devices.lead")}>
      {data ? (
        <>
          <Section title={t("devices.this")}>
            <DeviceLines devices={here} />
          </Section>
          <Others devices={others} />
        </>
      ) : (
        <Waiting error={error} onRetry={() => void refetch()} height="h-64" />
      )}
      <Section
        title={t("devices.tv")}
        lead={t("devices.tv.lead")}
        action={
          <Link to="/activate" className={buttonClass("plain")}>
            {t("devices.tv.action")}
          </Link>
        }
      />
    </AccountPage>
  );
}

function Others({ devices }: { devices: readonly Device[] }) {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const signOut = useMutation({
    mutationFn: people.signOutOthers,
    onSuccess: async () => {
      setAsking(false);
      await queryClient.invalidateQueries({ queryKey: devicesQuery.queryKey });
      say(t("devices.othersOut"));
    },
  });
  return (
    <Section
      title={t("devices.others")}
      lead={devices.length === 0 ? t("devices.none") : undefined}
      action={
        devices.length > 0 && (
          <Button icon="out" onClick={() => setAsking(true)}>
            {t("devices.allOut")}
          </Button>
        )
      }
    >
      {devices.length > 0 && <DeviceLines devices={devices} />}
      {isAsking && (
        <Dialog
          title={t("devices.allOut.title")}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t("app.cancel")}</Button>
              <Button look="danger" isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
                {t("devices.allOut")}
              </Button>
            </>
          }
        >
          <p className="mb-3">{t("devices.allOut.body", { count: devices.length })}</p>
          <Refusal error={signOut.error} />
        </Dialog>
      )}
    </Section>
  );
}

function DeviceLines({ devices }: { devices: readonly Device[] }) {
  const i18n = useI18n();
  const { t, ago } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const { leave } = useViewer();
  const [renamed, setRenamed] = useState<Device | null>(null);
  const renew = () => queryClient.invalidateQueries({ queryKey: devicesQuery.queryKey });
  const signOut = useMutation({
    mutationFn: async (device: Device) => {
      if (device.is_this) return leave();
      await people.signOutDevice(device.id);
      await renew();
      say(t("devices.out", { name: device.name }));
    },
  });
  return (
    <>
      <Refusal error={signOut.error} />
      <Lines>
        {devices.map((device) => (
          <Line
            key={device.id}
            picture={<Icon name={deviceIcon(device.kind)} className="size-7" />}
            name={device.name}
            notes={[
              device.platform === device.name ? "" : device.platform,
              placeName(device.place, i18n) || device.address,
              device.is_this
                ? t("devices.now")
                : t("account.used", { when: ago(device.last_used_at) }),
              device.profile_name && !device.is_this
                ? t("devices.profile", { name: device.profile_name })
                : "",
            ]
              .filter(Boolean)
              .join(" · ")}
            actions={
              <>
                <IconButton
                  icon="pencil"
                  label={t("account.rename", { name: device.name })}
                  onClick={() => setRenamed(device)}
                />
                <Button
                  look="quiet"
                  isBusy={signOut.isPending && signOut.variables.id === device.id}
                  aria-label={t("devices.signOut", { name: device.name })}
                  onClick={() => signOut.mutate(device)}
                >
                  {t("app.signOut")}
                </Button>
              </>
            }
          />
        ))}
      </Lines>
      {renamed && (
        <Rename
          title={t("account.rename", { name: renamed.name })}
          name={renamed.name}
          onClose={() => setRenamed(null)}
          onRename={async (name) => {
            await people.renameDevice(renamed.id, name);
            await renew();
          }}
        />
      )}
    </>
  );
}
