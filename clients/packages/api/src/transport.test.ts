import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "./problem.ts";
import { cookieFetch, csrfToken, onStepUp } from "./transport.ts";

const SITE = "http://films.example";
const answers: Response[] = [];
const asked: Request[] = [];

function answer(status: number): Response {
  return new Response(status === 205 ? null : "{}", { status });
}

beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
  vi.stubGlobal("document", { cookie: "theme=dark; sv_csrf=a%20b" });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    asked.push(
      new Request(new URL(input instanceof Request ? input.url : input, SITE), {
        method: init?.method ?? (input instanceof Request ? input.method : "GET"),
        headers: new Headers(init?.headers ?? (input instanceof Request ? input.headers : {})),
      }),
    );
    return answers.shift() ?? answer(200);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("requests by cookie", () => {
  it("say who may write by repeating the cookie in a header", async () => {
    await cookieFetch(new Request(`${SITE}/api/v1/titles`, { method: "POST" }));
    expect(asked[0]?.headers.get("X-CSRF-Token")).toBe("a b");
  });

  it("do not carry the token on reading", async () => {
    await cookieFetch(new Request(`${SITE}/api/v1/home`));
    expect(asked[0]?.headers.has("X-CSRF-Token")).toBe(false);
  });

  it("refresh once and ask again when a sign-in ran out", async () => {
    answers.push(answer(401), answer(200), answer(200));
    const response = await cookieFetch(new Request(`${SITE}/api/v1/me`));
    expect(response.status).toBe(200);
    expect(asked.map((request) => new URL(request.url).pathname)).toEqual([
      "/api/v1/me",
      "/api/v1/auth/refresh",
      "/api/v1/me",
    ]);
  });

  it("share one refresh when many find out at once", async () => {
    answers.push(answer(401), answer(401));
    await Promise.all([
      cookieFetch(new Request(`${SITE}/api/v1/me`)),
      cookieFetch(new Request(`${SITE}/api/v1/assets`)),
    ]);
    const refreshes = asked.filter((request) => request.url.endsWith("/auth/refresh"));
    expect(refreshes).toHaveLength(1);
  });

  it("do not refresh for a wrong password", async () => {
    answers.push(answer(401));
    const response = await cookieFetch(
      new Request(`${SITE}/api/v1/auth/login`, { method: "POST", body: "{}" }),
    );
    expect(response.status).toBe(401);
    expect(asked).toHaveLength(1);
  });

  it("call a broken line by its name", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("Failed to fetch");
    });
    const lost = cookieFetch(new Request(`${SITE}/api/v1/home`));
    await expect(lost).rejects.toMatchObject({ status: 0, isPassing: true });
    await expect(lost).rejects.toBeInstanceOf(ApiProblem);
  });
});

describe("a step up", () => {
  const refusal = () =>
    new Response(JSON.stringify({ code: "step_up_required", methods: ["password", "totp"] }), {
      status: 403,
    });
  const removal = () => new Request(`${SITE}/api/v1/me/totp`, { method: "DELETE" });

  it("asks which way is open, then repeats the call", async () => {
    answers.push(refusal(), answer(205));
    const prove = vi.fn(async () => true);
    const forget = onStepUp(prove);
    const response = await cookieFetch(removal());
    expect(prove).toHaveBeenCalledExactlyOnceWith(["password", "totp"]);
    expect(response.status).toBe(205);
    expect(asked.map((request) => request.method)).toEqual(["DELETE", "DELETE"]);
    forget();
  });

  it("leaves the refusal as it was when the person turns away", async () => {
    answers.push(refusal());
    const forget = onStepUp(async () => false);
    expect((await cookieFetch(removal())).status).toBe(403);
    expect(asked).toHaveLength(1);
    forget();
  });

  it("repeats the body, too", async () => {
    const bodies: string[] = [];
    vi.stubGlobal("fetch", async (request: Request) => {
      bodies.push(await request.text());
      return bodies.length === 1 ? refusal() : answer(200);
    });
    const forget = onStepUp(async () => true);
    const body = JSON.stringify({ email: "asha@example.com" });
    await cookieFetch(new Request(`${SITE}/api/v1/me/email`, { method: "POST", body }));
    expect(bodies).toEqual([body, body]);
    forget();
  });

  it("asks once when many calls are refused together", async () => {
    answers.push(refusal(), refusal());
    const prove = vi.fn(async () => true);
    const forget = onStepUp(prove);
    await Promise.all([cookieFetch(removal()), cookieFetch(removal())]);
    expect(prove).toHaveBeenCalledTimes(1);
    forget();
  });

  it("does not ask twice for one call", async () => {
    answers.push(refusal(), refusal());
    const prove = vi.fn(async () => true);
    const forget = onStepUp(prove);
    expect((await cookieFetch(removal())).status).toBe(403);
    expect(prove).toHaveBeenCalledTimes(1);
    forget();
  });

  it("does not take any other refusal for one", async () => {
    answers.push(new Response(JSON.stringify({ code: "csrf_refused" }), { status: 403 }));
    const prove = vi.fn(async () => true);
    const forget = onStepUp(prove);
    await cookieFetch(removal());
    expect(prove).not.toHaveBeenCalled();
    forget();
  });
});

describe("the token", () => {
  it("is empty for a guest", () => {
    expect(csrfToken("theme=dark")).toBe("");
  });
});
