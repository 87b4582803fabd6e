"use client";

import { useEffect, useRef, useState } from "react";

interface Props {
  /** Each key with what it does; it presses the control that carries it as `data-key`, or goes to that field. */
  readonly keys: readonly { readonly key: string; readonly label: string }[];
  readonly texts: Readonly<Record<"title" | "open" | "close" | "off" | "on" | "help", string>>;
}

const KEPT = "shortcuts";

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
    ? !(target instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(target.type))
    : false;
}

/** Single keys that press buttons of the page; `?` lists them, and they can be turned off for good (WCAG 2.1.4). */
export function Shortcuts({ keys, texts }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOn, setOn] = useState(true);
  useEffect(() => setOn(localStorage.getItem(KEPT) !== "off"), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        !isOn ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target) ||
        dialog.current?.open
      )
        return;
      if (event.key === "?") {
        event.preventDefault();
        dialog.current?.showModal();
      } else if (keys.some(({ key }) => key === event.key)) {
        const control = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
        if (!control) return;
        event.preventDefault();
        if (control.matches("input:not([type=checkbox])")) control.focus();
        else control.click();
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [keys, isOn]);
  const turn = () => {
    localStorage.setItem(KEPT, isOn ? "off" : "on");
    setOn(!isOn);
  };
  return (
    <>
      <button type="button" className="button plain" onClick={() => dialog.current?.showModal()}>
        {texts.open}
      </button>
      <dialog ref={dialog} className="shortcuts" aria-labelledby="shortcuts-title">
        <h2 className="h3" id="shortcuts-title">
          {texts.title}
        </h2>
        <dl>
          {[{ key: "?", label: texts.help }, ...keys].map(({ key, label }) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
        <p className="actions">
          <button type="button" className="button" onClick={turn} aria-pressed={!isOn}>
            {isOn ? texts.off : texts.on}
          </button>
          <button type="button" className="button solid" onClick={() => dialog.current?.close()}>
            {texts.close}
          </button>
        </p>
      </dialog>
    </>
  );
}
