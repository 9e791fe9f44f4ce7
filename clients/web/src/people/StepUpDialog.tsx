import { type ProofMethod, people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Dialog, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../queries.ts";
import { ProofForm, type Shown } from "./ProofForm.tsx";
import { Refusal } from "./Refusal.tsx";

/** "Is it really you?" before something that cannot be taken back. */
export function StepUpDialog({
  methods,
  onDone,
}: {
  methods: readonly string[];
  onDone: (isProved: boolean) => void;
}) {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const { data, error } = useQuery({
    queryKey: ["step-up"],
    queryFn: people.stepUp,
    enabled: methods.length === 0,
    gcTime: 0,
  });
  const ways = (methods.length > 0 ? methods : data?.methods) as ProofMethod[] | undefined;
  const prove = async (shown: Shown) => {
    await people.proveStepUp(bodyOf(shown));
    onDone(true);
  };
  return (
    <Dialog title={t("stepUp.title")} onClose={() => onDone(false)}>
      {ways ? (
        <ProofForm
          methods={ways}
          email={me?.email}
          askOptions={people.stepUpOptions}
          onProof={prove}
        />
      ) : error ? (
        <Refusal error={error} />
      ) : (
        <Skeleton className="h-40" />
      )}
    </Dialog>
  );
}

function bodyOf(shown: Shown) {
  switch (shown.method) {
    case "password":
      return { password: shown.password };
    case "totp":
      return { code: shown.code };
    case "recovery_code":
      return { recovery_code: shown.code };
    case "passkey":
      return { challenge_id: shown.challenge_id, credential: shown.credential };
  }
}
