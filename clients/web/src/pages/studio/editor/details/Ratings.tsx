import { studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, IconButton, Select } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Panel } from "../../parts.tsx";
import { useField } from "../context.ts";
import { Line, LineField, NumberField } from "../inputs.tsx";

const boardsQuery = {
  queryKey: ["studio", "boards"],
  queryFn: studio.boards,
  staleTime: Number.POSITIVE_INFINITY,
};

/** Age ratings, one per board; the strictest decides who may watch. */
export function RatingsPanel() {
  const { t } = useI18n();
  const { data: boards = [] } = useQuery(boardsQuery);
  const ratings = useField("ratings");
  const left = boards.filter(({ board }) => !ratings.value.some((one) => one.board === board));
  const put = (at: number, change: { board?: string; rating?: string }) =>
    ratings.set(ratings.value.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const add = () => {
    const [first] = left;
    if (!first) return;
    ratings.set([...ratings.value, { board: first.board, rating: first.ratings[0]?.rating ?? "" }]);
  };
  return (
    <Panel
      title={t("studio.field.ratings")}
      lead={t("studio.ratings.lead")}
      action={
        <Button size="sm" icon="plus" disabled={left.length === 0} onClick={add}>
          {t("studio.ratings.add")}
        </Button>
      }
    >
      <div className="grid gap-3">
        {ratings.value.map((one, i) => {
          const board = boards.find((each) => each.board === one.board);
          return (
            <div
              key={one.board}
              className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-3"
            >
              <Select
                label={t("studio.ratings.board")}
                value={one.board}
                onChange={(event) => {
                  const next = boards.find((each) => each.board === event.target.value);
                  put(i, {
                    board: event.target.value,
                    rating: next?.ratings[0]?.rating ?? one.rating,
                  });
                }}
              >
                {!board && <option value={one.board}>{one.board}</option>}
                {[...(board ? [board] : []), ...left].map((each) => (
                  <option key={each.board} value={each.board}>
                    {each.name}
                  </option>
                ))}
              </Select>
              {board && board.ratings.length > 0 ? (
                <Select
                  label={t("studio.field.rating")}
                  value={one.rating}
                  onChange={(event) => put(i, { rating: event.target.value })}
                >
                  {!board.ratings.some(({ rating }) => rating === one.rating) && (
                    <option value={one.rating}>{one.rating}</option>
                  )}
                  {board.ratings.map(({ rating, min_age }) => (
                    <option key={rating} value={rating}>
                      {t("studio.ratings.age", { rating, age: min_age })}
                    </option>
                  ))}
                </Select>
              ) : (
                <Line
                  label="studio.field.rating"
                  value={one.rating}
                  onChange={(rating) => put(i, { rating })}
                />
              )}
              <IconButton
                icon="trash"
                label={t("studio.ratings.remove", { name: board?.name ?? one.board })}
                onClick={() => ratings.set(ratings.value.filter((_, at) => at !== i))}
              />
            </div>
          );
        })}
        <div className="grid gap-4 sm:grid-cols-2">
          <LineField field="rating" hint={t("studio.ratings.free")} />
          <NumberField field="min_age" min={0} max={18} />
        </div>
        {ratings.problem && (
          <p role="alert" className="text-sm text-danger">
            {ratings.problem}
          </p>
        )}
      </div>
    </Panel>
  );
}
