import { describe, expect, it } from "vitest";
import { said, sitePath } from "./paths.ts";

const SITE = "https://films.example";

describe("where to go afterwards", () => {
  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "studio",
    "",
    7,
    undefined,
  ])("is never %j", (value) => {
    expect(sitePath(value, SITE)).toBeUndefined();
  });

  it("is a path of this site, with its question and its part", () => {
    expect(sitePath("/activate?code=WXYZ-1234#top", SITE)).toBe("/activate?code=WXYZ-1234#top");
  });
});

describe("a value of the address", () => {
  it("is text, whatever it looks like", () => {
    expect(said(123456)).toBe("123456");
    expect(said("")).toBeUndefined();
    expect(said({ a: 1 })).toBeUndefined();
  });
});
