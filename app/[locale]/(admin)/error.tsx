"use client";

import { DeskError } from "@/components/client/desk-error";

export default function Problem(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <DeskError {...props} />;
}
