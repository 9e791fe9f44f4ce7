import type { Key } from "./en.ts";
import { en } from "./en.ts";
import type { Message } from "./message.ts";
export const hi: Record<Key, Message> = en;
