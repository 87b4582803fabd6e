import type { ComponentProps, ReactNode } from "react";

type Kind = "solid" | "outlined" | "neutral" | "quiet";
type Size = "normal" | "tall" | "full" | "tall full";

const LOOK: Record<Kind, string> = { solid: " solid", outlined: " outlined", neutral: "", quiet: " plain" };

function classes(kind: Kind, size: Size): string {
  return `button${LOOK[kind]}${size === "normal" ? "" : ` ${size}`}`;
}

interface Look {
  /** solid: the one act of the page; outlined: a second one; neutral: desk tools; quiet: reads as a link. */
  readonly kind?: Kind;
  /** tall is 60 px, for "Je signe" alone. */
  readonly size?: Size;
  readonly children: ReactNode;
}

type ButtonProps = Look & Omit<ComponentProps<"button">, "className">;

/** A button that submits its form unless told otherwise. */
export function Button({ kind = "solid", size = "normal", type = "submit", ...rest }: ButtonProps) {
  return <button type={type} className={classes(kind, size)} {...rest} />;
}

type LinkProps = Look & { readonly href: string } & Omit<ComponentProps<"a">, "className" | "href">;

/** A link that looks like a button. */
export function ButtonLink({ kind = "outlined", size = "normal", ...rest }: LinkProps) {
  return <a className={classes(kind, size)} {...rest} />;
}

/** Buttons in a row that wraps; the first one is the main act. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>;
}
