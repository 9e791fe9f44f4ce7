import { ApiProblem } from "@streamverse/api";
import { useEffect, useState } from "react";

/** Seconds until the service would listen again, counting down; 0 when it would now. */
export function useWait(error: unknown): number {
  const seconds = error instanceof ApiProblem ? (error.retryAfterSeconds ?? 0) : 0;
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    const start = Date.now();
    setNow(start);
    setUntil(seconds > 0 ? start + seconds * 1000 : 0);
    if (seconds <= 0 || !error) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    const end = setTimeout(() => clearInterval(timer), seconds * 1000 + 500);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [error, seconds]);
  return until > now ? Math.ceil((until - now) / 1000) : 0;
}
