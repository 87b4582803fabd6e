import type { ReactNode } from "react";

interface Props {
  readonly title: ReactNode;
  /** Plain words before the links, e.g. the stated order or the date of the figures. */
  readonly note?: ReactNode;
  readonly links?: readonly { readonly href: string; readonly label: string }[];
  readonly id?: string;
  /** 3 where the section stands inside another. */
  readonly level?: 2 | 3;
  /** Starts a new sheet of paper in print. */
  readonly isNewPage?: boolean;
  /** Settled text: from 900 px on, the title stands beside it. */
  readonly isTold?: boolean;
  readonly children: ReactNode;
}

/** A part of a page: 2 px ink rule, title beneath, note and links at the right. */
export function Section({ title, note, links = [], id, level = 2, isNewPage, isTold, children }: Props) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={`section${isNewPage ? " new-page" : ""}${isTold ? " told" : ""}`} id={id}>
      <div className="section-head">
        <Heading className="h2">{title}</Heading>
        {(note || links.length > 0) && (
          <p className="links">
            {note && <span className="quiet">{note}</span>}
            {links.map((link) => (
              <a key={link.href} href={link.href}>
                {link.label}
              </a>
            ))}
          </p>
        )}
      </div>
      {children}
    </section>
  );
}

/** The title of a page, with an optional line over it and a sentence under it; goes into the left of `Split`. */
export function PageTitle(props: {
  title: ReactNode;
  over?: ReactNode;
  deck?: ReactNode;
  isAnswer?: boolean;
}) {
  const { title, over, deck, isAnswer } = props;
  return (
    <header className="page-title">
      <h1>
        {over && <span className="over">{over} </span>}
        <span className={isAnswer ? "answer" : "title"}>{title}</span>
      </h1>
      {deck && <div className={isAnswer ? "sub" : "deck"}>{deck}</div>}
    </header>
  );
}

interface SplitProps {
  readonly children: ReactNode;
  readonly aside: ReactNode;
  /** On a phone the aside comes after `.fold`, so that the answer and its rows stay together. */
  readonly isLate?: boolean;
  /** Aside up to 440 wide and centred, for the home page's figure. */
  readonly isEven?: boolean;
}

/** A main column with an aside of 300 to 380 (below it on a phone). */
export function Split({ children, aside, isLate, isEven }: SplitProps) {
  return (
    <div className={`split${isLate ? " late" : ""}${isEven ? " even" : ""}`}>
      <div>{children}</div>
      <div>{aside}</div>
    </div>
  );
}

/** Two equal columns, one under the other on a phone. */
export function Halves({ children }: { children: ReactNode }) {
  return <div className="halves">{children}</div>;
}

/** A narrow column that names, a wide one that shows. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className="pair">{children}</div>;
}

/** The constituency's list: on a phone its rows follow the answer at once and the section's head steps aside. */
export function Fold({ children }: { children: ReactNode }) {
  return <div className="fold">{children}</div>;
}

/** One column of 640: where somebody answers, signs, logs in. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className="narrow-page">{children}</div>;
}

/** The one blotting-paper band of a page, edge to edge. */
export function Band({ children }: { children: ReactNode }) {
  return <div className="band">{children}</div>;
}
