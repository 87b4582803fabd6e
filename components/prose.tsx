interface Props {
  /** HTML that `core/markdown` has sanitised; nothing else may come here. */
  readonly html: string;
  /** Words that get signed are set as an engagement. */
  readonly isEngagement?: boolean;
  readonly lang?: string | undefined;
}

/** Written text in its measure. */
export function Prose({ html, isEngagement, lang }: Props) {
  return (
    <div
      className={isEngagement ? "prose engagement" : "prose"}
      lang={lang}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised where it is made, see the property
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
