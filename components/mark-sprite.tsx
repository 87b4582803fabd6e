// The tick is a hole in the box: it shows whatever ground lies beneath, on paper, buvard, in print and forced colours.
export const TICK =
  "M5.2 13.2C6.3 11.9 7.6 12 8.5 13.3L9.9 15.3C12 11.2 14.8 8.2 18.6 6.2L19.3 7.3C15.7 9.9 13 13.2 11.2 17.4C10.7 18.5 9.3 18.6 8.6 17.6L6.9 15C6.4 14.2 5.9 14 5.2 13.2Z";
export const BOX = "M1 1h22v22H1z";
const line = { fill: "none", stroke: "currentColor", strokeWidth: 2 };

/** The nine marks drawn once per page on a 24-unit grid; `StatusMark` points at them. */
export function MarkSprite() {
  return (
    <svg className="gone" aria-hidden="true">
      <symbol id="m-signed" viewBox="0 0 24 24">
        <path
          fill="currentColor"
          fillRule="evenodd"
          d={`M1.5 0h21A1.5 1.5 0 0 1 24 1.5v21a1.5 1.5 0 0 1-1.5 1.5h-21A1.5 1.5 0 0 1 0 22.5v-21A1.5 1.5 0 0 1 1.5 0z${TICK}`}
        />
      </symbol>
      <symbol id="m-partly" viewBox="0 0 24 24">
        <path {...line} d={BOX} />
        <path fill="currentColor" d="M1 1h11v22H1z" />
      </symbol>
      <symbol id="m-awaiting" viewBox="0 0 24 24">
        <path {...line} d={`${BOX}M12 6v6.5l4 2.5`} />
      </symbol>
      <symbol id="m-declined" viewBox="0 0 24 24">
        <path {...line} d={`${BOX}M1.5 22.5l21-21`} />
      </symbol>
      <symbol id="m-silent" viewBox="0 0 24 24">
        <path {...line} strokeWidth={1.5} d="M.75.75h22.5v22.5H.75zM5 18h14" />
      </symbol>
      <symbol id="m-unasked" viewBox="0 0 24 24">
        <path {...line} strokeDasharray="2.1 2.3" strokeDashoffset="1.05" d={BOX} />
      </symbol>
      <symbol id="m-withdrawn" viewBox="0 0 24 24">
        <path {...line} d={`${BOX}M-2 12.5h28`} />
        <path fill="currentColor" d={TICK} />
      </symbol>
      <symbol id="m-disputed" viewBox="0 0 24 24">
        <path {...line} strokeDasharray="7 4" strokeDashoffset="3.5" d={BOX} />
        <path
          {...line}
          strokeWidth={2.2}
          d="M8.7 9.3a3.3 3.3 0 1 1 5 2.8c-1.2.75-1.7 1.3-1.7 2.7m0 1.7v2.3"
        />
      </symbol>
      <symbol id="m-frozen" viewBox="0 0 24 24">
        <path {...line} d={`${BOX}M9 6.5v11m6-11v11`} />
      </symbol>
    </svg>
  );
}
