/** A sentence, or one per plural category of the language (CLDR). `{name}` marks a value. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

export type Values = Readonly<Record<string, string | number>>;

/** Fill a message in. A plural message looks at the value called `count`. */
export function fill(message: Message, locale: string, values: Values = {}): string {
  const sentence = typeof message === "string" ? message : plural(message, locale, values);
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    if (value === undefined) return hole;
    return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value;
  });
}

function plural(message: Exclude<Message, string>, locale: string, values: Values): string {
  const category = new Intl.PluralRules(locale).select(Number(values.count ?? 0));
  return message[category] ?? message.other;
}
