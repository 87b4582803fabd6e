"use client";

import { usePathname } from "next/navigation";
import { BareDesk } from "../bare-desk";

const WORDS = {
  fr: {
    title: "Une erreur est arrivée ici",
    text: "Ce n’est pas de votre fait. Elle est notée et sera lue ; rien n’a été enregistré à moitié.",
    reference: "Référence à donner si vous nous écrivez\u00a0:",
    retry: "Recommencer",
  },
  en: {
    title: "Something went wrong here",
    text: "It is not your doing. It has been noted and will be read; nothing was saved by half.",
    reference: "Reference to give if you write to us:",
    retry: "Try again",
  },
};

/** What the desk shows where a page failed; its words are here because a failed server has none to send. */
export function DeskError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const locale = usePathname().startsWith("/en") ? "en" : "fr";
  const words = WORDS[locale];
  return (
    <BareDesk locale={locale} title={words.title} text={words.text}>
      {error.digest && (
        <p className="small">
          {words.reference} {error.digest}
        </p>
      )}
      <button type="button" className="button solid" onClick={reset}>
        {words.retry}
      </button>
    </BareDesk>
  );
}
