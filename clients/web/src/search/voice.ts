interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  start(): void;
  abort(): void;
}

type Ears = new () => Recognition;

const names = globalThis as { SpeechRecognition?: Ears; webkitSpeechRecognition?: Ears };

/** Does this browser write down what is said? */
export const hasEars = Boolean(names.SpeechRecognition ?? names.webkitSpeechRecognition);

/** Listen for one sentence; the answer ends it early. */
export function listen(
  locale: string,
  heard: (words: string) => void,
  over: (problem: string | null) => void,
): () => void {
  const Listener = names.SpeechRecognition ?? names.webkitSpeechRecognition;
  if (!Listener) return () => undefined;
  const recognition = new Listener();
  let problem: string | null = null;
  recognition.lang = locale;
  recognition.interimResults = false;
  recognition.onresult = ({ results }) => heard(results[0]?.[0]?.transcript ?? "");
  recognition.onerror = ({ error }) => {
    problem = error;
  };
  recognition.onend = () => over(problem);
  recognition.start();
  return () => recognition.abort();
}
