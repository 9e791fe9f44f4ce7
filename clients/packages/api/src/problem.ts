/** A refusal of the service (RFC 9457), or of the network when `status` is 0. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable and meant for programs, such as `title_not_ready`. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly retryAfterSeconds: number | null;
  /** Everything the refusal said, such as the `ticket` of a second factor. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Record<string, unknown>, retryAfter: string | null = null) {
    const title = text(body.title) || `HTTP ${status}`;
    super(text(body.detail) || title);
    this.name = "ApiProblem";
    this.status = status;
    this.code = text(body.code);
    this.title = title;
    this.detail = text(body.detail);
    this.facts = body;
    this.retryAfterSeconds = retryAfter === null ? null : Number(retryAfter) || null;
  }

  static offline(cause: unknown): ApiProblem {
    const problem = new ApiProblem(0, { code: "offline", title: "offline" });
    problem.cause = cause;
    return problem;
  }

  /** Would the same request have a chance in a moment? */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
