/** Texts of React's notation that our forms send: plain ones, absent values, days, numbers; never a pointer to something else. */
const PLAIN =
  /^\$(\$|undefined$|NaN$|-?Infinity$|-0$|n-?\d{1,30}$|D\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$)/;

function isPlain(value: unknown): boolean {
  if (typeof value === "string") return !value.startsWith("$") || PLAIN.test(value);
  if (Array.isArray(value)) return value.every(isPlain);
  return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}

function parsed(value: FormDataEntryValue | null): unknown {
  try {
    return typeof value === "string" ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the arguments that a script sends are those of every action of ours: a state, and the fields of one form. */
export function isCall(fields: FormData): boolean {
  const sent = parsed(fields.get("0"));
  if (!Array.isArray(sent) || sent.length !== 2) return false;
  const [state, form]: unknown[] = sent;
  return isPlain(state) && typeof form === "string" && /^\$K[0-9a-f]{1,4}$/.test(form);
}

/** The same of a form posted without script: the states that its hidden fields bind are plain. */
export function isPost(fields: FormData): boolean {
  const bound = [...fields].filter(([name]) => /^\$ACTION_\d+:[1-9]\d*$/.test(name));
  return bound.every(([, value]) => {
    const states = parsed(value);
    return Array.isArray(states) && isPlain(states);
  });
}
