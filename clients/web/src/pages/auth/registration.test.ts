import type { AuthOptions, Registration } from "@streamverse/api";
import { describe, expect, it } from "vitest";
import { missingIn, problemField } from "./registration.ts";

const asha: Registration = {
  name: "Asha",
  email: "asha@example.com",
  password: "lantern-window-river-42",
  accepts: [{ kind: "terms", version: "2" }],
};
const options: AuthOptions = {
  registration: "open",
  providers: [],
  min_age: 13,
  asks_birth_date: false,
  passkeys: true,
  documents: [
    { kind: "terms", version: "2", name: "terms of use", url: "/terms", is_required: true },
    { kind: "news", version: "1", name: "letters", url: "/news", is_required: false },
  ],
};

describe("a registration", () => {
  it("lacks nothing", () => {
    expect(missingIn(asha, options, false)).toEqual({});
  });

  it("says beside each field what to do", () => {
    const empty = { name: "", email: "asha@", password: "", accepts: [] };
    expect(Object.keys(missingIn(empty, options, false))).toEqual([
      "name",
      "email",
      "password",
      "accept-terms",
    ]);
  });

  it("wants a birth date where the service does", () => {
    const asks = { ...options, asks_birth_date: true };
    expect(missingIn(asha, asks, false)).toEqual({ born_on: "auth.invalid.born" });
    expect(missingIn({ ...asha, born_on: "2001-02-03" }, asks, false)).toEqual({});
  });

  it("does not take a child for its own parent", () => {
    const child = { ...asha, parent_email: "Asha@example.com" };
    expect(missingIn(child, options, true)).toEqual({ parent_email: "auth.invalid.parent" });
  });

  it("puts a refusal beside the field it is about", () => {
    expect(problemField("weak_password")).toEqual({ password: "problem.weak_password" });
    expect(problemField("csrf_refused")).toEqual({});
  });
});
