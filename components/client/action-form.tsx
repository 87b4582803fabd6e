"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useRef,
} from "react";
import type { ActionState } from "@/lib/core/action";
import { fieldId } from "../field";

type State = ActionState<unknown, string>;

/** A text of the caller's that a colleague saved differently meanwhile. */
export interface Other {
  /** Of the field. */
  readonly name: string;
  readonly text: string;
  readonly mine: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

interface Shown {
  readonly state: State;
  readonly isPending: boolean;
  readonly textOf: (key: string) => string;
  /** What waits for a choice between two texts. */
  readonly others: readonly Other[];
  /** What stands at a field with two texts. */
  readonly choice?: (other: Other) => ReactNode;
}

export const Context = createContext<Shown>({
  state: { kind: "idle" },
  isPending: false,
  textOf: (key) => key,
  others: [],
});
const NONE: readonly Other[] = [];

/** What the surrounding form's last act answered. */
export function useShown(): Shown {
  return useContext(Context);
}

interface Props<O, R extends string> {
  readonly action: (state: ActionState<O, R>, data: FormData) => Promise<ActionState<O, R>>;
  /** Sentences by full key, from `errorTexts(locale, room, …)`. */
  readonly texts: Readonly<Record<string, string>>;
  /** The room whose `errors` name the refusals. */
  readonly room: string;
  /** Title over what is wrong. */
  readonly wrong: string;
  /** Told when the act was done. */
  readonly done?: string;
  /** Empties the fields when the act was done, for forms that add. */
  readonly isEmptiedWhenDone?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A sentence with its details filled in. */
export function fill(text: string, detail: Readonly<Record<string, string | number>> = {}): string {
  return Object.entries(detail).reduce(
    (said, [name, value]) => said.replaceAll(`{${name}}`, String(value)),
    text,
  );
}

export function sentences(state: State, room: string, textOf: (key: string) => string) {
  if (state.kind === "invalid") return state.errors.map(({ field, key }) => ({ field, text: textOf(key) }));
  if (state.kind !== "refused") return [];
  const key = `${room}.errors.${state.refusal}`;
  const own = textOf(key);
  const text = own === key ? textOf(`organizations.errors.${state.refusal}`) : own;
  return [{ field: "", text: fill(text, state.detail) }];
}

/**
 * A form of the desk over a server action. Without script it is a plain form post; with script the page stays, and
 * React's own emptying of the fields after an act is kept away, so that nothing typed is ever lost.
 */
export function ActionForm<O, R extends string>(props: Props<O, R>) {
  const { action, texts, room, wrong, done, isEmptiedWhenDone, className, children } = props;
  const [state, dispatch, isPending] = useActionState(action, { kind: "idle" });
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const textOf = (key: string) => texts[key] ?? key;
  const prefix = texts["components.errors.prefix"] ?? "";
  useEffect(() => {
    if (state.kind === "done" && isEmptiedWhenDone) form.current?.reset();
    if (state.kind === "refused" && state.refusal === "changed-meanwhile") router.refresh();
    const isWrong = state.kind === "refused" || state.kind === "invalid";
    const plain = document.title.replace(prefix, "");
    if (state.kind !== "idle") document.title = isWrong ? `${prefix}${plain}` : plain;
    if (isWrong) form.current?.querySelector<HTMLElement>(".errors")?.focus();
  }, [state, isEmptiedWhenDone, router, prefix]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const native: Event = event.nativeEvent;
    const submitter = native instanceof SubmitEvent ? native.submitter : null;
    // A button with an address of its own leads there, as for a file of what is ticked.
    if (submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => dispatch(data));
  };
  return (
    <Context value={{ state, isPending, textOf, others: NONE }}>
      <form
        ref={form}
        action={dispatch}
        onSubmit={submit}
        className={className}
        noValidate
        aria-busy={isPending}
      >
        <Wrong title={wrong} errors={sentences(state, room, textOf)} />
        {children}
        <output className="small done">{state.kind === "done" ? done : ""}</output>
      </form>
    </Context>
  );
}

/** What is wrong, each a link to its field. */
export function Wrong(props: { title: string; errors: readonly { field: string; text: string }[] }) {
  if (props.errors.length === 0) return null;
  return (
    <div className="errors" role="alert" tabIndex={-1}>
      <h2 className="h3">{props.title}</h2>
      <ul>
        {props.errors.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            {field ? <a href={`#${fieldId(field)}`}>{text}</a> : <strong>{text}</strong>}
          </li>
        ))}
      </ul>
    </div>
  );
}
