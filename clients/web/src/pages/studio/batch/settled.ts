import { bulk, type Run } from "@streamverse/api";
import { isMoving } from "../import/queries.ts";

const PAUSE_MS = 400;

/** Wait until a run is over; returns how it ended. */
export async function settled(id: string): Promise<Run> {
  let run = await bulk.run(id);
  while (isMoving(run)) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    run = await bulk.run(id);
  }
  return run;
}
