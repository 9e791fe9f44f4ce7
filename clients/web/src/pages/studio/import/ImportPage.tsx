import {
  bulk,
  type ImportOptions,
  type Inspection,
  type TableOptions,
  wishKey,
} from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Notice } from "@streamverse/ui";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTabName, wordsFor } from "../../../words.ts";
import { PageHead } from "../parts.tsx";
import { ColumnsStep } from "./ColumnsStep.tsx";
import { EarlierRuns } from "./EarlierRuns.tsx";
import { StepList } from "./StepList.tsx";
import { TableDrop } from "./TableDrop.tsx";

/** The beginning of an import: a file, and what its columns are. */
export function ImportPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [inspection, setInspection] = useState<Inspection | null>(null);
  const [busy, setBusy] = useState("");
  const [problem, setProblem] = useState("");
  useTabName(t("import.title"));

  const look = async (table: File, options: TableOptions = {}) => {
    setBusy(t("import.reading", { name: table.name }));
    setProblem("");
    try {
      setInspection(await bulk.inspect(table, options));
      setFile(table);
    } catch (error) {
      setProblem(wordsFor(error, i18n));
    }
    setBusy("");
  };
  const check = async (options: ImportOptions) => {
    if (!file) return;
    setBusy(t("import.sending", { name: file.name }));
    setProblem("");
    try {
      const run = await bulk.import(file, options, wishKey());
      await navigate({ to: "/studio/import/$run", params: { run: run.id } });
    } catch (error) {
      setProblem(wordsFor(error, i18n));
      setBusy("");
    }
  };

  return (
    <div className="mx-auto max-w-4xl">
      <PageHead title={t("import.title")} lead={t("import.lead")} />
      <StepList step={inspection ? "columns" : "file"} />
      {file && inspection ? (
        <ColumnsStep
          key={`${inspection.encoding} ${inspection.delimiter} ${inspection.columns.join()}`}
          name={file.name}
          inspection={inspection}
          isBusy={busy !== ""}
          problem={problem}
          onLook={(options) => void look(file, options)}
          onBack={() => {
            setInspection(null);
            setProblem("");
          }}
          onCheck={(options) => void check(options)}
        />
      ) : (
        <>
          {problem && (
            <Notice kind="danger" className="mb-4">
              {problem}
            </Notice>
          )}
          <TableDrop busy={busy} onFile={(table) => void look(table)} />
          <EarlierRuns />
        </>
      )}
    </div>
  );
}
