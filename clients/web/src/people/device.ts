import type { DeviceHint } from "@streamverse/api";
import type { IconName } from "@streamverse/ui";

/** What this device may be called in a list of devices; the service knows the browser itself. */
export function thisDevice(agent: string = navigator.userAgent): DeviceHint {
  if (/smart-?tv|tizen|web0s|appletv|googletv|hbbtv|bravia/i.test(agent)) return { kind: "tv" };
  if (/playstation|xbox|nintendo/i.test(agent)) return { kind: "console" };
  if (/ipad|tablet|android(?!.*mobile)/i.test(agent)) return { kind: "tablet" };
  if (/mobi|iphone/i.test(agent)) return { kind: "phone" };
  return { kind: "web" };
}

const ICONS: Readonly<Record<string, IconName>> = {
  web: "laptop",
  phone: "phone",
  tablet: "tablet",
  tv: "screen",
  console: "gamepad",
};

export function deviceIcon(kind: string): IconName {
  return ICONS[kind] ?? "screen";
}
