import { onStepUp } from "@streamverse/api";
import { lazy, Suspense, useEffect, useState } from "react";
import { withWords } from "../chapter.ts";

const StepUpDialog = lazy(() =>
  withWords(import("./StepUpDialog.tsx")).then((module) => ({ default: module.StepUpDialog })),
);

interface Asked {
  readonly methods: readonly string[];
  readonly settle: (isProved: boolean) => void;
}

/** Stands by for calls that are refused until the person proves that it is really them. */
export function StepUpHost() {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(
    () =>
      onStepUp(
        (methods) =>
          new Promise<boolean>((resolve) => {
            const settle = (isProved: boolean) => {
              setAsked(null);
              resolve(isProved);
            };
            setAsked({ methods, settle });
          }),
      ),
    [],
  );
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <StepUpDialog methods={asked.methods} onDone={asked.settle} />
    </Suspense>
  );
}
