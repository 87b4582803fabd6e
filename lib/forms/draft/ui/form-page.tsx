import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { mayEdit } from "@/lib/organizations/rules";
import type { Words } from "../../schema";
import type { DeskForm } from "../queries";
import { Editor } from "./editor";
import { StandingVersion } from "./published";
import type { PublishedVersions } from "./versions-list";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly words: Words;
  readonly signatures: number;
  readonly versions: PublishedVersions;
  readonly removing: string | string[] | undefined;
  readonly isNew: boolean;
}

/** The editor where there is a draft and the caller may write, else the text as it stands. */
export function FormPage({ removing, isNew, ...rest }: Props) {
  const { draft, role } = rest.form;
  if (draft && mayEdit(role))
    return <Editor {...rest} draft={draft} removing={typeof removing === "string" ? removing : ""} />;
  return <StandingVersion {...rest} isNew={isNew} />;
}
