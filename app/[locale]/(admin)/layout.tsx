import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { DeskHtml } from "@/components/desk-shell";
import { isLocale } from "@/lib/core/i18n/locale";

export const metadata: Metadata = { title: "Signataires", robots: { index: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function AdminLayout(props: {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}) {
  const { locale } = await props.params;
  if (!isLocale(locale)) notFound();
  return <DeskHtml locale={locale}>{props.children}</DeskHtml>;
}
