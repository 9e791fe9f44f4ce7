import { describe, expect, it } from "vitest";
import { AT_FIRST, fromAddress, isNarrowed, toAddress } from "./address.ts";

describe("the address of the titles", () => {
  it("says only what differs from the plain page, and is read back", () => {
    const looking = { ...AT_FIRST, kind: "series", q: "1984", mine: true } as const;
    expect(toAddress(looking)).toEqual({ kind: "series", q: "1984", mine: true });
    expect(fromAddress(toAddress(looking))).toEqual(looking);
    expect(toAddress(AT_FIRST)).toEqual({});
  });

  it("leaves out what makes no sense", () => {
    expect(fromAddress({ kind: "opera", state: ["draft"], sort: "size", mine: "yes" })).toEqual(
      AT_FIRST,
    );
  });

  it("takes a number for words, as the router reads it", () => {
    expect(fromAddress({ q: 1984 }).q).toBe("1984");
  });

  it("knows whether a filter is set", () => {
    expect(isNarrowed({ ...AT_FIRST, mine: true, sort: "name" })).toBe(false);
    expect(isNarrowed({ ...AT_FIRST, flagged: true })).toBe(true);
  });
});
