"use client";

import { useRouter } from "next/navigation";
import { type RefObject, startTransition, useCallback, useEffect, useRef, useState } from "react";
import type { ActionState } from "@/lib/core/action";
import type { Other } from "./action-form";

/** What saving a draft answers. */
export interface DraftSaved {
  readonly formId: string;
  readonly revision: number;
  readonly anchor: string;
  readonly at: string;
  readonly changed: readonly Other[];
  readonly conflicts: readonly Other[];
}

export type DraftAction<R extends string> = (
  state: ActionState<DraftSaved, R>,
  data: FormData,
) => Promise<ActionState<DraftSaved, R>>;

/** How the draft stands, for the sentence that tells it. */
export interface Standing {
  readonly kind: "shown" | "typing" | "saving" | "saved" | "choice" | "failed" | "refused";
  /** ISO 8601, of the last save. */
  readonly at?: string;
  /** Key of the refusal or of the first error. */
  readonly key?: string;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isControl = (element: unknown): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;

/** U16: within one second of a pause. */
const PAUSE = 700;
const LONGEST_WAIT = 30_000;

interface Words<R extends string> {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly action: DraftAction<R>;
  readonly room: string;
  /** Of the draft that the server rendered. */
  readonly revision: number;
  /** Sent with every save. */
  readonly about: Readonly<Record<string, string>>;
}

/** Saves what was typed by itself, only the fields that changed; a failed save keeps them and tries again. */
export function useDraftSaving<R extends string>({ form, action, room, revision, about }: Words<R>) {
  const router = useRouter();
  const [standing, setStanding] = useState<Standing>({ kind: "shown" });
  const [others, setOthers] = useState<readonly Other[]>([]);
  // What the handlers share, as it is now rather than as it was when they were made.
  const now = useRef({
    dirty: new Set<string>(),
    held: new Map<string, Other>(),
    revision,
    wait: 1000,
    timer: 0,
    focus: "",
    busy: Promise.resolve(true),
  }).current;

  const control = useCallback(
    (name: string): Control | null => {
      const found = form.current?.elements.namedItem(name);
      return isControl(found) ? found : null;
    },
    [form],
  );

  const taken = useCallback(
    (saved: DraftSaved) => {
      now.revision = Math.max(now.revision, saved.revision);
      now.wait = 1000;
      for (const other of saved.conflicts) now.held.set(other.name, other);
      for (const other of saved.changed) {
        const field = control(other.name);
        // What is being typed right now over a colleague's new text is a conflict too.
        if (now.dirty.has(other.name)) now.held.set(other.name, { ...other, mine: field?.value ?? "" });
        else if (field) field.value = other.text;
      }
      setOthers([...now.held.values()]);
      setStanding({ kind: now.held.size > 0 ? "choice" : "saved", at: saved.at });
    },
    [now, control],
  );

  const attempt = useCallback(
    async (intent: string): Promise<boolean> => {
      const names = [...now.dirty].filter((name) => !now.held.has(name));
      if (intent === "save" && names.length === 0) return now.held.size === 0;
      const data = new FormData();
      for (const [name, value] of Object.entries({ ...about, revision: String(now.revision), intent }))
        data.set(name, value);
      for (const name of names) data.set(name, control(name)?.value ?? "");
      for (const name of names) now.dirty.delete(name);
      setStanding({ kind: "saving" });
      const answer = await inTransition(() => action({ kind: "idle" }, data));
      if (answer?.kind === "done") {
        now.focus = intent === "save" ? "" : `${intent}|${answer.value.anchor}`;
        taken(answer.value);
        return answer.value.conflicts.length === 0;
      }
      for (const name of names) now.dirty.add(name);
      if (answer?.kind === "refused" && answer.refusal === "changed-meanwhile") router.refresh();
      if (answer?.kind === "invalid") setStanding({ kind: "refused", key: answer.errors[0]?.key ?? "" });
      else if (answer?.kind === "refused")
        setStanding({ kind: "refused", key: `${room}.errors.${answer.refusal}` });
      else setStanding({ kind: "failed" });
      return false;
    },
    [about, action, control, now, room, router, taken],
  );

  /** Saves, one after the other; `later` tries again by itself while something is not saved. */
  const send = useCallback(
    (intent = "save"): Promise<boolean> => {
      window.clearTimeout(now.timer);
      now.busy = now.busy.then(() => attempt(intent));
      now.busy.then((isSaved) => {
        if (isSaved || ![...now.dirty].some((name) => !now.held.has(name))) return;
        now.timer = window.setTimeout(() => send(), now.wait);
        now.wait = Math.min(now.wait * 2, LONGEST_WAIT);
      });
      return now.busy;
    },
    [attempt, now],
  );

  const typed = useCallback(
    (name: string) => {
      now.dirty.add(name);
      setStanding((was) => (was.kind === "typing" || now.held.has(name) ? was : { kind: "typing" }));
      window.clearTimeout(now.timer);
      now.timer = window.setTimeout(() => send(), PAUSE);
    },
    [now, send],
  );

  /** Ends a conflict: "theirs" shows the colleague's text, "mine" saves what stands in the field. */
  const settle = useCallback(
    (name: string, how: "mine" | "theirs") => {
      const other = now.held.get(name);
      const field = control(name);
      now.held.delete(name);
      if (how === "theirs" && other && field) field.value = other.text;
      if (how === "theirs") now.dirty.delete(name);
      else now.dirty.add(name);
      setOthers([...now.held.values()]);
      setStanding({ kind: now.held.size > 0 ? "choice" : "saved", at: new Date().toISOString() });
      field?.focus();
      send();
    },
    [control, now, send],
  );

  useEffect(() => {
    // A page rendered anew brings new words: fields that nobody is typing in show them.
    now.revision = Math.max(now.revision, revision);
    for (const field of form.current?.elements ?? [])
      if (
        (field instanceof HTMLTextAreaElement ||
          (field instanceof HTMLInputElement && field.type !== "hidden")) &&
        !now.dirty.has(field.name) &&
        !now.held.has(field.name) &&
        field.value !== field.defaultValue
      )
        field.value = field.defaultValue;
    const [intent = "", anchor = ""] = now.focus.split("|");
    now.focus = "";
    if (anchor) focusOn(form.current, intent, anchor);
  }, [form, now, revision]);

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (now.dirty.size > 0) event.preventDefault();
    };
    window.addEventListener("beforeunload", leaving);
    return () => window.removeEventListener("beforeunload", leaving);
  }, [now]);

  return { standing, others, typed, send, settle };
}

/** The button that was pressed, where the row still has it, else the first field of the row that was touched. */
function focusOn(form: HTMLFormElement | null, intent: string, anchor: string): void {
  const row = document.getElementById(`e-${anchor}`);
  const button = [...(form?.querySelectorAll<HTMLButtonElement>("button[name=intent]") ?? [])].find(
    ({ value }) => value === intent,
  );
  const target = intent.startsWith("add") ? null : button;
  (target ?? row?.querySelector<HTMLElement>("textarea, input"))?.focus();
}

/** The answer, or null where the server was not reached. */
function inTransition<T>(run: () => Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    startTransition(async () => {
      resolve(await run().catch(() => null));
    });
  });
}
