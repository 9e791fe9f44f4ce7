import { describe, expect, it } from "vitest";
import { digits, plainCode, userCode } from "./codes.ts";
import { afterKey, isPin, weakness } from "./pin.ts";

describe("a PIN", () => {
  it.each(["", "123", "12345", "12a4", "१२३४"])("is not %j", (text) => {
    expect(isPin(text)).toBe(false);
  });

  it("is four digits", () => {
    expect(isPin("0420")).toBe(true);
  });

  it("is easily guessed when it repeats or counts", () => {
    expect(weakness("7777")).toBe("same");
    expect(weakness("1234")).toBe("row");
    expect(weakness("9876")).toBe("row");
    expect(weakness("1243")).toBeNull();
    expect(weakness("12")).toBeNull();
  });

  it("grows by keys, stops at four and goes back", () => {
    expect(afterKey("12", "3")).toBe("123");
    expect(afterKey("1234", "5")).toBe("1234");
    expect(afterKey("123", "Backspace")).toBe("12");
    expect(afterKey("", "Backspace")).toBe("");
    expect(afterKey("1", "x")).toBe("1");
  });
});

describe("codes", () => {
  it("may be pasted with spaces and dashes, in any script", () => {
    expect(digits(" 123 456\n", 6)).toBe("123456");
    expect(digits("१२३ ४५६", 6)).toBe("123456");
    expect(digits("٠٩٠٩", 6)).toBe("0909");
    expect(plainCode("ab1c-2d3e 4f")).toBe("AB1C2D3E4F");
  });

  it("of a screen are shown as the screen shows them", () => {
    expect(userCode("wx")).toBe("WX");
    expect(userCode("wxyz")).toBe("WXYZ");
    expect(userCode("wxyz1")).toBe("WXYZ-1");
    expect(userCode("WXYZ-1234-99")).toBe("WXYZ-1234");
  });
});
