import { ApiProblem } from "@streamverse/api";
import { describe, expect, it } from "vitest";
import { afterAnswer } from "./polling.ts";
import { ticketIn } from "./ticket.ts";

const refusal = (error: string) => new ApiProblem(400, { error, code: error });

describe("waiting for another device", () => {
  it("ends when the person there says no, or the code runs out", () => {
    expect(afterAnswer(refusal("access_denied"), 5).end).toBe("denied");
    expect(afterAnswer(refusal("expired_token"), 5).end).toBe("expired");
  });

  it("goes on at the same pace while nobody has answered", () => {
    expect(afterAnswer(refusal("authorization_pending"), 5)).toEqual({ end: null, interval: 5 });
  });

  it("slows down by five seconds when told, and when the line is lost", () => {
    expect(afterAnswer(refusal("slow_down"), 5)).toEqual({ end: null, interval: 10 });
    expect(afterAnswer(ApiProblem.offline(null), 5)).toEqual({ end: null, interval: 10 });
  });

  it("gives up when it is refused in a way that waiting does not mend", () => {
    expect(afterAnswer(new ApiProblem(404, {}), 5).end).toBe("lost");
    expect(afterAnswer(new Error("?"), 5).end).toBe("lost");
  });
});

describe("a ticket", () => {
  it("is in the refusal that asks for a second factor, and in no other", () => {
    const facts = { ticket: "abc", methods: ["passkey", "carrier_pigeon", "totp"] };
    expect(ticketIn(new ApiProblem(403, { code: "second_factor_required", ...facts }))).toEqual({
      ticket: "abc",
      methods: ["totp", "passkey"],
    });
    expect(ticketIn(new ApiProblem(401, { code: "wrong_credentials", ...facts }))).toBeNull();
    expect(ticketIn(new ApiProblem(403, { code: "second_factor_required" }))).toBeNull();
  });
});
