import { describe, expect, it } from "vitest";
import { moved, remembered, resultsUrl, suggested } from "./choices.ts";

describe("suggestions", () => {
  it("lead to their page, and to nowhere outside this site", () => {
    const item = { type: "title", text: "First Light", year: 2026 };
    const [own] = suggested([{ ...item, url: "/title/first-light" }]);
    expect(own).toMatchObject({ kind: "title", url: "/title/first-light", year: 2026 });
    for (const url of ["https://elsewhere.example/", "//elsewhere.example", "javascript:x"]) {
      expect(suggested([{ ...item, url }])[0]?.url).toBe("/search?q=First+Light");
    }
  });

  it("are words to look for where their type is unknown", () => {
    expect(suggested([{ type: "spell", text: "a & b" }])[0]).toMatchObject({
      kind: "query",
      url: "/search?q=a+%26+b",
    });
  });
});

describe("before anything is typed", () => {
  it("one's own words come first, and once", () => {
    const choices = remembered([{ id: "1", text: "sea" }], [{ text: "sea" }, { text: "moon" }]);
    expect(choices.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "recent sea",
      "trending moon",
    ]);
  });
});

describe("arrows", () => {
  it("go round by way of the box", () => {
    expect(moved(-1, 2, "ArrowDown")).toBe(0);
    expect(moved(1, 2, "ArrowDown")).toBe(-1);
    expect(moved(-1, 2, "ArrowUp")).toBe(1);
    expect(moved(0, 2, "ArrowUp")).toBe(-1);
    expect(moved(-1, 0, "ArrowDown")).toBe(-1);
  });
});

describe("the results' address", () => {
  it("holds any words", () => {
    expect(resultsUrl(" चाय ☕ ")).toBe(
      `/search?q=${encodeURIComponent("चाय")}+${encodeURIComponent("☕")}`,
    );
  });
});
