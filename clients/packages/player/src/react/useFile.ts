import { useEffect, useState } from "react";

/** A small text file of the session, read once; null until it is there, or when it can't be had. */
export function useFile<T>(address: string | null, read: (text: string, address: string) => T) {
  const [found, setFound] = useState<{ address: string; value: T } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is a pure function
  useEffect(() => {
    if (!address) return;
    const stop = new AbortController();
    const whole = new URL(address, location.href).href;
    fetch(whole, { signal: stop.signal, credentials: "same-origin" })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(whole))))
      .then(
        (text) => setFound({ address, value: read(text, whole) }),
        () => undefined,
      );
    return () => stop.abort();
  }, [address]);

  return found?.address === address ? found.value : null;
}
