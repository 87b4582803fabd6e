/** How a check of the desk ended. */
export type CheckState = "wrong" | "warn" | "unchecked" | "ok";

const DRAWN: Readonly<Record<CheckState, string>> = {
  wrong: "M12 5v9M12 17v2.4",
  warn: "M12 5v9M12 17v2.4",
  unchecked: "M8.5 12h7",
  ok: "M6.5 12.5l4 4 7-9",
};

/** A box with its word: solid where something must be mended, outlined where it is to be looked at or in order. */
export function StateMark({ state, children }: { state: CheckState; children: string }) {
  return (
    <strong className={`status state-${state}`}>
      <svg className="mark" width="16" height="16" viewBox="0 0 24 24" fill="none" aria-hidden="true">
        <path
          d="M2 2h20v20H2z"
          fill={state === "wrong" ? "currentColor" : "none"}
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray={state === "unchecked" ? "3 3" : undefined}
        />
        <path
          className={state === "wrong" ? "on-solid" : undefined}
          d={DRAWN[state]}
          stroke="currentColor"
          strokeWidth="3"
        />
      </svg>
      {children}
    </strong>
  );
}
