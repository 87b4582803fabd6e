"use client";

import { usePathname } from "next/navigation";
import { BareDesk } from "../bare-desk";

const WORDS = {
  fr: {
    title: "Cette page n’existe pas",
    text: "L’adresse est coupée, ou cette page appartient à une association dont vous n’êtes pas membre.",
    back: "Revenir à la vue d’ensemble",
  },
  en: {
    title: "This page does not exist",
    text: "The address was cut, or this page belongs to an NGO of which you are no member.",
    back: "Back to the overview",
  },
};

/** The desk's 404: another NGO's page looks the same as one that never was. */
export function DeskNotFound() {
  const locale = usePathname().startsWith("/en") ? "en" : "fr";
  const words = WORDS[locale];
  return (
    <BareDesk locale={locale} title={words.title} text={words.text}>
      <a href={`/${locale}/desk`}>{words.back}</a>
    </BareDesk>
  );
}
