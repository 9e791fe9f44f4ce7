import { FilmsPage } from "../FilmsPage.tsx";

/** The titles of the studio. */
export function TitlesPage() {
  return <FilmsPage />;
}
