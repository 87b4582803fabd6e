import { DeskNotFound } from "@/components/client/desk-not-found";

export default function NotFound() {
  return <DeskNotFound />;
}
