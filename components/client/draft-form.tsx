"use client";

import { useRouter } from "next/navigation";
import {
  type DragEvent,
  type FormEvent,
  type ReactNode,
  useActionState,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from "react";
import { Button } from "../button";
import { Context, fill, type Other, sentences, Wrong } from "./action-form";
import { type DraftAction, type DraftSaved, type Standing, useDraftSaving } from "./draft-saving";

/** Every sentence of the form that saves by itself. */
export interface DraftTexts {
  readonly typing: string;
  readonly saving: string;
  /** With {at}. */
  readonly saved: string;
  readonly failed: string;
  readonly choice: string;
  readonly undo: string;
  readonly redo: string;
  readonly wrong: string;
  readonly both: string;
  readonly mine: string;
  /** With {by} and {at}. */
  readonly theirs: string;
  readonly empty: string;
  readonly keep: string;
  readonly take: string;
  readonly merge: string;
  readonly plain: string;
}

interface Props<R extends string> {
  readonly action: DraftAction<R>;
  /** The same without script: redirects where the button leads. */
  readonly plainAction: DraftAction<R>;
  readonly errors: Readonly<Record<string, string>>;
  readonly room: string;
  readonly texts: DraftTexts;
  readonly locale: string;
  /** Address of the draft's page; `/preview` and the like hang below it. */
  readonly page: string;
  readonly revision: number;
  /** Sent with every save. */
  readonly about: Readonly<Record<string, string>>;
  /** Told until the first save: when it was saved last. */
  readonly shown: string;
  readonly children: ReactNode;
}

const LEADS_AWAY = ["preview", "diff", "publish"];

const timeOf = (at: string | undefined, locale: string) => {
  const time = new Date(at ?? Date.now()).toLocaleTimeString(locale === "fr" ? "fr-FR" : "en-GB", {
    hour: "2-digit",
    minute: "2-digit",
  });
  return locale === "fr" ? time.replace(/^0/, "").replace(":", "\u00a0h\u00a0") : time;
};

function sentence<R extends string>(
  { kind, at, key = "" }: Standing,
  { texts, errors, shown, locale }: Props<R>,
): string {
  if (kind === "shown") return shown;
  if (kind === "saved") return fill(texts.saved, { at: timeOf(at, locale) });
  if (kind === "refused") return errors[key] ?? errors[key.replace(/^\w+/, "organizations")] ?? texts.failed;
  return texts[kind];
}

/**
 * A draft that saves by itself a moment after the last key, merges with colleagues' changes piece by piece and asks where
 * both changed the same. Without script it is a plain form with save buttons.
 */
export function DraftForm<R extends string>(props: Props<R>) {
  const { action, plainAction, errors, room, texts, page, revision, about, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [state, dispatch, isPending] = useActionState(plainAction, { kind: "idle" });
  const { standing, others, typed, send, settle } = useDraftSaving({ form, action, room, revision, about });
  const textOf = useCallback((key: string) => errors[key] ?? key, [errors]);
  const choice = useCallback(
    (other: Other) => <Choice other={other} texts={texts} locale={props.locale} settle={settle} />,
    [texts, props.locale, settle],
  );
  const plain = state.kind === "done" ? state.value.conflicts : NONE;
  const shown = useMemo(
    () => ({ state, isPending, textOf, others: others.length > 0 ? others : plain, choice }),
    [state, isPending, textOf, others, plain, choice],
  );
  const press = useCallback(
    async (intent: string) => {
      // Undoing brings a removed engagement back, so that with script removing needs no second press.
      const act = intent.replace(/^ask-remove:/, "remove:");
      if (!LEADS_AWAY.includes(act)) return send(act);
      if (await send("save")) router.push(`${page}/${act}`);
    },
    [send, router, page],
  );
  useUndoKeys(press);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const native: Event = event.nativeEvent;
    const button = native instanceof SubmitEvent ? native.submitter : null;
    press(button instanceof HTMLButtonElement ? button.value : "save");
  };
  const input = (event: FormEvent) => {
    const { target } = event;
    if ("name" in target && typeof target.name === "string" && target.name) typed(target.name);
  };
  return (
    <Context value={shown}>
      <form
        ref={form}
        action={dispatch}
        onSubmit={submit}
        onInput={input}
        {...dragging(press)}
        className="editor-form"
        noValidate
      >
        <Wrong title={texts.wrong} errors={sentences(state, room, textOf)} />
        {Object.entries({ ...about, revision }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} readOnly />
        ))}
        <DraftBar standing={standing} said={sentence(standing, props)} texts={texts} />
        {children}
      </form>
    </Context>
  );
}

const NONE: DraftSaved["conflicts"] = [];

/** Where the draft stands, in words, with undoing and redoing; stays in view. Enter in a field presses its first button. */
function DraftBar({ standing, said, texts }: { standing: Standing; said: string; texts: DraftTexts }) {
  const isTrouble = ["failed", "refused", "choice"].includes(standing.kind);
  return (
    <div className="draft-bar">
      <button type="submit" name="intent" value="save" hidden />
      <output className={isTrouble ? "small trouble" : "small"}>
        {standing.kind === "typing" || standing.kind === "saving" ? "" : said}
      </output>
      {(standing.kind === "typing" || standing.kind === "saving") && (
        <span className="small quiet" aria-hidden="true">
          {said}
        </span>
      )}
      <Button kind="quiet" name="intent" value="undo" aria-keyshortcuts="Control+Z">
        {texts.undo}
      </Button>
      <Button kind="quiet" name="intent" value="redo" aria-keyshortcuts="Control+Shift+Z">
        {texts.redo}
      </Button>
    </div>
  );
}

interface ChoiceProps {
  readonly other: Other;
  readonly texts: DraftTexts;
  readonly locale: string;
  readonly settle: (name: string, how: "mine" | "theirs") => void;
}

/** Both texts of one piece, and what to do with them; writing on in the field merges them by hand. */
function Choice({ other, texts, locale, settle }: ChoiceProps) {
  const { name, text, mine, by, at } = other;
  return (
    <fieldset className="meanwhile">
      <legend className="small">
        <strong>{texts.both}</strong>
      </legend>
      <p className="caption">{texts.mine}</p>
      <p className="serif">{mine || texts.empty}</p>
      <p className="caption">{fill(texts.theirs, { by, at: timeOf(at, locale) })}</p>
      <p className="serif">{text || texts.empty}</p>
      <div className="tools">
        <Button type="button" kind="neutral" onClick={() => settle(name, "mine")}>
          {texts.keep}
        </Button>
        <Button type="button" kind="neutral" onClick={() => settle(name, "theirs")}>
          {texts.take}
        </Button>
      </div>
      <p className="caption">{texts.merge}</p>
      <noscript>
        <p className="caption">{texts.plain}</p>
      </noscript>
    </fieldset>
  );
}

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) outside fields; inside one the browser undoes the typing itself. */
function useUndoKeys(press: (intent: string) => unknown): void {
  useEffect(() => {
    const keyed = (event: KeyboardEvent) => {
      const { target, key, shiftKey, ctrlKey, metaKey } = event;
      const isField = target instanceof HTMLElement && target.matches("input, textarea, select");
      const letter = key.toLowerCase();
      if (isField || !(ctrlKey || metaKey) || (letter !== "z" && letter !== "y")) return;
      event.preventDefault();
      press(letter === "y" || shiftKey ? "redo" : "undo");
    };
    document.addEventListener("keydown", keyed);
    return () => document.removeEventListener("keydown", keyed);
  }, [press]);
}

const dropIn = (event: DragEvent) =>
  event.target instanceof Element ? event.target.closest<HTMLElement>("[data-drop]") : null;

/** Rows follow the pointer by their number, as an enhancement of the buttons that move them. */
function dragging(press: (intent: string) => unknown) {
  return {
    onDragStart: (event: DragEvent) => {
      const handle = event.target instanceof HTMLElement ? event.target.dataset.drag : undefined;
      if (handle) event.dataTransfer.setData("application/x-engagement", handle);
    },
    onDragOver: (event: DragEvent) => {
      if (dropIn(event) && event.dataTransfer.types.includes("application/x-engagement"))
        event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const moved = event.dataTransfer.getData("application/x-engagement");
      const target = dropIn(event)?.dataset.drop;
      if (!moved || !target || moved === target) return;
      event.preventDefault();
      press(`place:${moved}~${target}`);
    },
  };
}
