import { type ReactNode, useEffect, useRef, useState } from "react";

/** What was near once is there at once on the way back, so that the page finds its place again. */
const met = new Set<string>();

/** What is only drawn once it is about to be seen; something of its size stands in until then. */
export function Near({
  name,
  stead,
  children,
}: {
  name: string;
  stead: ReactNode;
  children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(met.has(name));
  useEffect(() => {
    const element = place.current;
    if (!element || isNear) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        met.add(name);
        setNear(true);
      },
      { rootMargin: "800px" },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [isNear, name]);
  return <div ref={place}>{isNear ? children : stead}</div>;
}
