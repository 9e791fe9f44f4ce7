import { ApiProblem } from "@streamverse/api";
import { I18nProvider, startingLocale } from "@streamverse/i18n";
import { applyTheme, currentTheme, ToastProvider } from "@streamverse/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { applyHabits } from "./people/habits.ts";
import { followTabs } from "./people/tabs.ts";
import { makeRouter } from "./router.tsx";
import "./styles.css";

const MOST_TRIES = 2;

applyTheme(currentTheme());
applyHabits();
document.documentElement.lang = startingLocale();

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (tries, error) => tries < MOST_TRIES && error instanceof ApiProblem && error.isPassing,
    },
  },
});
const router = makeRouter(queryClient);
followTabs(queryClient, router);

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");

createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <I18nProvider>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </I18nProvider>
  </QueryClientProvider>,
);
