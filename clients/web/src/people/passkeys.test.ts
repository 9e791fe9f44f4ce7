import { describe, expect, it } from "vitest";
import { base64url, bytesOf, creationOptions, isTurnedAway, requestOptions } from "./passkeys.ts";

describe("passkeys", () => {
  it("travel as base64url, there and back", () => {
    const bytes = Uint8Array.from([0, 62, 63, 250, 251, 252, 253, 254, 255]);
    const text = base64url(bytes.buffer);
    expect(text).not.toMatch(/[+/=]/);
    expect(bytesOf(text)).toEqual(bytes);
  });

  it("are asked for with bytes where the browser wants bytes", () => {
    const options = creationOptions({
      challenge: "AQID",
      user: { id: "BAU", name: "asha@example.com", displayName: "Asha" },
      excludeCredentials: [{ id: "Bg", type: "public-key" }],
      rp: { id: "films.example", name: "Films" },
    });
    expect(options.challenge).toEqual(Uint8Array.of(1, 2, 3));
    expect(options.user).toMatchObject({ id: Uint8Array.of(4, 5), name: "asha@example.com" });
    expect(options.excludeCredentials?.[0]?.id).toEqual(Uint8Array.of(6));
  });

  it("are shown without naming one when the service names none", () => {
    expect(requestOptions({ challenge: "AQID" }).allowCredentials).toEqual([]);
  });

  it("are not a fault when the person turns away", () => {
    expect(isTurnedAway(new DOMException("", "NotAllowedError"))).toBe(true);
    expect(isTurnedAway(new TypeError("x"))).toBe(false);
  });
});
